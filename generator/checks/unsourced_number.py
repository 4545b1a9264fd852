"""No naked numbers: a figure comes from a stat or has a source in its sentence.

Explainers are held to it, and the words beside pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import parse
from generator.components import role_of
from generator.diagnostics import Code, Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "unsourced-number",
        means=(
            "A number in an explainer, or in words beside pages, has no source: nothing says where "
            "it comes from. Dates, years, times, ages, legal references and quoted words are not "
            "counted."
        ),
        mend=(
            "Compute it with `{stat}`, put a `{cite}` into its sentence, or, where it states no "
            "fact of the world, mark it with `{num}`."
        ),
        example=(
            "The water rose to {stat}`highest` metres.\n"
            "It stood at 3.9 metres the year before. {cite}`almanac`\n"
            "In {num}`3` steps:"
        ),
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report the numbers of explainers that nothing stands behind."""
    for document in documents.values():
        if document.page.is_explainer:
            for number, place in document.unsourced:
                yield _fault(number, place, f"add a {{{role_of('source').name}}} to its sentence, ")


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report the numbers of words beside pages that nothing stands behind.

    A dataset, a term or a case has sources of its own, which stand behind its words; in charts,
    each number needs its own. What rules say is their law's.
    """
    for kind, id in content.described():
        for placed in content.texts_of(kind, id) if kind != "rulebook" else ():
            if placed.text.sources and kind != "chart":
                continue
            for locale in site.locales:
                text, place = placed.text.words[locale.code], placed.at(locale.code)
                for number, found in parse.words(text, locale.tag, place)[1].unsourced:
                    yield _fault(number, found)


def _fault(number: str, place: Location, other: str = "") -> Diagnostic:
    message = f"the number '{number}' has no source"
    stat, mark = role_of("stat").name, role_of("number").name
    hint = f"use {{{stat}}}, {other}or mark it {{{mark}}}`{number}`"
    return Diagnostic(place, "error", "unsourced-number", message, hint)
