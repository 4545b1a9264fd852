"""A fact-check sheet as CSV, and what changed in it since the last one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

from generator.model.site import Locale

ALIKE = 0.6
NEW, CHANGED, GONE = "new", "changed", "gone"
ORDER = (NEW, CHANGED, GONE, "")


@dataclass(frozen=True)
class Claim:
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

    @property
    def addresses(self) -> list[str]:
        """The addresses of the sources, to link."""
        return [url for url in self.link.split() if url.startswith(("https://", "http://"))]


@dataclass(frozen=True)
class Line:
    """A claim on the sheet: what happened to it, what it said before, and whether it was ticked."""

    change: str
    claim: Claim
    before: str = ""
    tick: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page's claims, with what the head of its sheet says."""

    title: str
    locale: Locale
    url: str
    file: str
    claims: tuple[Claim, ...]


COLUMNS = ("tick", "change", *(one.name for one in fields(Claim)), "before")


def compare(claims: Sequence[Claim], old: Sequence[Line] | None) -> list[Line]:
    """Return the claims with what changed, changes first; a tick stays where nothing changed.

    A claim that is worded much like one that went is that one, changed.
    """
    left = [line for line in old or [] if line.change != GONE]
    lines: list[Line | None] = [None] * len(claims)
    for number, claim in enumerate(claims):
        same = next((line for line in left if line.claim.substance == claim.substance), None)
        if same is not None:
            left.remove(same)
            lines[number] = Line("", claim, tick=same.tick)
    for number, claim in enumerate(claims):
        if lines[number] is None:
            near = max(left, key=lambda line: _likeness(claim, line.claim), default=None)
            if near is not None and _likeness(claim, near.claim) >= ALIKE:
                left.remove(near)
                lines[number] = Line(CHANGED, claim, f"{near.claim.value}: {near.claim.sentence}")
            else:
                lines[number] = Line(NEW, claim)
    every = [line for line in lines if line is not None]
    every += [Line(GONE, line.claim) for line in left]
    return sorted(every, key=lambda line: ORDER.index(line.change))


def _likeness(one: Claim, other: Claim) -> float:
    """Return how alike two claims are worded; the same stat weighs more, another kind does not."""
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
        cells = {**asdict(line.claim), "tick": line.tick, "change": line.change}
        cells["before"] = line.before
        writer.writerow([_safe(cells[name]) for name in COLUMNS])
    return file.getvalue()


def is_sheet(path: Path) -> bool:
    """Whether a file is a sheet that this program wrote, filled in or not."""
    return path.is_file() and read(path) is not None


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
        claim = Claim(**{one.name: cells[one.name] for one in fields(Claim)})
        found.append(Line(cells["change"], claim, cells["before"], cells["tick"]))
    return found
