"""One page while it is rendered: the ``Context`` of its components."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from msgspec import Struct, field

from generator import parse
from generator.components import DIRECTIVES, ROLES
from generator.diagnostics import Diagnostic, DiagnosticError, Location, one_of
from generator.language import typography
from generator.language.typography import Marked
from generator.load import strings
from generator.model.document import Inline, RoleUse, link_target
from generator.render.citations import Numbering, PageSource
from generator.render.quotations import SourceNote, quotation

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.language.statements import Statement
    from generator.model.chart import Chart
    from generator.model.dataset import Dataset
    from generator.model.document import DirectiveUse, Sentence
    from generator.model.picture import Picture
    from generator.model.rulebook import Rulebook
    from generator.model.site import Locale, Site
    from generator.model.source import Source, Term
    from generator.model.stat import Stat
    from generator.model.timeline import Event
    from generator.render.inputs import Inputs
    from generator.render.templates import Templates

BEFORE_A_STOP = re.compile(r" +([.,])")


class PageContext(Struct):
    """Renders one page's Markdown and components; ``components/context.py`` says what each does.

    ``inputs`` are the output's. ``needs`` are the style sheets and scripts that components asked
    for, by name. ``sentences`` are the page's, which say what to mark in the words that they cite.
    """

    site: Site
    templates: Templates
    locale: Locale
    page_id: str
    inputs: Inputs
    needs: list[str] = field(default_factory=list)
    sentences: Sequence[Sentence] = ()
    _counts: dict[str, int] = field(default_factory=dict)
    _numbering: Numbering = field(default_factory=Numbering)

    # What components read: the output's inputs, in the page's language.

    def stat(self, id: str) -> Stat:
        """Return a stat."""
        return self.inputs.stat(id)

    def dataset(self, id: str) -> Dataset:
        """Return a dataset with its rows."""
        return self.inputs.dataset(id)

    def dataset_head(self, id: str) -> Dataset:
        """Return a dataset without its rows."""
        return self.inputs.dataset_head(id)

    def source(self, id: str) -> Source:
        """Return a source's fields."""
        return self.inputs.source(id)

    def citation(self, id: str) -> Markup:
        """Return a source, formatted."""
        return self.inputs.citation(self.locale.code, id)

    def term(self, id: str) -> Term:
        """Return a glossary entry."""
        return self.inputs.term(id)

    def glossary_path(self) -> str | None:
        """Return the path of the page that lists the glossary."""
        return self.inputs.glossary_path(self.locale.code)

    def event(self, id: str) -> Event:
        """Return a dated event."""
        return self.inputs.event(id)

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the ids of the events with a tag."""
        return self.inputs.tagged(tag)

    def chart(self, id: str) -> Chart:
        """Return a chart's words and module."""
        return self.inputs.chart(id)

    def drawing(self, id: str, width: str) -> str:
        """Return a chart's SVG."""
        return self.inputs.drawing(id, self.locale.code, width)

    def picture(self, name: str) -> Picture:
        """Return a picture's size and digest."""
        return self.inputs.picture(name)

    def runtime_name(self) -> str:
        """Return the fingerprint of the script that draws live charts."""
        return self.inputs.runtime_name()

    def rulebook(self, id: str) -> Rulebook:
        """Return a decision table."""
        return self.inputs.rulebook(id)

    def section_path(self, section: str, id: str) -> str | None:
        """Return the path of a section's page."""
        return self.inputs.section_path(section, self.locale.code, id)

    def string(self, key: str) -> str:
        """Return one of the templates' own words; DiagnosticError if there is none."""
        try:
            return self.inputs.string(self.locale.code, key)
        except KeyError:
            place = Location("templates/strings.yaml")
            message = f"there is no string '{key}'"
            hint = one_of(key, self.inputs.strings())
            fault = Diagnostic(place, "error", "missing-string", message, hint)
            raise DiagnosticError(fault) from None

    def template_string(self, key: str, **values: object) -> str:
        """Return one of the templates' own words, with values filled in: a template's ``t``.

        Raises:
            LookupError: there is no such string; it is reported at the template's line.
            DiagnosticError: the string asks for a value that is not given.
        """
        try:
            words = self.inputs.string(self.locale.code, key)
        except KeyError:
            hint = one_of(key, self.inputs.strings())
            message = f"there is no string '{key}' in templates/strings.yaml"
            raise LookupError(f"{message}, {hint}") from None
        try:
            dated = any(isinstance(value, Marked) for value in values.values())
            return (escape(words) if dated else words).format(**values)
        except KeyError:
            fault = strings.unfilled(self.site, key, self.locale.code, values)
            raise DiagnosticError(fault) from None

    # Rendering.

    def component(self, name: str, **values: object) -> Markup:
        """Return a component's HTML."""
        values.update(t=self.template_string, locale=self.locale, need=self.need)
        html = self.templates.render(f"components/{name}.html", self.inputs, values)
        return Markup(html.strip())  # noqa: S704 (autoescaped)

    def blocks(self, tokens: Sequence[Token]) -> Markup:
        """Return the HTML of parsed Markdown."""
        md = parse.markdown(self.locale.tag)
        html = md.renderer.render(tokens, md.options, {"context": self})
        return Markup(html)  # noqa: S704 (the parser escapes)

    def inline(self, text: str) -> Markup:
        """Return the HTML of inline Markdown."""
        inline, _ = parse.words(text, self.locale.tag, Location(""))
        return self.blocks(inline.tokens)

    def words(self, words: dict[str, str]) -> Markup:
        """Return the HTML of words with inline Markdown."""
        return self.inline(words[self.locale.code])

    def stated(self, words: dict[str, str], lead: str) -> Markup:
        """Return the HTML of words, and take what they state after a lead for the page's."""
        text = f"{lead} {words[self.locale.code]}"
        found = parse.words(text, self.locale.tag, Location(""), ())[1]
        self.sentences = (*self.sentences, *found.sentences)
        return self.words(words)

    def plain_words(self, words: dict[str, str]) -> str:
        """Return words with inline Markdown as text."""
        inline, _ = parse.words(words[self.locale.code], self.locale.tag, Location(""))
        return self.plain(inline)

    def plain(self, inline: Inline) -> str:
        """Return parsed inline Markdown as text, its stats as numbers."""
        words = self._plain(inline.tokens) if inline.tokens else inline.text
        return BEFORE_A_STOP.sub(r"\1", words).strip()

    def told(self, words: Sequence[str | RoleUse | DirectiveUse]) -> str:
        """Return a section's words, those of roles and directives among them, as text."""
        return BEFORE_A_STOP.sub(r"\1", "".join(map(self._told, words))).strip()

    def _told(self, part: str | RoleUse | DirectiveUse) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, RoleUse):
            return ROLES[part.name].text(part, self)
        text = DIRECTIVES[part.name].text
        words = text(part, self) if text else ""
        return words and f"{words} "

    def _plain(self, tokens: Sequence[Token]) -> str:
        parts: list[str] = []
        for token in tokens:
            if token.type in ("text", "code_inline"):
                parts.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            elif token.type == "myst_role":
                use = token.meta["use"]
                parts.append(ROLES[use.name].text(use, self))
            elif token.children:
                parts.append(self._plain(token.children))
        return "".join(parts)

    def label(self, words: dict[str, str]) -> str:
        """Return words that hold no Markdown."""
        return typography.plain(words[self.locale.code], self.locale.tag)

    def link(self, href: str) -> str:
        """Return a link's address: ``deal.md#x`` and ``/en/deal/`` become whole paths."""
        # Words that stand beside pages are shown on many: their links start from the language.
        for start in (self.page_id, ""):
            if (target := link_target(href, self.locale.code, start)) is None:
                break
            code, _, id = target[0].partition(":")
            if (path := self.inputs.page_path(code, id)) is not None:
                return self.site.url(path) + target[1]
        if href.startswith("/") and not href.startswith("//"):
            return self.site.url("") + href[1:]
        return href

    # What the page collects.

    def uid(self, kind: str) -> str:
        """Return an id that is used once in the page."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}-{self._counts[kind]}"

    def cite(self, source: str, anchor: str) -> int:
        """Note that a source is used, and return its number."""
        return self._numbering.cite(source, anchor)

    def note(self, source: str, passages: tuple[str, ...]) -> str:
        """Return the id of the note that shows these passages of a source."""
        return self._numbering.note(source, passages)

    def need(self, asset: str) -> str:
        """Note that the page links a style sheet or a script."""
        if asset not in self.needs:
            self.needs.append(asset)
        return ""

    def sources(self) -> tuple[PageSource, ...]:
        """Return the page's numbered list of sources: ask for it when all else is rendered."""
        return tuple(
            PageSource(
                number,
                id,
                self.citation(id),
                self.source(id).url(self.locale.code),
                f"source-{number}",
                uses,
                self.source(id).copy_url(self.locale.code),
                tuple(self._notes(id)),
            )
            for number, id, uses in self._numbering.cited()
        )

    def _notes(self, id: str) -> Iterator[SourceNote]:
        source, seen = self.source(id), set[str]()
        for note, names in self._numbering.notes(id):
            quotations = []
            for name in names:
                passage, stated = source.passages[name], self._stated(f"{id}#{name}")
                repeated = name in seen
                quotations.append(
                    quotation(source, passage, stated, self.site, self.locale, repeated=repeated)
                )
                seen.add(name)
            yield SourceNote(note, tuple(quotations))

    def _stated(self, cited: str) -> Iterator[Statement]:
        """Walk what the page's sentences state that cite a passage, in words and by stats."""
        for sentence in self.sentences:
            if cited in sentence.cited:
                yield from (statement for statement, _ in sentence.statements)
                shown = (self.stat(id).stated for _, id in sentence.stats)
                yield from filter(None, shown)
