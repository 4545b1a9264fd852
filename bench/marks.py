"""What the figures are to show, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench import large, ownsite
from bench.browser import SHOWN
from bench.builds import COLD, EDIT, MEMORY, SAME, TIMED
from bench.cards import CARDS, WITH, WITHOUT
from bench.figures import Figures
from bench.ours import NAME
from bench.peers import PEERS
from bench.peers.eleventy import PEER as ELEVENTY
from bench.peers.hugo import PEER as HUGO
from bench.peers.mkdocs import PEER as MKDOCS
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
    return [*_corpus(figures), *_saved(figures), *_own(figures), *_large(figures)]


def _corpus(figures: Figures) -> Iterator[Mark]:
    """Yield the marks of whole builds of the corpus."""

    def ours(pages: int, what: str) -> float | None:
        return figures.median(pages, what, NAME)

    for pages in (1000, 10_000):
        full = [figures.median(pages, what, HUGO.name) for what in TIMED]
        fastest = min((seconds for seconds in full if seconds is not None), default=None)
        for what in (SAME, EDIT):
            words = f"{pages:,} pages, {what}: faster than Hugo's full build, its fastest"
            yield Mark(words, ours(pages, what), fastest)
    for peer in PEERS:
        if {"Python", "JavaScript"} & {*peer.language.split()}:
            words = f"1,000 pages, cold: faster than {peer.name}"
            yield Mark(words, ours(1000, COLD), figures.median(1000, COLD, peer.name))
    words = "1,000 pages, one edit: faster than MkDocs with `--dirty`"
    yield Mark(words, ours(1000, EDIT), figures.median(1000, EDIT, MKDOCS.name))
    words = "10,000 pages, cold: faster than Eleventy"
    yield Mark(words, ours(10_000, COLD), figures.median(10_000, COLD, ELEVENTY.name))
    ratio = figures.ratio(10_000, COLD, NAME, HUGO.name)
    yield Mark("10,000 pages, cold: at most 2 times Hugo's time", ratio, 2.0, "times")
    yield Mark("10,000 pages, one edit: at most 1 s", ours(10_000, EDIT), 1.0)
    yield Mark("10,000 pages, nothing changed: at most 0.4 s", ours(10_000, SAME), 0.4)
    memory = ours(10_000, MEMORY)
    yield Mark("10,000 pages, cold: at most 400 MB of memory", memory, 400e6, "MB")
    ratio = figures.ratio(1000, CARDS, WITH, WITHOUT)
    yield Mark("1,000 pages with cards, cold: at most 2.5 times without", ratio, 2.5, "times")
    yield Mark("1,000 cards: at most 10 ms each", card(figures, 1000), 0.010, "ms")


def _saved(figures: Figures) -> Iterator[Mark]:
    """Yield the marks of edits of the corpus while it is served."""
    served, shown = (figures.median(1000, what, NAME) for what in (SERVED, SHOWN))
    yield Mark("1,000 pages, save to served: at most 50 ms", served, 0.050, "ms")
    yield Mark("1,000 pages, save to screen: at most 150 ms", shown, 0.150, "ms")


def _own(figures: Figures) -> Iterator[Mark]:
    """Yield the marks of this project's own site."""
    cold = figures.median(ownsite.SIZE, f"{ownsite.KIND}, {COLD}", NAME)
    yield Mark("This project's site, cold: at most 6 s", cold, 6.0)
    for change in ownsite.CHANGES:
        words = f"This project's site, {change.what}, {SHOWN}: at most {change.limit * 1e3:,.0f} ms"
        shown = figures.median(ownsite.SIZE, f"{ownsite.KIND}, {change.what}", NAME)
        yield Mark(words, shown, change.limit, "ms")


def _large(figures: Figures) -> Iterator[Mark]:
    """Yield the marks of what is large in one thing."""
    rows = figures.median(large.ROWS, f"{large.ROWS_KIND}, {COLD}", NAME)
    yield Mark(f"{large.ROWS:,} rows, cold: at most 10 s", rows, 10.0)
    page = figures.median(large.ROWS, large.LARGEST, NAME)
    yield Mark(f"{large.ROWS:,} rows: a page of at most 300 KB", page, 300e3, "KB")
    half, whole = (
        figures.median(total, f"{large.SOURCES_KIND}, {COLD}", NAME) for total in large.SOURCES[-2:]
    )
    ratio = whole / half if whole and half else None
    words = f"{large.SOURCES[-1]:,} sources and roles, cold: at most twice the time of half as many"
    yield Mark(words, ratio, 2.0, "times")


def card(figures: Figures, pages: int) -> float | None:
    """Return the seconds that a social card takes of a build, if they are known."""
    less, more = (figures.median(pages, CARDS, who) for who in (WITHOUT, WITH))
    return None if less is None or more is None else (more - less) / pages
