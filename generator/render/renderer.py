"""From documents to HTML: the templates, and all that they may show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator import parse
from generator.components import ROLES
from generator.components.context import Context
from generator.diagnostics import Diagnostic, DiagnosticError, Location, nearest
from generator.files import tokens
from generator.language import format as localize
from generator.model.document import Document, Inline, link_target
from generator.model.page import Page
from generator.model.site import Locale
from generator.render.templates import Templates
from generator.trace import Door, Reads

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.model.site import Site


BEFORE_A_STOP = re.compile(r" +([.,])")


@dataclass(frozen=True)
class Output:
    """A file to publish: its path below the output folder, and how its bytes are made.

    ``page`` names the page that it is of, ``drawn`` what it shares a costly drawing with: one
    process makes all that is of one page, or shares a drawing.
    """

    path: str
    make: Callable[[Reads], bytes]
    page: str | None = None
    drawn: str | None = None


CARD = "card.svg"
Paths = Callable[[str], str | None]


class Each:
    """A list for templates that is read through the door only when a template walks it."""

    def __init__(self, read: Callable[[], Iterable[Any]]) -> None:
        self._read = read

    @cached_property
    def _items(self) -> list[Any]:
        return list(self._read())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class Renderer:
    """The site's templates, ready to render; the door is opened anew for each run."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.door = Door({})
        self.templates = Templates(site.source)

    # What a page's Markdown asks of its context.

    def context(self, locale: Locale, page_id: str, reads: Reads) -> Context:
        """Return a fresh context for a page."""
        return Context(
            self.site,
            locale,
            page_id,
            reads,
            self._component,
            self._blocks,
            self._words,
            self.plain_words,
            self._link,
        )

    def _component(self, name: str, context: Context, **values: Any) -> Markup:
        values.update(t=self.strings(context), locale=context.locale, need=context.need)
        html = self.templates.render(f"components/{name}.html", context.reads, values)
        return Markup(html.strip())  # noqa: S704 (autoescaped)

    def _blocks(self, tokens: Sequence[Token], context: Context) -> Markup:
        md = parse.markdown(context.locale.tag)
        html = md.renderer.render(tokens, md.options, {"context": context})
        return Markup(html)  # noqa: S704 (the parser escapes)

    def _words(self, text: str, context: Context) -> Markup:
        inline, _ = parse.words(text, context.locale.tag, Location(""))
        return self._blocks(inline.tokens, context)

    def _link(self, href: str, context: Context) -> str:
        """Return a link's address: ``deal.md#x`` and ``/en/deal/`` become whole paths."""
        target = link_target(href, context.page_id)
        if target is not None:
            id, fragment = target
            path = context.reads("link", f"{context.locale.code}:{id}")
            return self.site.url(path or "") + fragment
        if href.startswith("/") and not href.startswith("//"):
            return self.site.url("") + href[1:]
        return href

    def strings(self, context: Context) -> Callable[..., str]:
        """Return what templates call ``t``: it gives a string in the page's language."""

        def string(key: str, **values: Any) -> str:
            try:
                words = str(context.reads("string", f"{context.locale.code}:{key}"))
            except KeyError:
                known = self.door.input("strings", "").value
                hint = nearest(key, known)
                message = f"there is no string '{key}' in templates/strings.yaml"
                raise LookupError(message + (hint and f", {hint}")) from None
            return words.format(**values) if values else words

        return string

    def plain(self, inline: Inline, context: Context) -> str:
        """Return inline Markdown as words alone, the numbers of its stats included."""
        words = _plain(inline.tokens, context) if inline.tokens else inline.text
        return BEFORE_A_STOP.sub(r"\1", words).strip()

    def plain_words(self, words: dict[str, str], context: Context) -> str:
        """Return words with inline Markdown as words alone, in the page's language."""
        tag = context.locale.tag
        inline, _ = parse.words(words[context.locale.code], tag, Location(""))
        return self.plain(inline, context)

    # Pictures.

    def picture(self, name: str, place: Location, reads: Reads, values: dict[str, Any]) -> str:
        """Return an SVG that stands alone, from a template; ``place`` is what it is a picture of.

        Raises:
            DiagnosticError: the template fails, or a token that is named in it is not there.
        """
        svg = self.templates.render(name, reads, values)
        try:
            return tokens.resolve(svg, lambda name: reads("token", f"light:{name}"))
        except LookupError as error:
            fault = Diagnostic(place, "error", "missing-token", str(error.args[0]))
            raise DiagnosticError(fault) from None

    # Pages.

    def has_cards(self, reads: Reads) -> bool:
        """Say whether pages have pictures for those who share them."""
        return bool(reads("has_template", CARD))

    @staticmethod
    def card_path(page: Page) -> str:
        """Return the path of a page's picture."""
        return f"cards/{page.locale.code}/{page.id}.png"

    def shell(
        self, context: Context, path: str | None, paths: Paths | None = None
    ) -> dict[str, Any]:
        """Return the values that every page's template may show.

        ``paths`` gives the page's path in each language; without it, the page's id does.
        """
        paths = paths or (lambda code: context.reads("link", f"{code}:{context.page_id}"))
        site, locale, reads = self.site, context.locale, context.reads
        reads("settings")
        licence = site.settings.words_licence
        return {
            "site": {
                "title": context.label(site.settings.title),
                "description": context.label(site.settings.description),
                "words_licence": context.label(licence) if licence else "",
            },
            "locale": locale,
            "locales": site.locales,
            "t": self.strings(context),
            "asset": lambda name: reads("asset", name),
            "token": lambda name, theme="light": (
                reads("token", f"{theme}:{name}") or tokens.missing(name)
            ),
            "url": lambda id: self._url(id, locale, reads),
            "data_url": self.section_url("data", "", context),
            "charts_url": self.section_url("charts", "", context),
            "home_url": self._url("index", locale, reads) or site.url(""),
            "nav": Each(
                lambda: [
                    {"title": e.nav, "url": e.url, "current": e.id == context.page_id}
                    for e in reads("nav", locale.code)
                ]
            ),
            "pages": Each(lambda: self._cards(context)),
            "translations": self._translations(context, paths),
            "alternates": self._alternates(context, paths) if path is not None else [],
        }

    def _url(self, id: str, locale: Locale, reads: Reads) -> str | None:
        path = reads("link", f"{locale.code}:{id}")
        return self.site.url(path) if path is not None else None

    def section_url(self, section: str, id: str, context: Context) -> str | None:
        """Return the address of a section's page, or without an id of its list; None if none."""
        path = context.reads("section_link", f"{section}:{context.locale.code}:{id}")
        return self.site.url(path) if path is not None else None

    def _translations(self, context: Context, paths: Paths) -> list[dict[str, Any]]:
        """Return the page in every language; where it has none, that language's home."""
        links = []
        for locale in self.site.locales:
            path = paths(locale.code)
            url = self.site.url(path) if path is not None else None
            home = self._url("index", locale, context.reads) or self.site.url("")
            current = locale.code == context.locale.code
            links.append({"locale": locale, "url": url or home, "current": current})
        return links

    def _alternates(self, context: Context, paths: Paths) -> list[dict[str, str]]:
        """Return the page's whole addresses by language tag, and the one for all others."""
        found = []
        for locale in self.site.locales:
            path = paths(locale.code)
            if path is not None:
                found.append({"tag": locale.tag, "url": self.site.absolute_url(path)})
        if context.page_id == "index":
            found.append({"tag": "x-default", "url": self.site.absolute_url("")})
        elif found:
            found.append({"tag": "x-default", "url": found[0]["url"]})
        return found

    def _cards(self, context: Context) -> list[dict[str, Any]]:
        """Return every page of the language as lists show it, with its summary in words."""
        cards = []
        for entry in context.reads("pages", context.locale.code):
            summary, reviewed = context.reads("summary", f"{context.locale.code}:{entry.id}")
            cards.append(
                {
                    "id": entry.id,
                    "title": entry.title,
                    "nav": entry.nav,
                    "url": entry.url,
                    "order": entry.order,
                    "template": entry.template,
                    "summary_text": self.plain(summary, context),
                    "reviewed_text": localize.date(reviewed, context.locale.tag)
                    if reviewed
                    else "",
                }
            )
        return cards

    def page(self, page: Page, reads: Reads) -> bytes:
        """Return a page's HTML."""
        document: Document = reads("document", f"{page.locale.code}:{page.id}")
        context = self.context(page.locale, page.id, reads)
        values = self.shell(context, page.path)
        front, tag = page.front, page.locale.tag
        shown: dict[str, Any] = {
            "id": page.id,
            "title": self.plain(document.title, context),
            "summary_html": self._blocks(document.summary.tokens, context),
            "summary_text": self.plain(document.summary, context),
            "html": self._blocks(document.tokens, context),
            "changes": [
                {
                    "date": change.date.isoformat(),
                    "date_text": localize.date(change.date, tag),
                    "html": self._blocks(words.tokens, context),
                }
                for change, words in zip(front.changes, document.changes, strict=True)
            ],
            "headings": document.headings,
            "template": front.template,
            "url": self.site.url(page.path),
            "permalink": self.site.absolute_url(page.path),
            "reviewed": front.reviewed.isoformat() if front.reviewed else "",
            "reviewed_text": localize.date(front.reviewed, tag) if front.reviewed else "",
            "published": front.published.isoformat() if front.published else "",
            "published_text": localize.date(front.published, tag) if front.published else "",
        }
        card = self.site.absolute_url(self.card_path(page))
        shown["card_url"] = card if self.has_cards(reads) else ""
        shown["sources"] = self.sources(context)
        shown["needs"] = context.needs
        values["page"] = shown
        values["all_sources"] = Each(lambda: reads("all_sources", page.locale.code))
        return self.templates.render(f"{front.template}.html", reads, values).encode()

    def sources(self, context: Context) -> list[dict[str, Any]]:
        """Return the page's numbered list of sources, with the places that use each."""
        found = []
        for number, (id, uses) in enumerate(context.source_uses.items(), start=1):
            found.append(
                {
                    "number": number,
                    "id": id,
                    "html": context.reads("citation", f"{context.locale.code}:{id}"),
                    "url": context.reads("source", id).URL or "",
                    "anchor": f"source-{number}",
                    "uses": [{"anchor": anchor} for anchor in uses],
                }
            )
        return found


def _plain(tokens: Sequence[Token], context: Context) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "myst_role":
            use = token.meta["use"]
            parts.append(ROLES[use.name].text(use, context))
        elif token.children:
            parts.append(_plain(token.children, context))
    return "".join(parts)
