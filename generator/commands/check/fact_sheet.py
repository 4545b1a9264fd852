"""``explainer check --sheet DIR``: what a second person checks, by page and language.

Every sentence of an explainer that states a number or carries a citation is on its sheet: each
stat on a line of its own, then what was typed, with the sources that the sentence cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator import parse
from generator.build.report import Made, Report
from generator.commands.check import fact_sheet_diff as sheetview
from generator.commands.check.fact_sheet_diff import Fact, Sheet
from generator.components import statview
from generator.components.directives.timeline import DATED
from generator.components.roles import ROLES
from generator.diagnostics import Diagnostic, DiagnosticError, Location
from generator.language.figures import CITED, OTHER, sentences, typed
from generator.language.format import date
from generator.load import front_matter as pages
from generator.trace import Reads

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.page import Page

TITLED = ("position", "compare", "callout")


def write(report: Report, folder: Path) -> list[Path]:
    """Write the sheets of every explainer into a folder, and return their paths.

    Raises:
        DiagnosticError: the site has errors, or the folder cannot be written to.
    """
    if report.failed or report.made is None:
        raise DiagnosticError(*report.diagnostics)
    written = []
    for page in report.made.content.pages:
        if not page.is_explainer:
            continue
        path = folder / page.locale.code / f"{page.id}.csv"
        made = sheet(report.made, page)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            before = sheetview.read(path)
            lines = sheetview.compare(made.facts, before)
            path.write_bytes(sheetview.csv_text(lines).encode("utf-8-sig"))
            html = path.with_name(f"{path.stem}.html")
            html.write_text(sheetview.html_text(made, lines, first=before is None), "utf-8")
        except OSError as error:
            message = f"cannot be written: {error.strerror}"
            fault = Diagnostic(Location(str(path)), "error", "unwritable", message)
            raise DiagnosticError(fault) from error
        written += [path, html]
    return written


def sheet(made: Made, page: Page) -> Sheet:
    """Return a page's facts, in the reader's order; those of its glossary notes come last."""
    context = made.renderer.context(page.locale, page.id, Reads(made.renderer.door))
    page = pages.again(made.site, page)
    document = parse.parse(page)
    title = made.renderer.plain(document.title, context)
    facts = [fact for text in _Walk(made, context).page(page) for fact in _facts(text, context)]
    url = made.site.absolute_url(page.path)
    return Sheet(title, page.locale, url, page.file, tuple(facts))


@dataclass
class _Text:
    """A paragraph, a list's item, a table's row or a field: its words, with a sign for each role.

    ``sources`` are those of the thing that the text belongs to, for sentences that cite none.
    """

    place: Location
    sources: Sequence[str] = ()
    words: str = ""
    roles: list[RoleUse] = field(default_factory=list)

    def add(self, children: Sequence[Token] | None) -> None:
        """Take in the parts of a line of Markdown."""
        for child in children or []:
            if child.type in ("text", "code_inline"):
                self.words += child.content.replace(CITED, "").replace(OTHER, "")
            elif child.type in ("softbreak", "hardbreak"):
                self.words += "\n"
            elif child.type == "myst_role":
                use: RoleUse = child.meta["use"]
                self.words += CITED if use.name == "cite" else OTHER
                self.roles.append(use)


class _Walk:
    """Walks all that a page shows of what editors wrote, text by text."""

    def __init__(self, made: Made, context: Context) -> None:
        self._content = made.content
        self._context = context
        self._terms: list[str] = []

    def page(self, page: Page) -> Iterator[_Text]:
        """Walk the title, the summary, the body, the changes, and the notes of the glossary."""
        document = parse.parse(page)
        for inline, place in (
            (document.title, page.title_at),
            (document.summary, page.summary_at),
        ):
            yield self._seen(_made(inline.tokens, place))
        for text in self._blocks(document.tokens, page.file, page.body_line):
            yield self._seen(text)
        for change in document.changes:
            yield self._seen(_made(change.tokens, page.summary_at))
        for id in self._terms:  # a definition may use more terms, which join the end
            term = self._content.terms[id]
            code = self._context.locale.code
            place = self._content.documents["term"].locate((id, "definition", code))
            yield self._seen(self._field(term.definition[code], place, term.sources))

    def _seen(self, text: _Text) -> _Text:
        for use in text.roles:
            for reference in ROLES[use.name].references(use):
                if reference.kind == "term" and reference.name not in self._terms:
                    self._terms.append(reference.name)
        return text

    def _field(self, text: str, place: Location, sources: Sequence[str] = ()) -> _Text:
        inline, _ = parse.words(text, self._context.locale.tag, place)
        return _made(inline.tokens, place, sources)

    def _blocks(
        self, tokens: Sequence[Token], file: str, first: int, name: str = ""
    ) -> Iterator[_Text]:
        """Walk the body of a page or of a directive; a table's row is one text."""
        row: _Text | None = None
        line = 0
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.type == "tr_open":
                row = _Text(Location(file, first + line))
            elif token.type == "tr_close" and row is not None:
                yield row
                row = None
            elif token.type == "inline" and row is not None:
                row.words += " | " if row.words else ""
                row.add(token.children)
            elif token.type == "inline":
                text = _made([token], Location(file, first + line))
                yield self._event(text) if name == "timeline" else text
            elif token.type == "directive":
                use = token.meta["use"]
                if use.name in TITLED and use.argument:
                    yield self._field(use.argument, use.location)
                elif use.name == "chart":
                    yield from self._chart(use.argument)
                elif use.name == "walkthrough":
                    yield from self._rules(use.argument)
                yield from self._blocks(use.tokens, file, first, use.name)

    def _event(self, text: _Text) -> _Text:
        """Put an event's date in words, as the page does."""
        match = DATED.match(text.words)
        if match:
            text.words = f"{date(match[1], self._context.locale.tag)}: {text.words[match.end() :]}"
        return text

    def _chart(self, id: str) -> Iterator[_Text]:
        code, sources = self._context.locale.code, self._content.sources_of("chart", id)
        for placed in self._content.texts_of("chart", id):
            yield self._field(placed.text.words[code], placed.at(code), sources)

    def _rules(self, id: str) -> Iterator[_Text]:
        """Walk the words of a decision table, each with the sources of its question or rule."""
        code = self._context.locale.code
        for placed in self._content.texts_of("rulebook", id):
            text = placed.text
            yield self._seen(self._field(text.words[code], placed.at(code), text.sources))


