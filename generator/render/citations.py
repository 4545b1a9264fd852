"""Sources: formatted for a list of sources, and numbered in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape
from msgspec import Struct, field

from generator.language import find
from generator.language import format as localize
from generator.language.typography import plain
from generator.model.site import Locale
from generator.model.source import Source
from generator.render.quotations import SourceNote

STAMP = re.compile(r"/(\d{4})(\d\d)(\d\d)\d{6}[a-z_]*/")
ITALIC = ("report", "legislation", "legal_case", "dataset")


def html(source: Source, locale: Locale) -> Markup:
    """Return ``Author, title, container, publisher, date. Note.`` with the title as the link.

    The order is that of the Chicago Manual's notes, in each language's own marks. A title in
    another language than the page's is marked with its ``lang``.
    """
    language = find(locale.tag)
    title_in = _language(source, locale)
    words = plain(source.titled(locale.code), title_in or locale.tag)
    if source.type in ITALIC:
        title = Markup("<cite>%s</cite>") % words
    else:
        opening, closing = language.quotes[:2]
        title = escape(f"{opening}{words}{closing}")
    if title_in and title_in != language.code:
        title = Markup('<span lang="%s">%s</span>') % (title_in, title)
    if url := source.url(locale.code):
        robust = _robust(source, url, locale)
        title = Markup('<a href="%s" rel="external"%s>%s</a>') % (url, robust, title)
    authors = [p.literal or f"{p.given} {p.family}".strip() for p in source.author]
    container, publisher = source.contained_in(locale.code), source.published_by(locale.code)
    rest = [plain(words, locale.tag) for words in (container, publisher, source.number)]
    parts: list[str | Markup] = [", ".join(filter(None, authors)), title, *rest]
    if source.issued:
        when = localize.date(source.issued, locale.tag)
        parts.append(Markup('<time datetime="%s">%s</time>') % (source.issued, when))
    line = Markup(", ").join(part for part in parts if part) + "."
    if source.note:
        line += " " + plain(source.note[locale.code], locale.tag)
    return line


def _robust(source: Source, url: str, locale: Locale) -> Markup:
    """Return what names the archived copy on a link: robustlinks.mementoweb.org/spec.

    The day is that in the copy's address, as archives write it, or the one of the last reading.
    """
    if not (copy := source.copy_url(locale.code)):
        return Markup("")
    stamp = STAMP.search(copy)
    day = "-".join(stamp.groups()) if stamp else source.accessed
    dated = Markup(' data-versiondate="%s"') % day if day else Markup("")
    link = Markup(' data-originalurl="%s" data-versionurl="%s"%s')
    return link % (url, copy, dated)


def _language(source: Source, locale: Locale) -> str:
    """Return the language of a source's title on a page; nothing if it is the page's."""
    if isinstance(source.title, str):
        return source.language
    return "" if locale.code in source.title else next(iter(source.title))


class SourceUse(Struct, frozen=True):
    """A place in a page where a source is used: the id of its element."""

    anchor: str


class PageSource(Struct, frozen=True):
    """A source in the numbered list at a page's foot.

    ``html`` is the whole citation, ``url`` the source's address (or nothing), ``anchor`` the id of
    the list's item, ``uses`` the places in the page that lead to it. ``copy_url`` is the address of
    its archived copy (or nothing), ``notes`` hold its words, as citations' numbers show them.
    """

    number: int
    id: str
    html: Markup
    url: str
    anchor: str
    uses: tuple[SourceUse, ...]
    copy_url: str = ""
    notes: tuple[SourceNote, ...] = ()


class Numbering(Struct):
    """Numbers a page's sources from 1, in the order in which a reader meets them."""

    _uses: dict[str, dict[str, None]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _notes: dict[str, dict[tuple[str, ...], str]] = field(default_factory=dict)

    def cite(self, source: str, anchor: str) -> int:
        """Note that a source is used at ``anchor``, and return its number."""
        self._uses.setdefault(source, {})[anchor] = None
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def note(self, source: str, passages: tuple[str, ...]) -> str:
        """Return the id of the note that shows these passages of a source that is cited."""
        notes = self._notes.setdefault(source, {})
        return notes.setdefault(passages, f"source-{self._numbers[source]}-{len(notes) + 1}")

    def notes(self, source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Walk the notes of a source: each one's id, and the names of its passages."""
        for passages, id in self._notes.get(source, {}).items():
            yield id, passages

    def cited(self) -> Iterator[tuple[int, str, tuple[SourceUse, ...]]]:
        """Walk the sources by number: the number, the source's id, where it is used."""
        for number, (id, uses) in enumerate(self._uses.items(), start=1):
            yield number, id, tuple(map(SourceUse, uses))
