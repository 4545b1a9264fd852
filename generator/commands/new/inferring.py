"""What a CSV file says of its own columns: how it is written, their types, what tells rows apart.

A guess, for an editor to read over; whatever it says, the file is read by.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from generator.commands.new import writing
from generator.diagnostics import Code, Location
from generator.files import SourceText
from generator.load.dialects import reader
from generator.load.notation import GROUPS, Notation
from generator.model.dataset import NAME, Dialect

CODES = (
    Code(
        "no-table",
        means="A dataset was to be made from a CSV file whose rows have not all the same cells.",
        mend="Open the file in a spreadsheet, leave one table in it, and save it as CSV again.",
    ),
)
DELIMITERS = (",", ";", "\t", "|")
FORMS = {
    "boolean": re.compile("true|false"),
    "year": re.compile("1[5-9][0-9]{2}|20[0-9]{2}"),
    "yearmonth": re.compile("[0-9]{4}-(0[1-9]|1[0-2])"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
LONGEST_KEY = 3  # columns


class InferredColumn(Struct, frozen=True):
    """A column: its name in the new file, its words in the old one, and what its cells are."""

    name: str
    title: str
    type: str
    notation: Notation | None
    required: bool


class InferredTable(Struct, frozen=True):
    """A file's columns and its key; ``text`` is the file with the columns' names as its header."""

    delimiter: str
    columns: tuple[InferredColumn, ...]
    key: tuple[str, ...]
    text: str


def table(source: SourceText) -> InferredTable:
    """Return what a CSV file with a header says of itself.

    Raises:
        DiagnosticError: it is no table.
    """
    delimiter, rows = _rows(source)
    head, body = rows[0], rows[1:]
    names = _names(head)
    cells = list(zip(*body, strict=True))
    columns = tuple(
        _column(name, words, column, delimiter)
        for name, words, column in zip(names, head, cells, strict=True)
    )
    text = source.text
    if names != head:
        written = io.StringIO()
        made = csv.writer(written, delimiter=delimiter, lineterminator="\n")
        made.writerows([names, *body])
        text = written.getvalue()
    return InferredTable(delimiter, columns, _key(columns, cells), text)


def _rows(source: SourceText) -> tuple[str, list[list[str]]]:
    """Return the delimiter that parts all rows into as many cells, the most there are; and them."""
    found: list[tuple[str, list[list[str]]]] = []
    for delimiter in DELIMITERS:
        try:
            read = reader(source.text, Dialect(delimiter=delimiter))
            rows = [[cell.strip() for cell in row] for row in read if row]
        except csv.Error:
            continue
        whole = len(rows) > 1 and len({len(row) for row in rows}) == 1
        if whole and (len(rows[0]) > 1 or not any(mark in rows[0][0] for mark in DELIMITERS)):
            found.append((delimiter, rows))
    if not found:
        message = "this file is no table: a header, and rows that have as many cells as it"
        hint = "open it in a spreadsheet, leave one table in it, and save it as CSV"
        raise writing.fault(Location(source.file), message, hint, code="no-table")
    return max(found, key=lambda one: len(one[1][0]))


def _names(head: Sequence[str]) -> list[str]:
    """Return names that columns may have, as like the header as can be, each once."""
    names: list[str] = []
    for number, words in enumerate(head, start=1):
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
        name = re.sub(r"\W+", "_", plain).strip("_")
        if not re.fullmatch(NAME, name):
            name = f"column_{name or number}"
        names.append(f"{name}_{number}" if name in names else name)
    return names


def _column(name: str, words: str, cells: Sequence[str], delimiter: str) -> InferredColumn:
    given = [cell for cell in cells if cell]
    title = words.replace("_", " ").strip() or name
    kind, notation = _type(given, delimiter)
    return InferredColumn(name, title, kind, notation, len(given) == len(cells))


def _type(cells: Sequence[str], delimiter: str) -> tuple[str, Notation | None]:
    """Return what cells are, and how their numbers are written, if they are numbers."""
    for kind, form in FORMS.items():
        if cells and all(map(form.fullmatch, cells)) and (kind != "date" or _are_days(cells)):
            return kind, None
    # Numbers with a nought before them are names: 007.
    if cells and not any(re.match(r"[+-]?0[0-9]", cell) for cell in cells):
        for notation in _notations(delimiter):
            if _are_numbers(cells, notation):
                return ("integer" if notation.whole else "number"), notation
    return "string", None


def _are_days(cells: Sequence[str]) -> bool:
    try:
        return bool([datetime.date.fromisoformat(cell) for cell in cells])
    except ValueError:
        return False


def _notations(delimiter: str) -> Iterator[Notation]:
    """Walk the ways to write numbers, the likelier first; of ``1,234`` a ``;`` tells decimals."""
    marks = (",", ".") if delimiter == ";" else (".", ",")
    for bare in (True, False):
        for group in ("", *GROUPS):
            for whole, decimal in ((True, "."), *((False, mark) for mark in marks)):
                if group != decimal and not (whole and group == marks[0]):
                    yield Notation(whole, decimal, group, bare)


def _are_numbers(cells: Sequence[str], notation: Notation) -> bool:
    """Whether cells are numbers of a notation; beside all of them one sign, % or of money."""
    if not all(map(notation.reads, cells)):
        return False
    if notation.bare:
        return True
    beside = {notation.read(cell)[1] for cell in cells}
    sign = next(iter(beside)).replace("…", "")
    return len(beside) == 1 and (
        sign == "%" or (len(sign) == 1 and unicodedata.category(sign) == "Sc")
    )


def _key(columns: Sequence[InferredColumn], cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the fewest columns, the first ones, whose cells tell all rows apart; none may do.

    Whole numbers after the first column are amounts: they count only where all else does not do.
    """
    fit = [
        place for place, column in enumerate(columns) if column.required and column.type != "number"
    ]
    names = [place for place in fit if place == 0 or columns[place].type != "integer"]
    for chosen in (names, fit):
        for size in range(1, LONGEST_KEY + 1):
            for places in combinations(chosen, size):
                rows = list(zip(*(cells[place] for place in places), strict=True))
                if len(set(rows)) == len(rows):
                    return tuple(columns[place].name for place in places)
    return ()
