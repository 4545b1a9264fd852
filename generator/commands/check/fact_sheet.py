"""``explainer check --sheet DIR``: what a second person checks, by page and language.

Every sentence of an explainer that states a number or carries a citation is on its sheet: each
stat on a line of its own, then what was typed, with the sources that the sentence cites and their
words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator import files, parse
from generator.build.report import Made, Report
from generator.commands.check import fact_sheet_diff as diff
from generator.commands.check.fact_sheet_diff import Claim, Line, Sheet
from generator.components import DIRECTIVES, ROLES, reason
from generator.components.table import statuses
from generator.diagnostics import Diagnostic, DiagnosticError, Location
from generator.files import shipped, yaml
from generator.files.clock import today
from generator.files.snapshot import FOLDERS
from generator.language import find
from generator.language.figures import CITED, OTHER, sentences, typed
from generator.load import front_matter as pages
from generator.model.text import by_source
from generator.model.written import said
from generator.render.templates import Templates
from generator.write.tree import unwritable

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.components.context import Context
    from generator.components.specification import Directive, Shown
    from generator.model.document import RoleUse
    from generator.model.page import Page
    from generator.model.site import Locale
    from generator.model.source import Passage, Source

    Named = Mapping[str, tuple[str, ...]]  # ids of sources, each with names of passages

TEMPLATE = "fact-sheet.html"


def write(report: Report, folder: Path) -> list[Sheet]:
    """Write the sheets of every explainer into a folder, and return what they say.

    Raises:
        DiagnosticError: the site has errors, or the folder cannot be written to.
    """
    if report.failed or report.made is None:
        raise DiagnosticError(*report.diagnostics)
    written = []
    site, explainers = report.made.site, [p for p in report.made.content.pages if p.is_explainer]
    paths = {page.name: folder / page.locale.code / f"{page.id}.csv" for page in explainers}
    check_folder(folder, site.source, paths.values())
    for page in explainers:
        path = paths[page.name]
        made = sheet(report.made, page)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            before = diff.read(path)
            lines = diff.compare(made.claims, before)
            path.write_bytes(diff.csv_text(lines).encode("utf-8-sig"))
            html = path.with_name(f"{path.stem}.html")
            text = html_text(report.made, made, lines, first=before is None)
            html.write_text(text, "utf-8")
        except OSError as error:
            raise unwritable(str(path), "the sheet", error) from error
        written.append(made)
    return written


def check_folder(folder: Path, source: Path, paths: Iterable[Path]) -> None:
    """Make sure that the sheets replace nothing but sheets.

    Raises:
        DiagnosticError: the folder is one of the site's own, or has a file of a sheet's name that
            is no sheet.
    """
    place, hint = Location(str(folder)), "give another folder with --sheet"
    whole, root = folder.resolve(), source.resolve()
    own = [root / name for name in (*FOLDERS, ".git", ".explainer")]
    if whole == root or any(whole.is_relative_to(one) for one in own):
        message = "this folder is one of the site's own"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))
    for path in paths:
        beside = path.with_suffix(".html")
        ours = not path.exists() or diff.is_sheet(path)
        if not ours or (beside.exists() and not path.exists()):
            message = f"there is a file '{path if not ours else beside}' that is no sheet"
            raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))


def sheet(made: Made, page: Page) -> Sheet:
    """Return a page's claims, in the reader's order; those of its glossary notes come last."""
    context = made.shell.context(page.locale, page.id, made.inputs)
    page = pages.again(made.site, page)
    document = parse.parse(page)
    title = context.plain(document.title)
    claims = [one for text in _Walk(made, context).page(page) for one in _claims(text, context)]
    url = made.site.absolute_url(page.path)
    return Sheet(title, page.locale, url, page.file, tuple(claims))


def html_text(made: Made, sheet: Sheet, lines: Sequence[Line], *, first: bool) -> str:
    """Return a sheet as a page that stands alone and prints.

    A site may have a template and words of its own for it; where it has none, those that come with
    the program are taken.
    """
    own = (made.site.source / "templates" / TEMPLATE).is_file()
    templates = made.shell.templates if own else Templates(shipped.design())
    shown = {
        "sheet": sheet,
        "changed": [line for line in lines if line.change],
        "unchanged": [line for line in lines if not line.change],
        "first": first,
        "reasons": [line for line in lines if line.claim.reason and line.change != diff.GONE],
        "t": _strings(made, sheet.locale),
    }
    return templates.render(TEMPLATE, made.inputs, shown)


def _strings(made: Made, locale: Locale) -> Callable[[str], str]:
    """Return the templates' words in a language, the site's own before the program's."""
    design = shipped.design()
    text = files.read_text(design, design / "templates" / "strings.yaml")
    known = {**yaml.parse(text).value, **made.content.strings}

    def string(key: str) -> str:
        words: dict[str, str] = known[key]
        language = find(locale.tag).code
        return words.get(locale.code) or words.get(language) or next(iter(words.values()))

    return string


class _Text(Struct):
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
                self.words += CITED if ROLES[use.name].cites else OTHER
                self.roles.append(use)


