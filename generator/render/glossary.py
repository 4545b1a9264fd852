"""Every word of the glossary, for the page that lists them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.cite import Citation
from generator.components.term import anchor
from generator.language.characters import letters
from generator.model.text import by_source

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.render.lists import PageUse
    from generator.render.page_context import PageContext


class GlossaryEntry(Struct, frozen=True):
    """A word with its definition, the sources of that, and the pages that explain it to readers."""

    id: str
    anchor: str
    term: Markup
    definition: Markup
    sources: list[Citation]
    uses: tuple[PageUse, ...]


def entries(context: PageContext) -> Iterator[GlossaryEntry]:
    """Walk the words in the order of the alphabet."""
    names = {id: context.plain_words(context.term(id).term) for id in context.inputs.term_ids()}
    for id in sorted(names, key=lambda id: (letters(names[id]), id)):
        term = context.term(id)
        citations = []
        for source, passages in by_source(term.sources).items():
            place = context.uid("cite")
            number = context.cite(source, place)
            citations.append(Citation(number, place, context.note(source, passages)))
        yield GlossaryEntry(
            id,
            anchor(id),
            context.words(term.term),
            context.words(term.definition),
            citations,
            context.inputs.term_uses(context.locale.code, id),
        )
