"""The fingerprint of a page's prose: the same for as long as its words are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator import parse
from generator.diagnostics import Location
from generator.model.document import TOP, Document
from generator.model.page import FrontMatter, Page
from generator.model.site import Locale

TEXT = """They came in 1990-1995, as at 10, by sea.

(part)=
## The part

It rose by 3.9 % to 39171 metres: "well-known" {term}`tides <high-water>` {cite}`almanac`[^1].

[^1]: A note.

:::{callout} A title
Take care... the water's -5 °C.
:::
"""
PLACE = Location("content/en/page.md")


def parsed(body: str, title: str = "Title", summary: str = "") -> Document:
    front = FrontMatter(title=title, summary=summary)
    locale = Locale(code="en", tag="en-CA", name="English")
    return parse.parse(Page("page", locale, PLACE.file, front, PLACE, PLACE, body, 5, ""))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1990-1995", "1990–1995"),
        ("by sea", "by\nsea"),
        ("by sea", "By   Sea"),
        ("10, by", "10 -- by"),
        ("by sea.", "*by* **sea**"),
        ("by sea.", "[by sea](page.md)."),
        ("by sea.", "by sea.\n\n% a remark\n"),
        ("by sea.", "by sea. <!-- a remark -->"),
        ("39171", "39\u202f171"),
        ('"well-known"', "“well known”"),
        ("tides <high-water>", "tides <low-water>"),
        ("{cite}`almanac`", ""),
        ("3.9 %", "3.9%"),
        ("care...", "care…"),
        ("water's -5", "water’s −5"),
        ("water's", "wa\u00adter's"),
        ("## The", "### The"),
    ],
)
def test_what_is_no_change(old: str, new: str) -> None:
    assert old in TEXT
    assert parsed(TEXT.replace(old, new)).prose == parsed(TEXT).prose


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("1990", "1991", TOP),
        ("at 10", "at 1 0", TOP),
        ("They came", "They never came", TOP),
        ("The part", "A part", "part"),
        ("3.9", "39", "part"),
        ("3.9", "3,9", "part"),
        ("3.9", "3/9", "part"),
        ("3.9 %", "3.9", "part"),
        ("tides", "waves", "part"),
        ("A note", "No note", "part"),
        ("[^1].", "^[More].", "part"),
        ("A title", "One title", "part"),
        ("-5", "5", "part"),
        ("Take care... ", "", "part"),
    ],
)
def test_what_is_a_change(old: str, new: str, section: str) -> None:
    assert old in TEXT
    before, after = parsed(TEXT).prose, parsed(TEXT.replace(old, new)).prose
    assert {id for id in before if before[id] != after[id]} == {section}


def test_title_and_summary_are_in_the_first_section() -> None:
    before = parsed(TEXT).prose
    for other in (parsed(TEXT, title="Other"), parsed(TEXT, summary="In short.")):
        assert other.prose["part"] == before["part"]
        assert other.prose[TOP] != before[TOP]


def test_what_is_used_is_told_by_section() -> None:
    body = f"[there](page.md#part) {{stat}}`ebb` {TEXT}"
    document = replace(parsed(body), title=parse.words("{stat}`highest`", "en-CA", PLACE)[0])
    assert list(document.placed) == [
        (TOP, "stat", "highest"),
        (TOP, "link", "page#part"),
        (TOP, "stat", "ebb"),
        ("part", "term", "high-water"),
        ("part", "source", "almanac"),
    ]
