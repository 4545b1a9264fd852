"""The words of sources in a page's notes: quoted, dated, and what is stated in them marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from msgspec import Struct

from generator.language import format as localize
from generator.language.quantities import statements
from generator.language.statements import Statement, agreeing
from generator.language.typography import plain
from generator.model.written import ADDRESS, said

if TYPE_CHECKING:
    from generator.model.site import Locale, Site
    from generator.model.source import Passage, Source

# An address where a copy was read, with or without its beginning; the group is the host.
COPY = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:/\S*)?$")


class Quotation(Struct, frozen=True):
    """A passage of a source in a note.

    ``html`` are its words: in the page's language where it is official in it, otherwise in the
    language ``lang``; ``translation`` is the editor's. What a sentence of the page states is marked
    in both. Days are there in ISO form and in words. ``copy`` is where it was read, if that was not
    the original; where that is an address, ``copy_url`` is it and ``copy`` its host. ``repeated``:
    an earlier note of the same source holds it too.
    """

    html: Markup
    lang: str
    translation: Markup
    locator: str
    read: str
    read_text: str
    current_to: str
    current_to_text: str
    copy: str
    copy_url: str
    repeated: bool


class SourceNote(Struct, frozen=True):
    """What a citation's number opens: the passages cited there; none of a source as a whole."""

    id: str
    quotations: tuple[Quotation, ...]


def quotation(
    source: Source,
    passage: Passage,
    stated: Iterable[Statement],
    site: Site,
    locale: Locale,
    *,
    repeated: bool,
) -> Quotation:
    """Return a passage as a page shows it; ``stated`` is what the sentences that cite it state."""
    quotes = passage.quotes(source.language or locale.code)
    code = locale.code if locale.code in quotes else next(iter(quotes))
    tags = {one.code: one.tag for one in site.locales}
    foreign = code != locale.code
    wanted = [one for one in stated if one.kind not in ("scope", "trend")]
    ours = passage.translation.get(locale.code, "") if foreign else ""
    current = passage.current_to
    return Quotation(
        html=_marked(quotes[code], tags.get(code, code), wanted),
        lang=code if foreign else "",
        translation=_marked(ours, locale.tag, wanted),
        locator=plain(said(passage.locator, locale.code), locale.tag),
        read=passage.read.isoformat(),
        read_text=localize.date(passage.read, locale.tag),
        current_to=current.isoformat() if current else "",
        current_to_text=localize.date(current, locale.tag) if current else "",
        copy=COPY.sub(r"\1", passage.read_in),
        copy_url=passage.read_in if re.fullmatch(ADDRESS, passage.read_in) else "",
        repeated=repeated,
    )


def _marked(text: str, tag: str, wanted: list[Statement]) -> Markup:
    """Return a text in which ``<mark>`` holds what states one of the wanted values."""
    words = plain(text, tag)
    parts, end = [], 0
    for one in agreeing(wanted, statements(words, tag)) if wanted and words else ():
        if one.start >= end:
            parts += [escape(words[end : one.start]), Markup("<mark>")]
            parts += [escape(words[one.start : one.end]), Markup("</mark>")]
            end = one.end
    return Markup("").join([*parts, escape(words[end:])])
