"""A parsed page, and what other pages and the checks may ask of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Location
from generator.language.readability import Counts
from generator.language.statements import Statement
from generator.model.page import Heading, Page, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

Link = tuple[Reference, str, str]
Texts = dict[str, tuple["str | RoleUse | DirectiveUse", ...]]

TOP = "top"  # the section before a page's first heading, its title and summary among it
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Inline(NamedTuple):
    """A line of Markdown from a field: parsed, with its words alone as ``text``."""

    tokens: list[Token]
    text: str
    references: tuple[Reference, ...]

    def light(self) -> Inline:
        """Return the words alone, where there is no role among them."""
        return self if any(map(_is_role, self.tokens)) else self._replace(tokens=[])


def _is_role(token: Token) -> bool:
    return token.type == "myst_role" or any(map(_is_role, token.children or ()))


class RawHtml(NamedTuple):
    """A piece of HTML where it stands; ``refused`` says what of it the list does not allow."""

    location: Location
    written: str
    refused: str = ""


class RoleUse(Struct, frozen=True):
    """A role where it is used."""

    name: str
    text: str
    location: Location


class DirectiveUse(Struct, frozen=True):
    """A directive where it is used, with the parsed tokens of its body.

    ``argument_at`` is how many characters after its beginning its argument begins.
    """

    name: str
    argument: str
    options: dict[str, str]
    tokens: list[Token]
    location: Location
    option_places: dict[str, Location] = field(default_factory=dict)
    argument_at: int = 0


class Unsourced(NamedTuple):
    """A number, a claim of scope or a trend that nothing in its sentence stands behind."""

    words: str
    location: Location
    kind: Literal["number", "scope", "trend"] = "number"


class Sentence(NamedTuple):
    """A sentence that states something, with what it names to prove it.

    ``stats`` are the ids of its stats, each with its offset in the text in which its statements
    have theirs; ``cited`` names sources, ``id`` or ``id#passage``. Either or both may be empty.
    """

    statements: tuple[tuple[Statement, Location], ...]
    stats: tuple[tuple[int, str], ...]
    cited: tuple[str, ...]


class Quoted(NamedTuple):
    """Words between quotation marks, with the sources that are cited with them.

    ``cited`` names these as those of a sentence; a sign stands for each role among the words.
    """

    words: str
    location: Location
    cited: tuple[str, ...]


class Reading(NamedTuple):
    """What there is to read in a text.

    ``longest`` counts the words of its longest sentence, which begins at ``at`` with ``begins``.
    """

    counts: Counts
    longest: int
    begins: str
    at: Location


class Position(NamedTuple):
    """What a page attributes to somebody: on which side, in how many words, and whether dated.

    ``who`` is their name as it stands there, in Markdown.
    """

    who: str
    side: str
    words: int
    dated: bool
    location: Location


class Document(Struct, frozen=True, dict=True):
    """A parsed page.

    ``references`` are in reading order, the summary's first; ``links`` are the links among them,
    each with the page that it leads to and the heading. A section goes from a heading to the next
    and has its id, the first one ``TOP``: ``prose`` are the fingerprints of what each says,
    none where the site has one language.
    ``unsourced``, ``sentences``, ``quoted``, ``reading``, ``positions`` are those of an explainer;
    of another page, none. ``texts`` are the words of each section as readers see them, where the
    site has a search: roles and directives stand among them where they show some.
    """

    page: Page
    tokens: list[Token]
    title: Inline
    summary: Inline
    changes: tuple[Inline, ...]
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    links: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]
    unsourced: tuple[Unsourced, ...]
    sentences: tuple[Sentence, ...]
    prose: dict[str, str]
    raw_html: tuple[RawHtml, ...] = ()
    reading: Reading | None = None
    texts: Texts = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    quoted: tuple[Quoted, ...] = ()

    def without_body(self) -> Document:
        """Return what other pages and the checks may ask of this one."""
        return replace(
            self,
            tokens=[],
            page=replace(self.page, body=""),
            title=self.title.light(),
            summary=self.summary.light(),
            changes=(),
        )

    @cached_property
    def used(self) -> dict[tuple[str, str], None]:
        """What the page uses by name, each once, as kind and name; links are not uses."""
        every = (*self.title.references, *self.references)
        return dict.fromkeys((r.kind, r.name) for r in every if r.kind != "link")

    @cached_property
    def passages(self) -> tuple[Reference, ...]:
        """The uses of sources' passages."""
        every = (*self.title.references, *self.references)
        return tuple(reference for reference in every if reference.passage)

    @cached_property
    def placed(self) -> dict[tuple[str, str, str], Reference]:
        """What the page uses in each section, as section, kind and name, where it does so first.

        A link to a page is used by the name of what it leads to: ``deal#what-changed``.
        """
        leads = {
            reference: f"{name.partition(':')[2]}#{fragment}" if name else ""
            for reference, name, fragment in self.links
        }
        found: dict[tuple[str, str, str], Reference] = {}
        for reference in (*self.title.references, *self.references):
            section = self.section_at(reference.location)
            name = leads.get(reference, reference.name)
            if name:
                found.setdefault((section, reference.kind, name), reference)
        return found

    def section_at(self, location: Location) -> str:
        """Return the section that holds a place of the page."""
        position = bisect(self.headings, location.line, key=lambda heading: heading.location.line)
        return self.headings[position - 1].id if position else TOP

    def place(self, section: str) -> Location:
        """Return where a section begins; where there is none of that id, the page."""
        places = {heading.id: heading.location for heading in self.headings}
        return places.get(section, self.page.title_at)

    @cached_property
    def heading_ids(self) -> dict[str, None]:
        """The ids of the page's headings, in their order."""
        return dict.fromkeys(heading.id for heading in self.headings)


def links(page: Page, references: Iterable[Reference]) -> tuple[Link, ...]:
    """Return the links among a page's references, each with where it leads.

    The page is named as all are, ``locale:id``; it has no name if the link is to no Markdown file.
    """
    found = []
    for reference in references:
        if reference.kind == "link":
            href = reference.name
            own = (page.name, href) if href.startswith("#") else None
            name, tail = own or link_target(href, page.locale.code, page.id) or ("", "")
            found.append((reference, name, decoded(tail.partition("#")[2])))
    return tuple(found)


def link_target(href: str, locale: str, page_id: str) -> tuple[str, str] | None:
    """Return the page that a link to a Markdown file means, and what follows the file's name.

    ``href`` is relative to the page's own file, or to ``content/`` from there on: the page may be
    in another language. It is named as all are, ``locale:id``; what follows is a query, a fragment
    (``#the-figure``), or both. None: the link is not to a Markdown file.
    """
    path = re.split("[?#]", href, maxsplit=1)[0]
    file = decoded(path)
    if SCHEME.match(href) or file.startswith("/") or not file.endswith(".md"):
        return None
    parts = [locale, *page_id.split("/")[:-1]]
    for part in file.removesuffix(".md").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in (".", ""):
            parts.append(part)
    return f"{parts[0] if parts else ''}:{'/'.join(parts[1:])}", href[len(path) :]


def picture_name(address: str) -> str | None:
    """Return the name of the picture that an address in Markdown means: ``../pictures/a.jpg``.

    None: it is that of another site.
    """
    if SCHEME.match(address) or address.startswith("/"):
        return None
    parts = [part for part in decoded(address).split("/") if part not in ("", ".", "..")]
    return "/".join(parts[1:] if parts[:1] == ["pictures"] else parts)


def decoded(address: str) -> str:
    """Return a part of an address as it is read: without percent signs, its accents composed."""
    return unicodedata.normalize("NFC", unquote(address))
