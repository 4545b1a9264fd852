"""Pictures: photographs and diagrams of ``content/pictures/``, known by their file's name."""

from __future__ import annotations

from msgspec import Struct

# What is read; of each a page shows other files, made for the widths of screens.
ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
WIDTHS = (480, 960, 1600)  # pixels


class Picture(Struct, frozen=True):
    """A picture: its file's name below ``content/pictures/``, its size upright, its digest."""

    name: str
    width: int
    height: int
    digest: str

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths that it is published in, in pixels: its own, or the most, and much smaller."""
        largest = min(self.width, WIDTHS[-1])
        return (*(width for width in WIDTHS if 5 * width <= 4 * largest), largest)

    def height_at(self, width: int) -> int:
        """Return its height at a width."""
        return max(1, round(self.height * width / self.width))
