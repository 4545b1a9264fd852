"""A fact-check sheet as CSV, and what changed in it since the last one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.model.site import Locale

ALIKE = 0.6
NEW, CHANGED, GONE = "new", "changed", "gone"
ORDER = (NEW, CHANGED, GONE, "")
NO_PASSAGE, COPY, OLD = "no-passage", "copy", "old"
DOUBTS = (NO_PASSAGE, COPY, OLD, "")  # the most doubtful first
LATER = ("quotation", "reason", "doubt")  # columns that older sheets do not have
UNKNOWN = "\0"  # the quotation of a sheet without that column


class Claim(Struct, frozen=True):
    """A line to check: ``figure`` is ``stat ID``, ``cited``, ``marked`` or ``typed``.

    ``quotation`` are the passages that are to prove it, one a line; ``reason`` says why a marked
    number of it differs from them; ``doubt`` is one of ``DOUBTS``.
    """

    figure: str
    value: str
    sentence: str
    source: str
    status: str
    link: str
    rows: str
    place: str
    quotation: str = ""
    reason: str = ""
    doubt: str = ""

    def same(self, old: Claim) -> bool:
        """Say whether a claim of an older sheet is this one, with nothing to check anew.

        Its place moves whenever a line is added above, and its doubt grows with time.
        """
        left_out = {"place", "doubt"} | (set(LATER) if old.quotation == UNKNOWN else set())
        return all(
            _safe(text) == _safe(getattr(old, name))
            for name, text in asdict(self).items()
            if name not in left_out
        )

    @property
    def is_proven(self) -> bool | None:
        """Whether a passage is cited for it; None where none is asked for, as of a stat."""
        if self.figure not in ("cited", "typed"):
            return None
        return bool(self.quotation)

    @property
    def addresses(self) -> list[str]:
        """The addresses of the sources, to link."""
        return [url for url in self.link.split() if url.startswith(("https://", "http://"))]


class Line(Struct, frozen=True):
    """A claim on the sheet: what happened to it, what it said before, and whether it was ticked."""

    change: str
    claim: Claim
    before: str = ""
    tick: str = ""


class Sheet(Struct, frozen=True):
    """A page's claims, with what the head of its sheet says."""

    title: str
    locale: Locale
    url: str
    file: str
    claims: tuple[Claim, ...]

    @property
    def asked(self) -> int:
        """How many claims ask for a passage."""
        return sum(claim.is_proven is not None for claim in self.claims)

    @property
    def proven(self) -> int:
        """How many of those cite one."""
        return sum(claim.is_proven is True for claim in self.claims)


COLUMNS = ("tick", "change", *Claim.__struct_fields__, "before")


def compare(claims: Sequence[Claim], old: Sequence[Line] | None) -> list[Line]:
    """Return the claims with what changed, changes first, and of these the most doubtful.

    A tick stays where nothing changed.

    A claim that is worded much like one that went is that one, changed.
    """
    left = [line for line in old or [] if line.change != GONE]
    lines: list[Line | None] = [None] * len(claims)
    for number, claim in enumerate(claims):
        same = next((line for line in left if claim.same(line.claim)), None)
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
    gone = (
        replace(line.claim, quotation="") if line.claim.quotation == UNKNOWN else line.claim
        for line in left
    )
    every += [Line(GONE, claim) for claim in gone]
    return sorted(every, key=_place)


def _place(line: Line) -> tuple[int, int]:
    doubt = DOUBTS.index(line.claim.doubt) if line.claim.doubt in DOUBTS else len(DOUBTS)
    return ORDER.index(line.change), doubt


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
    known = set(reader.fieldnames or ())
    if not set(COLUMNS) - set(LATER) <= known:
        return None
    found = []
    for row in reader:
        cells = {name: row.get(name) or "" for name in COLUMNS}
        if "quotation" not in known:
            cells["quotation"] = UNKNOWN
        claim = Claim(**{one: cells[one] for one in Claim.__struct_fields__})
        found.append(Line(cells["change"], claim, cells["before"], cells["tick"]))
    return found
