"""A fact-check sheet as CSV and as HTML, and what changed in it since the last one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

from markupsafe import Markup, escape

from generator.language import find
from generator.model.site import Locale

ALIKE = 0.6
NEW, CHANGED, GONE = "new", "changed", "gone"
ORDER = (NEW, CHANGED, GONE, "")


@dataclass(frozen=True)
class Fact:
    """A line to check: ``figure`` is ``stat ID``, ``cited``, ``marked`` or ``typed``."""

    figure: str
    value: str
    sentence: str
    source: str
    status: str
    link: str
    rows: str
    place: str

    @property
    def substance(self) -> tuple[str, ...]:
        """All but the place, which moves whenever a line is added above."""
        return tuple(_safe(text) for name, text in asdict(self).items() if name != "place")


@dataclass(frozen=True)
class Line:
    """A fact on the sheet: what happened to it, what it said before, and whether it was ticked."""

    change: str
    fact: Fact
    before: str = ""
    tick: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page's facts, with what the head of its sheet says."""

    title: str
    locale: Locale
    url: str
    file: str
    facts: tuple[Fact, ...]


COLUMNS = ("tick", "change", *(one.name for one in fields(Fact)), "before")


def compare(facts: Sequence[Fact], old: Sequence[Line] | None) -> list[Line]:
    """Return the facts with what changed, changes first; a tick stays where nothing changed.

    A fact that is worded much like one that went is that one, changed.
    """
    left = [line for line in old or [] if line.change != GONE]
    lines: list[Line | None] = [None] * len(facts)
    for number, fact in enumerate(facts):
        same = next((line for line in left if line.fact.substance == fact.substance), None)
        if same is not None:
            left.remove(same)
            lines[number] = Line("", fact, tick=same.tick)
    for number, fact in enumerate(facts):
        if lines[number] is None:
            near = max(left, key=lambda line: _likeness(fact, line.fact), default=None)
            if near is not None and _likeness(fact, near.fact) >= ALIKE:
                left.remove(near)
                lines[number] = Line(CHANGED, fact, f"{near.fact.value}: {near.fact.sentence}")
            else:
                lines[number] = Line(NEW, fact)
    every = [line for line in lines if line is not None]
    every += [Line(GONE, line.fact) for line in left]
    return sorted(every, key=lambda line: ORDER.index(line.change))


def _likeness(one: Fact, other: Fact) -> float:
    """Return how alike two facts are worded; the same stat weighs more, another kind does not."""
    likeness = SequenceMatcher(None, _safe(one.sentence), _safe(other.sentence), False).ratio()
    return likeness + 0.2 if one.figure == other.figure else likeness * 0.9


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def csv_text(lines: Sequence[Line]) -> str:
    """Return the sheet as CSV (RFC 4180)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        cells = {**asdict(line.fact), "tick": line.tick, "change": line.change}
        cells["before"] = line.before
        writer.writerow([_safe(cells[name]) for name in COLUMNS])
    return file.getvalue()


def read(path: Path) -> list[Line] | None:
    """Return the lines of the last sheet, or None where there is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        return None
    found = []
    for row in reader:
        cells = {name: row[name] or "" for name in COLUMNS}
        fact = Fact(**{one.name: cells[one.name] for one in fields(Fact)})
        found.append(Line(cells["change"], fact, cells["before"], cells["tick"]))
    return found


WORDS = {
    "en": {
        "sheet": "Fact-check sheet",
        "changes": "Changed since the last sheet",
        "rest": "Unchanged",
        "first": "First sheet",
        "nothing": "Nothing changed.",
        "checked": "Checked by:",
        "on": "On:",
        "tick": "✓",
        "value": "Value",
        "sentence": "Sentence",
        "source": "Source",
        "status": "Status",
        "place": "Place",
        "before": "Before:",
        "none": "no source",
        NEW: "new",
        CHANGED: "changed",
        GONE: "gone",
    },
    "fr": {
        "sheet": "Fiche de vérification",
        "changes": "Changements depuis la dernière fiche",
        "rest": "Sans changement",
        "first": "Première fiche",
        "nothing": "Rien n’a changé.",
        "checked": "Vérifié par\u00a0:",
        "on": "Le\u00a0:",
        "tick": "✓",
        "value": "Valeur",
        "sentence": "Phrase",
        "source": "Source",
        "status": "Statut",
        "place": "Endroit",
        "before": "Avant\u00a0:",
        "none": "sans source",
        NEW: "nouveau",
        CHANGED: "modifié",
        GONE: "retiré",
    },
}
STYLE = """
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #888; padding: .35em .5em; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
.tick { width: 2.2em; text-align: center; }
.value { white-space: pre-line; min-width: 6em; font-weight: 600; }
.sentence { min-width: 18em; }
.small { color: #444; font-size: .85em; }
tr.gone .sentence, tr.gone .value { text-decoration: line-through; }
tr.new .change, tr.changed .change, tr.gone .change { font-weight: 600; }
@media print {
  @page { size: landscape; margin: 12mm; }
  body { font-size: 9pt; margin: 0; max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""


def html_text(sheet: Sheet, lines: Sequence[Line], *, first: bool) -> str:
    """Return the sheet as a page that stands alone and prints."""
    words = WORDS.get(find(sheet.locale.tag).code, WORDS["en"])
    changed = [line for line in lines if line.change]
    rest = [line for line in lines if not line.change]
    parts = [Markup("<h2>{}</h2>").format(words["first" if first else "changes"])]
    parts.append(
        _table(changed, words) if changed else Markup("<p>{}</p>").format(words["nothing"])
    )
    if rest:
        parts += [Markup("<h2>{}</h2>").format(words["rest"]), _table(rest, words)]
    head = Markup(
        '<!doctype html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{sheet}: {title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<h1>{sheet}: {title}</h1>\n<p>{file} · <a href="{url}">{url}</a></p>\n'
        "<p>{checked} ______________________ {on} ____________</p>\n"
    ).format(
        tag=sheet.locale.tag,
        sheet=words["sheet"],
        title=sheet.title,
        style=Markup(STYLE),  # noqa: S704 (our own)
        file=sheet.file,
        url=sheet.url,
        checked=words["checked"],
        on=words["on"],
    )
    return f"{head}{Markup('').join(parts)}\n</body>\n</html>\n"


def _table(lines: Sequence[Line], words: dict[str, str]) -> Markup:
    names = ("tick", "value", "sentence", "source", "status", "place")
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(words[name]) for name in names)
    rows = Markup("\n").join(_row(line, words) for line in lines)
    return Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(
        head, rows
    )


def _row(line: Line, words: dict[str, str]) -> Markup:
    fact = line.fact
    links = [
        Markup('<br><a href="{0}">{0}</a>').format(url)
        for url in fact.link.split()
        if url.startswith(("https://", "http://"))
    ]
    before = Markup('<br><span class="small">{} {}</span>').format(words["before"], line.before)
    sentence = escape(fact.sentence) + (before if line.before else "")
    rows = Markup("<br>{}").format(fact.rows) if fact.rows else ""
    change = Markup('<br><span class="change">{}</span>').format(words.get(line.change, ""))
    return Markup(
        '<tr class="{}"><td class="tick">{}</td><td class="value">{}<br>'
        '<span class="small">{}</span></td><td class="sentence">{}</td>'
        '<td>{}{}</td><td>{}</td><td class="small">{}{}{}</td></tr>'
    ).format(
        line.change,
        line.tick or "☐",
        fact.value,
        fact.figure,
        sentence,
        fact.source or words["none"],
        Markup("").join(links),
        fact.status,
        fact.place,
        rows,
        change if line.change else "",
    )
