"""What readers see has its language's marks and spaces, wherever the words come from."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from browsing import BuiltSite

from generator.language.typography import marks

VOID = {"meta", "link", "br", "img", "input", "hr", "wbr", "col"}
# What is shown as it is: code, addresses to be copied, pictures, and the values of the data.
ASIDE = {"script", "style", "code", "pre", "textarea", "svg", "template", "td"}


class Texts(HTMLParser):
    """Gathers a page's texts, each with its language and its line."""

    def __init__(self) -> None:
        super().__init__()
        self._open = [("", "", False)]
        self.found: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            values = dict(attrs)
            _, language, aside = self._open[-1]
            aside = aside or tag in ASIDE or values.get("role") == "cell"
            self._open.append((tag, values.get("lang") or language, aside))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, language, aside = self._open[-1]
        if language and not aside and data.strip():
            self.found.append((language, data, self.getpos()[0]))


def unmarked(path: Path) -> list[str]:
    texts = Texts()
    texts.feed(path.read_text("utf-8"))
    return [
        f"{path}:{line}: {text.strip()!r}"
        for language, text, line in texts.found
        if marks(text, language) != text
    ]


def test_every_text_has_the_marks_of_its_language(site: BuiltSite) -> None:
    pages = list(site.folder.rglob("*.html"))
    assert len(pages) > 1
    assert [fault for path in pages for fault in unmarked(path)] == []


def test_marks_that_are_not_there_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html lang="fr"><p>Un; deux<br><code>a; b</code><i lang="en">One; two</i></p>', "utf-8"
    )
    assert unmarked(page) == [f"{page}:1: 'Un; deux'"]
