"""The words of a page, section by section, as its site's search has them."""

from __future__ import annotations

from msgspec.structs import replace

from generator import parse
from generator.diagnostics import Location
from generator.model.document import TOP
from generator.model.page import FrontMatter, Page
from generator.model.site import Locale

TEXT = """Before *all*
headings{cite}`almanac`.[^1]

(part)=
## The part

It rose to {stat}`highest`
metres, said "many".

| a | b |
|---|---|
| c | d |

:::{callout} A *title*
(inner)=
### Inner

- One
:::

After it.

    code

:::{timeline}
:tags: all

- 2004: The first.
:::

## Nothing

[^1]: A note.
"""
PLACE = Location("content/en/page.md")
PAGE = Page(
    "page",
    Locale(code="en", tag="en-CA", name="English"),
    PLACE.file,
    FrontMatter(title="Title"),
    PLACE,
    PLACE,
    TEXT,
    5,
    "",
    is_searched=True,
)


def test_each_section_has_its_words() -> None:
    texts = parse.parse(PAGE).texts
    said = {
        id: "".join(one if isinstance(one, str) else f"<{one.name}>" for one in parts)
        for id, parts in texts.items()
    }
    assert said == {
        TOP: "Before all headings. A note. ",
        "part": "It rose to <stat> metres, said “many”. a b c d A title: ",
        "inner": "One After it. code <timeline>2004: The first. ",
    }


def test_a_site_without_search_keeps_none() -> None:
    assert parse.parse(replace(PAGE, is_searched=False)).texts == {}