def _made(tokens: Sequence[Token], place: Location, sources: Sequence[str] = ()) -> _Text:
    text = _Text(place, sources)
    for token in tokens:
        text.add(token.children)
    return text


def _facts(text: _Text, context: Context) -> Iterator[Fact]:
    """Walk the facts of a text's sentences."""
    passed = 0
    for start, end in sentences(text.words):
        piece = text.words[start:end]
        count = piece.count(CITED) + piece.count(OTHER)
        uses = text.roles[passed : passed + count]
        passed += count
        before = text.words[: start + len(piece) - len(piece.lstrip())]
        place = f"{text.place.file}:{text.place.line + before.count(chr(10))}"
        yield from _sentence(piece, uses, place, text.sources, context)


def _sentence(
    piece: str, uses: Sequence[RoleUse], place: str, sources: Sequence[str], context: Context
) -> Iterator[Fact]:
    """Walk one sentence's facts: its stats, then what it says in typed words."""
    words = _filled(piece, uses, context)
    for use in uses:
        if use.name == "stat":
            yield _stat(use.text.strip(), words, place, context)
    cited = [r.name for use in uses if use.name == "cite" for r in ROLES["cite"].references(use)]
    marked = [use.text for use in uses if use.name == "num"]
    values = [*typed(piece, context.locale.tag), *marked]
    has_stats = any(use.name == "stat" for use in uses)
    if cited or marked or (values and not has_stats):
        kind = "cited" if cited else "marked" if marked else "typed"
        named = list(dict.fromkeys(cited or sources))
        yield Fact(
            kind,
            "; ".join(values),
            words,
            _titles(named, context),
            _notes(named, context),
            _links(named, context),
            "",
            place,
        )


def _filled(piece: str, uses: Sequence[RoleUse], context: Context) -> str:
    """Return a sentence in words, its stats and terms filled in."""
    waiting = iter(uses)
    parts = []
    for part in re.split(f"([{CITED}{OTHER}])", piece):
        if part in (CITED, OTHER):
            use = next(waiting)
            parts.append(ROLES[use.name].text(use, context))
        else:
            parts.append(part)
    return re.sub(r"[ \n]+", " ", "".join(parts)).strip()


def _stat(id: str, words: str, place: str, context: Context) -> Fact:
    stat = context.reads("stat", id)
    dataset = context.reads("dataset", stat.definition.dataset)
    rows = {row.line: row for row in (*stat.rows, *stat.of_rows)}
    status = statview.statuses(dataset, list(rows.values()), context)
    lines = ", ".join(f"{line}" for line in sorted(rows))
    return Fact(
        f"stat {id}",
        statview.plain(id, context),
        words,
        _titles(stat.sources, context),
        "; ".join(filter(None, (status, _notes(stat.sources, context)))),
        _links(stat.sources, context),
        f"{dataset.file}:{lines}",
        place,
    )


def _titles(ids: Sequence[str], context: Context) -> str:
    found = []
    for id in ids:
        source = context.reads("source", id)
        whole = (source.title, source.publisher or source.container_title, source.issued)
        found.append(f"{', '.join(filter(None, whole))} [{id}]")
    return "; ".join(found)


def _notes(ids: Sequence[str], context: Context) -> str:
    """Return what the sources' notes say of how they were read."""
    notes = ((id, context.reads("source", id).note) for id in ids)
    return "; ".join(f"[{id}] {context.label(note)}" for id, note in notes if note)


def _links(ids: Sequence[str], context: Context) -> str:
    return " ".join(filter(None, (context.reads("source", id).URL for id in ids)))
