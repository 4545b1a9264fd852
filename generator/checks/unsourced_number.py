"""No naked numbers or claims: each comes from a stat or has a source in its sentence.

Explainers are held to it, and the words beside pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import parse
from generator.components import role_of
from generator.diagnostics import Code, Diagnostic
from generator.model.content import Content
from generator.model.document import Document, Unsourced
from generator.model.site import Site
from generator.model.written import Lent

CODES = (
    Code(
        "unsourced-number",
        means=(
            "A number in an explainer, or in words beside pages, has no source: nothing says where "
            "it comes from. It may be in words, from ten on: fifteen thousand, a dozen, "
            "two-thirds, doubled. Dates, years, times, ages, legal references and quoted words are "
            "not counted."
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
    Code(
        "unsourced-scope",
        means=(
            "Words such as 'the first', 'only', 'never', 'every' or 'the highest' claim something "
            "of all there is, or, in an explainer, 'rose' or 'fell' says how something went, and "
            "the sentence has no source."
        ),
        mend=(
            "Put a `{stat}` or a `{cite}` into the sentence, weaken the words, or, where they "
            "state no fact of the world, mark them with `{num}`."
        ),
        example=(
            "It is {num}`the only` question that is asked of all.\n"
            "The water rose from {stat}`low` to {stat}`high` metres."
        ),
    ),
)


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report the numbers, claims of scope and trends of explainers that nothing stands behind."""
    for document in documents:
        for naked in document.unsourced:
            yield _fault(naked, f"add a {{{role_of('source').name}}} to its sentence, ")


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report the numbers and claims of scope of words beside pages.

    A dataset, a term, a rule or a case has sources of its own, which stand behind its words; in
    charts, each number needs its own. What a label or a definition says of its own thing is no
    claim of scope. Whether trends are as stats say is looked at with those (``trends``).
    """
    for kind, id in content.described():
        for placed in content.texts_of(kind, id):
            if placed.text.is_provision or (placed.text.sources and kind != "chart"):
                continue
            for locale in site.locales:
                text, place = placed.text.words[locale.code], placed.at(locale.code)
                if isinstance(text, Lent):
                    continue
                for naked in parse.found_in(text, locale.tag, place, ()).unsourced:
                    own = naked.kind == "scope" and kind in ("dataset", "term")
                    if naked.kind != "trend" and not own:
                        yield _fault(naked)


def _fault(naked: Unsourced, other: str = "") -> Diagnostic:
    words = " ".join(naked.words.split())
    stat, mark = role_of("stat").name, role_of("number").name
    hint = f"use {{{stat}}}, {other}or mark it {{{mark}}}`{words}`"
    if naked.kind != "number":
        message = f"nothing stands behind '{words}'"
        return Diagnostic(naked.location, "warning", "unsourced-scope", message, hint)
    message = f"the number '{words}' has no source"
    return Diagnostic(naked.location, "error", "unsourced-number", message, hint)
