"""What the figures are to show, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass

from bench.browser import SHOWN
from bench.builds import COLD, EDIT, MEMORY, SAME, TIMED
from bench.figures import Figures
from bench.ours import NAME
from bench.peers import PEERS
from bench.peers.hugo import PEER as HUGO
from bench.served import SERVED


@dataclass(frozen=True)
class Mark:
    """A mark: our figure, the limit that it may not pass, and their unit."""

    words: str
    figure: float | None
    limit: float | None
    unit: str = "s"

    @property
    def verdict(self) -> str:
        """Say whether it is met, in words."""
        if self.figure is None or self.limit is None:
            return "not measured in this run"
        return "met" if self.figure <= self.limit else "**not met**"


def marks(figures: Figures) -> list[Mark]:
    """Return every mark."""
    found = []
    for pages in (1000, 10_000):
        full = [figures.median(pages, what, HUGO.name) for what in TIMED]
        fastest = min((seconds for seconds in full if seconds is not None), default=None)
        for what in (SAME, EDIT):
            words = f"{pages:,} pages, {what}: faster than Hugo's full build, its fastest"
            found.append(Mark(words, figures.median(pages, what, NAME), fastest))
    for peer in PEERS:
        if peer is not HUGO:
            words = f"1,000 pages, cold: faster than {peer.name}"
            ours, theirs = (figures.median(1000, COLD, name) for name in (NAME, peer.name))
            found.append(Mark(words, ours, theirs))
    memory = figures.median(10_000, MEMORY, NAME)
    return [
        *found,
        Mark("10,000 pages, cold: at most 500 MB of memory", memory, 500e6, "MB"),
        Mark(
            "1,000 pages, save to served: at most 50 ms",
            figures.median(1000, SERVED, NAME),
            0.050,
            "ms",
        ),
        Mark(
            "1,000 pages, save to screen: at most 150 ms",
            figures.median(1000, SHOWN, NAME),
            0.150,
            "ms",
        ),
    ]
