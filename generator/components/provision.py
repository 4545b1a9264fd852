""":::{provision} id#passage, words of a source in every language in which they are official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.specification import Argument, Directive, listed
from generator.diagnostics import Diagnostic
from generator.language import format as localize
from generator.language.typography import plain
from generator.model.written import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale
    from generator.model.source import Passage, Source


class ProvisionWords(Struct, frozen=True):
    """A passage in one language: ``tag`` and ``name`` are the language's.

    ``url`` is the address of the source in it, or nothing; ``translated`` says that the words are
    the editor's own translation.
    """

    tag: str
    name: str
    quote: str
    locator: str
    url: str
    translated: bool


class ProvisionView(Struct, frozen=True):
    """A passage: its words in each language, the page's first, and the number of its source.

    ``current_to_text`` is the day to which the text is current, or nothing; ``anchor`` is the id of
    this place.
    """

    anchor: str
    words: list[ProvisionWords]
    current_to_text: str
    number: int


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Report sources that are named without a passage."""
    for name in listed(use.argument):
        if "#" not in name:
            message = f"'{name}' names no passage of the source"
            hint = "write its id and the passage's: id#passage"
            yield Diagnostic(use.location, "error", "directive-argument", message, hint)


def view(use: DirectiveUse, context: Context) -> str:
    """Return the passages, each with its languages side by side."""
    shown = []
    for name in listed(use.argument):
        id, _, passage = name.partition("#")
        shown.append(_shown(id, passage, context))
    return context.component("provision", passages=shown)


def text(use: DirectiveUse, context: Context) -> str:
    """Return the words of the passages in the page's language."""
    passages = (name.partition("#") for name in listed(use.argument))
    found = ((context.source(id), name) for id, _, name in passages)
    return " ".join(
        words.quote
        for source, name in found
        for words in _words(source, source.passages[name], context.locale, context)
    )


def _shown(id: str, name: str, context: Context) -> ProvisionView:
    source = context.source(id)
    passage = source.passages[name]
    anchor = context.uid("provision")
    number = context.cite(id, anchor)
    current = passage.current_to
    mine = context.locale
    order = [mine, *(one for one in context.site.locales if one.code != mine.code)]
    return ProvisionView(
        anchor,
        [words for locale in order for words in _words(source, passage, locale, context)],
        localize.date(current, mine.tag) if current else "",
        number,
    )


def _words(
    source: Source, passage: Passage, locale: Locale, context: Context
) -> Iterator[ProvisionWords]:
    """Walk the words of a passage in a language: its own, or a translation of them, or none."""
    code, tag = locale.code, locale.tag
    quotes = passage.quotes(source.language or context.site.default_locale.code)
    quote = quotes.get(code) or passage.translation.get(code)
    if quote:
        locator = plain(said(passage.locator, code), tag)
        translated = code not in quotes
        url = source.url(code)
        yield ProvisionWords(tag, locale.name, plain(quote, tag), locator, url, translated)


def markdown(use: DirectiveUse, context: Context) -> str:
    """Return the passages as quotations, each with its languages."""
    lines = []
    for name in listed(use.argument):
        id, _, passage = name.partition("#")
        lines += [
            f"> {words.quote}\n>\n> {words.locator} ({words.name}) {{cite}}`{id}`"
            for words in _shown(id, passage, context).words
        ]
    return "\n\n".join(lines)


SPECIFICATION = Directive(
    name="provision",
    doc=(
        "Words of a source, a law's above all, in the site's languages side by side, with where "
        "they stand and the day to which they are current."
    ),
    sample=":::{provision} sample#opening\n:::",
    argument=Argument("source", "a source's passage, id#passage, or several, parted by commas"),
    check=check,
    view=view,
    markdown=markdown,
    text=text,
)
