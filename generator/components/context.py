"""What a role or a directive may use while its page is rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from generator.diagnostics import Diagnostic, DiagnosticError, Location, nearest
from generator.language import typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markupsafe import Markup

    from generator.model.site import Locale, Site
    from generator.trace import Reads


class Components(Protocol):
    """Renders a template of ``templates/components/``."""

    def __call__(self, name: str, context: Context, **values: Any) -> Markup:
        """Return the component's HTML."""
        ...


class Bodies(Protocol):
    """Renders parsed Markdown."""

    def __call__(self, tokens: Sequence[Token], context: Context) -> Markup:
        """Return the tokens' HTML."""
        ...


class Fields(Protocol):
    """Renders a field's inline Markdown."""

    def __call__(self, text: str, context: Context) -> Markup:
        """Return the field's HTML."""
        ...


class Plain(Protocol):
    """Renders a field in every language as words alone, in the page's."""

    def __call__(self, words: dict[str, str], context: Context) -> str:
        """Return the field's words."""
        ...


class Links(Protocol):
    """Resolves a link of a page."""

    def __call__(self, href: str, context: Context) -> str:
        """Return the address that is published."""
        ...


@dataclass
class Context:
    """One page's rendering: what it reads, its language, and the numbers it has given out."""

    site: Site
    locale: Locale
    page_id: str
    reads: Reads
    render_component: Components
    render_blocks: Bodies
    render_words: Fields
    words_alone: Plain
    resolve_link: Links
    counts: dict[str, int] = field(default_factory=dict)
    source_uses: dict[str, list[str]] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)

    def component(self, name: str, **values: Any) -> Markup:
        """Return the HTML of ``templates/components/NAME.html`` with these values."""
        return self.render_component(name, self, **values)

    def need(self, asset: str) -> str:
        """Write down that the page links a style sheet or a script; return nothing to print."""
        if asset not in self.needs:
            self.needs.append(asset)
        return ""

    def blocks(self, tokens: Sequence[Token]) -> Markup:
        """Return the HTML of a directive's body, or of a part of it."""
        return self.render_blocks(tokens, self)

    def words(self, words: dict[str, str]) -> Markup:
        """Return the HTML of inline Markdown, in the page's language."""
        return self.render_words(words[self.locale.code], self)

    def plain_words(self, words: dict[str, str]) -> str:
        """Return inline Markdown as words alone, in the page's language, its stats as numbers."""
        return self.words_alone(words, self)

    def label(self, words: dict[str, str]) -> str:
        """Return words without markup, in the page's language and with its marks."""
        return typography.plain(words[self.locale.code], self.locale.tag)

    def link(self, href: str) -> str:
        """Return the address that a link is published with."""
        return self.resolve_link(href, self)

    def uid(self, kind: str) -> str:
        """Return an id that is used once in the page: ``stat-1``, ``stat-2``."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{kind}-{self.counts[kind]}"

    def cite(self, source: str, anchor: str) -> int:
        """Write down that a source is used at ``anchor``, and return its number in the page.

        Sources are numbered as the reader meets them.
        """
        uses = self.source_uses.setdefault(source, [])
        if anchor not in uses:
            uses.append(anchor)
        return list(self.source_uses).index(source) + 1

    def string(self, key: str) -> str:
        """Return one of the templates' own words, in the page's language.

        Raises:
            DiagnosticError: there is no such string.
        """
        try:
            return str(self.reads("string", f"{self.locale.code}:{key}"))
        except KeyError:
            place = Location("templates/strings.yaml")
            message = f"there is no string '{key}'"
            hint = nearest(key, self.reads("strings"))
            fault = Diagnostic(place, "error", "missing-string", message, hint)
            raise DiagnosticError(fault) from None
