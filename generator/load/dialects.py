"""CSV files that are not written as their descriptor says: what they are, and what mends it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Code, Diagnostic, Location
from generator.files import SourceText
from generator.language.characters import visible
from generator.model.dataset import Descriptor, Dialect

CODES = (
    Code(
        "dataset-dialect",
        means="A CSV file is written in another way than its descriptor says.",
        mend=(
            "Add the `dialect` to the descriptor: its `delimiter`, its `quoteChar`, whether there "
            "is a `header`."
        ),
        example='dialect: {delimiter: ";"}',
    ),
)

DELIMITERS = {",": ",", ";": ";", "\t": r"\t", "|": "|", ":": ":"}


def reader(text: str, dialect: Dialect) -> Any:
    """Return the standard library's reader of a CSV text."""
    return csv.reader(
        io.StringIO(text),
        delimiter=dialect.delimiter,
        quotechar=dialect.quoteChar,
        doublequote=dialect.doubleQuote,
        escapechar=dialect.escapeChar,
        skipinitialspace=dialect.skipInitialSpace,
        strict=True,
    )


def mismatch(descriptor: Descriptor, source: SourceText) -> Diagnostic | None:
    """Say of a file's first line that it is written in another dialect than declared, if it is."""
    dialect, names = descriptor.dialect, [column.name for column in descriptor.table.fields]
    line, _, rest = source.text.partition("\n")

    def fault(message: str, hint: str) -> Diagnostic:
        return Diagnostic(Location(source.file), "error", "dataset-dialect", message, hint)

    if separator := re.fullmatch(r"\"?sep=(.)\"?", line, re.I):
        message = f"the line '{visible(line)}' is a spreadsheet's own, and no row"
        other = separator[1] != dialect.delimiter and separator[1] in rest.partition("\n")[0]
        words = _declare(descriptor, f'delimiter: "{DELIMITERS.get(separator[1], separator[1])}"')
        return fault(message, f"delete it, and {words}" if other else "delete it")
    cells = line.split(dialect.delimiter)
    bare = [cell.strip().strip("\"'") for cell in cells]
    if dialect.header and bare == names:
        quotes = {cell.strip()[:1] for cell in cells} & {"'", '"'}
        if (
            quotes
            and quotes != {dialect.quoteChar}
            and all(cell.strip()[:1] == cell.strip()[-1:] in quotes for cell in cells)
        ):
            quote = quotes.pop()
            shown = '"\'"' if quote == "'" else "'\"'"
            return fault(
                f"texts stand between {quote}", _declare(descriptor, f"quoteChar: {shown}")
            )
        spaced = len(cells) > 1 and all(cell.startswith(" ") for cell in cells[1:])
        if spaced and not dialect.skipInitialSpace:
            message = f"a blank follows each '{visible(dialect.delimiter)}'"
            return fault(message, _declare(descriptor, "skipInitialSpace: true"))
        return None
    if len(cells) == 1 and len(names) > 1:
        for mark, shown in DELIMITERS.items():
            found = [cell.strip().strip("\"'") for cell in line.split(mark)]
            if found == names or (mark != ":" and len(found) == len(names)):
                message = (
                    f"the cells are parted by '{shown}', not by '{visible(dialect.delimiter)}'"
                )
                return fault(message, _declare(descriptor, f'delimiter: "{shown}"'))
    unnamed = len(cells) == len(names) and not set(bare) & set(names)
    if dialect.header and unnamed and any(re.search(r"[0-9]", cell) for cell in cells):
        message = "the first line has none of the columns' names: there is no header"
        words = _declare(descriptor, "header: false")
        return fault(message, f"write the names in the first line, or {words}")
    if not dialect.header and bare == names:
        message = "the first line has the columns' names, and the descriptor says 'header: false'"
        return fault(message, "take 'header: false' out of the dialect")
    return None


def _declare(descriptor: Descriptor, words: str) -> str:
    return f"add to content/data/{descriptor.name}.yaml: dialect: {{{words}}}"


def opening(text: str, line: int, dialect: Dialect) -> tuple[int, int, str] | None:
    """Return where the quote opens that breaks a row, and what is wrong with it.

    ``line`` is that on which the row begins. A quoted cell ends on its line, and nothing but a
    delimiter follows it.
    """
    rows = text.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    for start, cell, closed in _cells(row, dialect):
        if not cell.startswith(dialect.quoteChar):
            continue
        column = start + 1
        if not closed:
            return line, column, "is not closed on its line"
        if closed < len(cell):
            return line, column, f"is closed before '{visible(cell[closed:])[:20]}'"
    return None


def starts(row: str, dialect: Dialect) -> list[int]:
    """Return the columns at which the cells of a line begin, counted from 1."""
    return [start + 1 for start, _, _ in _cells(row, dialect)]


def _cells(row: str, dialect: Dialect) -> Iterator[tuple[int, str, int]]:
    """Walk a line's cells: where each begins, its text, and where in it its quote closes, or 0."""
    at = 0
    while True:
        while dialect.skipInitialSpace and row[at : at + 1] == " ":
            at += 1
        start, closed = at, 0
        if row[at : at + 1] == dialect.quoteChar:
            at += 1
            while at < len(row) and not closed:
                one = row[at]
                at += 1
                if one == dialect.escapeChar:
                    at += 1
                elif one == dialect.quoteChar:
                    if dialect.doubleQuote and row[at : at + 1] == dialect.quoteChar:
                        at += 1
                    else:
                        closed = at - start
            if not closed:
                yield start, row[start:], 0
                return
        end = row.find(dialect.delimiter, at)
        yield start, row[start : end if end >= 0 else len(row)], closed
        if end < 0:
            return
        at = end + 1
