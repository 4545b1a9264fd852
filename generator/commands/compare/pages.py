"""What a reader finds in a published page: its title, its words, the numbers and links in them."""

from __future__ import annotations

from html.parser import HTMLParser

from msgspec import Struct

from generator.language.figures import typed

PASSED_OVER = ("script", "style", "svg")
VOID = (
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
)  # fmt: skip
BLOCKS = (
    "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "section",
    "td", "th", "tr",
)  # fmt: skip


class PageWords(Struct, frozen=True):
    """What stands in a page's ``<main>``, or in all of it where there is none.

    ``numbers`` are the figures and dates as they are printed, ``links`` the addresses of other
    pages and files, each in the order of the page.
    """

    title: str
    words: str
    numbers: tuple[str, ...]
    links: tuple[str, ...]


def read(data: bytes) -> PageWords:
    """Return what a reader finds in a page; one that is no sound HTML is read as far as it is."""
    reader = _PageReader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    blocks = [" ".join(block.split()) for block in "".join(reader.parts).split("\n\n")]
    numbers = [number for block in blocks for number in typed(block, reader.language)]
    return PageWords(
        " ".join("".join(reader.title).split()),
        "\n".join(block for block in blocks if block),
        tuple(numbers),
        tuple(reader.links),
    )


class _PageReader(HTMLParser):
    """Gathers a page's title, links and words; ``parts`` are these, empty lines between blocks.

    Notes are passed over, which repeat rows of data, and drawings, whose tables are read; so are
    buttons and links within the page, for the numbers of sources on them are no facts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.language = "und"
        self.title: list[str] = []
        self.parts: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []  # the elements around, and whether they are read
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        read = not self._open or self._open[-1][1]
        if tag == "html":
            self.language = given.get("lang") or self.language
        elif tag == "main":
            self.parts, self.links = [], []
        href = given.get("href") or ""
        if tag in BLOCKS:
            self.parts.append("\n\n")
        if tag == "a" and read and href and not href.startswith("#") and not self._done:
            self.links.append(href)
        if tag not in VOID:
            within = tag == "button" or (tag == "a" and href.startswith("#"))
            passed = tag in PASSED_OVER or "popover" in given or within
            self._open.append((tag, tag == "data" or (read and not passed)))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass  # elements whose end may be left out
        if tag in BLOCKS:
            self.parts.append("\n\n")
        self._done = self._done or tag == "main"

    def handle_data(self, data: str) -> None:
        if any(name == "title" for name, _ in self._open[-1:]):
            self.title.append(data)
        elif not self._done and (not self._open or self._open[-1][1]):
            self.parts.append(data)
