"""Charts: an editor's Altair module, drawn in a language and at a width.

A module in ``content/charts/`` defines ``chart(data, view)`` and returns an ``altair.Chart``.
``data["name"]`` is a dataset as a polars frame; ``view`` says the language and the width. Modules
are code: they run with all the rights of whoever builds the site.
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.files import digest

# In CSS pixels: what a page shows on a phone and from a tablet on, and what a shared picture
# holds. A desk's larger type enlarges the wide one with it, to some 950.
WIDTHS = {"narrow": 320, "wide": 740}
CARD = {"card": 880}
# In a frame of somebody else's page, between the narrow and the wide.
EMBED = {"medium": 480}
CONVERTER = "vl-convert-python"
LIBRARIES = ("altair", CONVERTER, "polars", "narwhals", "babel", "uharfbuzz")


class View(Struct):
    """How a chart is to be drawn: in a language, on a ``narrow`` screen or not, and how wide.

    ``size`` is its width in CSS pixels, all of it the chart's to use, which modules read as
    ``width``; ``measured`` is whether one has.
    """

    locale: str
    size: int
    narrow: bool
    measured: bool = False

    @classmethod
    def of(cls, locale: str, width: str) -> View:
        """Return the view for a language and a key of ``WIDTHS``, ``EMBED`` or ``CARD``."""
        return cls(locale, (WIDTHS | EMBED | CARD)[width], width in ("narrow", "medium"))

    @property
    def width(self) -> int:
        """The width in CSS pixels: what a module makes of it is for this width alone."""
        self.measured = True
        return self.size

    def words(self, **by_locale: str) -> str:
        """Return the words in the reader's language: ``view.words(en="month", fr="mois")``.

        Raises:
            LookupError: they are not given in that language.
        """
        if self.locale not in by_locale:
            raise LookupError(f"these words are not given in '{self.locale}'")
        return by_locale[self.locale]


def one_zone() -> None:
    """Set this process's time zone to UTC, before the libraries that draw are first called."""
    if os.environ.get("TZ") != "UTC":
        os.environ["TZ"] = "UTC"
        if hasattr(time, "tzset"):
            time.tzset()


@lru_cache(maxsize=8)
def versions(*names: str) -> str:
    """Return the versions of libraries, by default of those that draw, without loading them."""
    from importlib.metadata import version

    return " ".join(f"{name} {version(name)}" for name in names or LIBRARIES)


@lru_cache(maxsize=1)
def code() -> str:
    """Return a digest that changes with the code of this package."""
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return digest(b"".join(texts))


def theme_path(source: Path) -> Path:
    """Return where a site keeps its charts' theme (a Vega-Lite config)."""
    return source / "templates" / "chart-theme.yaml"


def fonts_path(source: Path) -> Path:
    """Return where a site keeps the fonts that its charts are measured and its pictures set in."""
    return source / "templates" / "fonts"