class _Walk:
    """Walks all that a page shows of what editors wrote, text by text."""

    def __init__(self, made: Made, context: Context) -> None:
        self._content = made.content
        self._locale = context.locale
        self._walked: set[Shown] = set()
        self._notes: list[Shown] = []

    def page(self, page: Page) -> Iterator[_Text]:
        """Walk the title, the summary, the body, the changes, and the notes of roles."""
        document = parse.parse(page)
        for inline, place in (
            (document.title, page.title_at),
            (document.summary, page.summary_at),
        ):
            yield self._seen(_made(inline.tokens, place))
        yield from self._blocks(document.tokens, page.file, page.body_line)
        for change in document.changes:
            yield self._seen(_made(change.tokens, page.summary_at))
        for note in self._notes:  # one may use more roles, whose notes join the end
            yield from self._shown([note])

    def _seen(self, text: _Text) -> _Text:
        """Take down what the notes of a text's roles show."""
        for use in text.roles:
            for note in ROLES[use.name].shown(use, self._content, self._locale):
                if note not in self._notes:
                    self._notes.append(note)
        return text

    def _shown(self, shown: Iterable[Shown]) -> Iterator[_Text]:
        """Walk words that components show, those that several of them show once."""
        for one in shown:
            if one not in self._walked:
                self._walked.add(one)
                inline, _ = parse.words(one.text, self._locale.tag, one.place)
                yield self._seen(_made(inline.tokens, one.place, one.sources))

    def _blocks(
        self, tokens: Sequence[Token], file: str, first: int, inside: Directive | None = None
    ) -> Iterator[_Text]:
        """Walk the body of a page or of a directive; a table's row is one text."""
        row: _Text | None = None
        line = 0
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.type == "tr_open":
                row = _Text(Location(file, first + line))
            elif token.type == "tr_close" and row is not None:
                yield self._seen(row)
                row = None
            elif token.type == "inline" and row is not None:
                row.words += " | " if row.words else ""
                row.add(token.children)
            elif token.type == "inline":
                text = _made([token], Location(file, first + line))
                if inside is not None and inside.line is not None:
                    text.words = inside.line(text.words, self._locale)
                yield self._seen(text)
            elif token.type == "directive":
                use = token.meta["use"]
                directive = DIRECTIVES[use.name]
                yield from self._shown(directive.shown(use, self._content, self._locale))
                yield from self._blocks(use.tokens, file, first, directive)


def _made(tokens: Sequence[Token], place: Location, sources: Sequence[str] = ()) -> _Text:
    text = _Text(place, sources)
    for token in tokens:
        text.add(token.children)
    return text


def _claims(text: _Text, context: Context) -> Iterator[Claim]:
    """Walk the claims of a text's sentences."""
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
) -> Iterator[Claim]:
    """Walk one sentence's claims: its stats, then what it says in typed words."""
    words = _filled(piece, uses, context)
    cited, marked, reasons, has_stats = [], [], [], False
    for use in uses:
        role = ROLES[use.name]
        for reference in role.references(use):
            if reference.kind == "stat":
                has_stats = True
                yield _stat(reference.name, role.text(use, context), words, place, context)
            elif role.cites:
                passage = f"#{reference.passage}" if reference.passage else ""
                cited.append(reference.name + passage)
        if role.argument.kind == "number":
            marked.append(role.text(use, context))
            if why := reason(use.text):
                reasons.append(f"{marked[-1]}: {why}")
    values = [*typed(piece, context.locale.tag), *marked]
    if cited or marked or (values and not has_stats):
        kind = "cited" if cited else "marked" if marked else "typed"
        names = by_source(cited or sources)
        named, quotation = list(names), _quotation(names, context)
        yield Claim(
            kind,
            "; ".join(values),
            words,
            _titles(named, context),
            "; ".join(filter(None, (*reasons, _notes(named, context)))),
            _links(named, context),
            "",
            place,
            quotation,
            "; ".join(reasons),
            "" if kind == "marked" else _doubt(names, context),
        )


def _passages(names: Named, context: Context) -> Iterator[tuple[Source, Passage]]:
    for id, passages in names.items():
        source = context.source(id)
        yield from ((source, source.passages[name]) for name in passages)


def _quotation(names: Named, context: Context) -> str:
    """Return the words of passages, each with its translation and where it stands, one a line."""
    code = context.locale.code
    lines = []
    for source, passage in _passages(names, context):
        quotes = passage.quotes(source.language or code)
        words = quotes.get(code) or " = ".join(
            filter(None, (next(iter(quotes.values())), passage.translation.get(code)))
        )
        read = " ".join(filter(None, (passage.read.isoformat(), passage.read_in)))
        lines.append(f"{words} ({said(passage.locator, code)}; {read})")
    return "\n".join(lines)


def _doubt(names: Named, context: Context) -> str:
    """Return why a claim is to be looked at first, if it is."""
    passages = [passage for _, passage in _passages(names, context)]
    limit = datetime.timedelta(days=context.site.settings.freshness_days)
    if not passages:
        return diff.NO_PASSAGE
    if any(passage.read_in for passage in passages):
        return diff.COPY
    return diff.OLD if any(today() - passage.read > limit for passage in passages) else ""


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


def _stat(id: str, value: str, words: str, place: str, context: Context) -> Claim:
    stat = context.stat(id)
    dataset = context.dataset(stat.definition.dataset)
    rows = {row.line: row for row in (*stat.rows, *stat.of_rows)}
    status = statuses(dataset, list(rows.values()), context)
    lines = ", ".join(f"{line}" for line in sorted(rows))
    return Claim(
        f"stat {id}",
        value,
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
        source = context.source(id)
        code = context.locale.code
        publisher = source.published_by(code) or source.contained_in(code)
        whole = (source.titled(code), publisher, source.issued)
        found.append(f"{', '.join(filter(None, whole))} [{id}]")
    return "; ".join(found)


def _notes(ids: Sequence[str], context: Context) -> str:
    """Return what the sources' notes say of how they were read."""
    notes = ((id, context.source(id).note) for id in ids)
    return "; ".join(f"[{id}] {context.label(note)}" for id, note in notes if note)


def _links(ids: Sequence[str], context: Context) -> str:
    return " ".join(filter(None, (context.source(id).url(context.locale.code) for id in ids)))
