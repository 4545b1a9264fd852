"""A source as a reader sees it: formatted for the page's language from CSL's fields."""

from __future__ import annotations

from markupsafe import Markup

from generator.language import find
from generator.language import format as localize
from generator.language.typography import plain
from generator.model.site import Locale
from generator.model.source import Source

ITALIC = ("report", "legislation", "legal_case", "dataset")


def html(source: Source, locale: Locale) -> Markup:
    """Return ``Author, title, container, publisher, date. Note.`` with the title as the link.

    The order is that of the Chicago Manual's notes, in each language's own marks. A title in
    another language than the page's is marked with its ``lang``.
    """
    language = find(locale.tag)
    words = plain(source.title, source.language or locale.tag)
    if source.type in ITALIC:
        title = Markup("<cite>{}</cite>").format(words)
    else:
        opening, closing = language.quotes[:2]
        title = Markup("{}{}{}").format(opening, words, closing)
    if source.language and source.language != language.code:
        title = Markup('<span lang="{}">{}</span>').format(source.language, title)
    if source.URL:
        title = Markup('<a href="{}" rel="external">{}</a>').format(source.URL, title)
    authors = [p.literal or f"{p.given} {p.family}".strip() for p in source.author]
    rest = [source.container_title, source.publisher, source.number]
    parts: list[str | Markup] = [", ".join(filter(None, authors)), title, *rest]
    if source.issued:
        when = localize.date(source.issued, locale.tag)
        parts.append(Markup('<time datetime="{}">{}</time>').format(source.issued, when))
    line = Markup(", ").join(part for part in parts if part) + "."
    if source.note:
        line += " " + plain(source.note[locale.code], locale.tag)
    return line
