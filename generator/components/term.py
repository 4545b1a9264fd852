"""`` {term}`id` `` or `` {term}`shown words <id>` ``: a glossary word, its definition on tap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.specification import Argument, Role, Shown

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import RoleUse
    from generator.model.site import Locale

SHOWN = re.compile(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)


class TermNote(Struct, frozen=True):
    """A glossary entry as its note shows it.

    ``url`` is its place on the page that lists the glossary, or nothing.
    """

    term: Markup
    definition: Markup
    url: str


def _parts(text: str) -> tuple[str | None, str]:
    match = SHOWN.match(text)
    return (match[1], match[2].strip()) if match else (None, text.strip())


def ids(text: str) -> list[str]:
    """Return the entry's id."""
    return [_parts(text)[1]]


def anchor(id: str) -> str:
    """Return the id of an entry's place on the page that lists the glossary."""
    return f"term-{id}"


def view(use: RoleUse, context: Context) -> str:
    """Return the word, and its definition as a note."""
    shown, id = _parts(use.text)
    term = context.term(id)
    uid = context.uid("term")
    page = context.glossary_path()
    url = f"{context.site.url(page)}#{anchor(id)}" if page is not None else ""
    note = TermNote(context.words(term.term), context.words(term.definition), url)
    text = context.inline(shown) if shown else note.term
    return context.component("term", term=note, text=text, uid=uid)


def text(use: RoleUse, context: Context) -> str:
    """Return the word."""
    shown, id = _parts(use.text)
    return context.plain_words({context.locale.code: shown} if shown else context.term(id).term)


def texts(use: RoleUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the definition."""
    for placed in content.texts_of("term", _parts(use.text)[1]):
        if placed.text.path[-1] == "definition":
            yield Shown.of(placed, locale)


SPECIFICATION = Role(
    name="term",
    doc="A word of the glossary, with its definition as a note.",
    sample="At {term}`high-water`, and after the {term}`highest tide <high-water>`.",
    argument=Argument("term", "the entry's id in content/glossary.yaml, or: shown words <id>"),
    ids=ids,
    view=view,
    text=text,
    texts=texts,
    words=lambda text: _parts(text)[0] or "",
)
