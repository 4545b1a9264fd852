"""Datasets: CSV read against its descriptor, each fault with file, row and column."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from generator.diagnostics import Code, Diagnostics, Location, nearest
from generator.files import SourceText
from generator.model.dataset import Cell, Column, Dataset, Descriptor, Row, Total

CODES = (
    Code(
        "dataset-empty",
        means="A CSV file is empty.",
        mend="Write the names of the columns into its first line.",
        example="hour,height",
    ),
    Code(
        "dataset-csv",
        means="A CSV file is broken, often by a quotation mark that is never closed.",
        mend="Mend the line that is named; a quotation mark inside a quoted cell is written twice.",
    ),
    Code(
        "dataset-cells",
        means="A row has more or fewer cells than the header.",
        mend="Add the missing cell or comma, or quote a cell that has a comma in it.",
        example='2023,"1,204"',
    ),
    Code(
        "dataset-column",
        means="The columns of a CSV file are not those of its descriptor, in that order.",
        mend="Correct the header, or the descriptor's `schema`.",
    ),
    Code(
        "dataset-missing",
        means="A cell is empty in a column that may not be empty (`required`).",
        mend="Fill it in, or take `required` away from the column.",
    ),
    Code(
        "dataset-type",
        means="A cell is not of its column's type.",
        mend=(
            "Correct the cell, or the column's `type`. Numbers have no thousands separators and "
            "no units."
        ),
    ),
    Code(
        "dataset-code",
        means="A cell is not one of the values that its column may have (`enum`).",
        mend="Correct the cell, or add the value to the column's `enum`.",
    ),
    Code(
        "dataset-pattern",
        means="A cell does not have the form that its column's `pattern` asks for.",
        mend="Correct the cell or the pattern.",
    ),
    Code(
        "dataset-range",
        means="A number is below its column's `minimum` or above its `maximum`.",
        mend="Correct the cell or the limit.",
    ),
    Code(
        "dataset-duplicate",
        means="Two rows have the same key, or the same value in a `unique` column.",
        mend=(
            "Take one of the rows away, or add to the `primaryKey` the column that tells them "
            "apart."
        ),
    ),
    Code(
        "dataset-total",
        means="A row that is declared to be a total is not the sum of its parts.",
        mend=(
            "Compare the rows with the publisher's table; where its own figures do not add up, "
            "take the total out of `totals` and say so in `caveats`."
        ),
    ),
)

KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "year": "a year such as 2023",
    "yearmonth": "a month such as 2023-03",
    "date": "a date such as 2023-03-25",
    "boolean": "true or false",
}
PATTERNS = {
    "integer": re.compile(r"[+-]?\d+"),
    "year": re.compile(r"\d{4}"),
    "yearmonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
}


def typed(column: Column, text: str) -> Cell:
    """Return a cell's value by the column's type.

    Whole numbers and years are ``int``, numbers ``Decimal``, months and dates text in ISO form.

    Raises:
        ValueError: the text is not of that type.
    """
    kind = column.type
    if kind in PATTERNS and not PATTERNS[kind].fullmatch(text):
        raise ValueError
    if kind in ("integer", "year"):
        return int(text)
    if kind == "number":
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValueError from None
        if not value.is_finite():
            raise ValueError
        return value
    if kind == "date":
        return datetime.date.fromisoformat(text).isoformat()
    if kind == "boolean":
        if text not in ("true", "false"):
            raise ValueError
        return text == "true"
    return text


def read(
    descriptor: Descriptor, source: SourceText, data: bytes, found: Diagnostics
) -> Dataset | None:
    """Read a dataset's rows and report every fault in them; None when it cannot be used."""
    before = len(found.found)
    rows = list(_rows(descriptor, source, found))
    _check_keys(descriptor, source, rows, found)
    if len(found.found) == before:
        for total in descriptor.totals:
            _check_total(total, source, rows, found)
    if len(found.found) > before:
        return None
    return Dataset(descriptor.name, descriptor, tuple(rows), data, source.digest, source.file)


def _rows(descriptor: Descriptor, source: SourceText, found: Diagnostics) -> Iterator[Row]:
    columns = {column.name: column for column in descriptor.table.fields}
    reader = csv.reader(io.StringIO(source.text), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            found.error(Location(source.file), "dataset-empty", "there is no header row")
            return
        if not _check_header(header, columns, source, found):
            return
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if not cells:
                continue
            if len(cells) != len(header):
                message = f"this row has {len(cells)} cells, the header has {len(header)}"
                found.error(Location(source.file, line), "dataset-cells", message)
                continue
            yield _row(line, header, cells, descriptor, source, found)
    except csv.Error as error:
        found.error(Location(source.file, reader.line_num), "dataset-csv", f"broken CSV: {error}")


def _check_header(
    header: list[str], columns: dict[str, Column], source: SourceText, found: Diagnostics
) -> bool:
    """Hold the header against the schema: the same columns, in the same order."""
    sound = True
    for name in columns:
        if name not in header:
            message = f"the column '{name}' is missing"
            found.error(
                Location(source.file), "dataset-column", message, "its descriptor declares it"
            )
            sound = False
    for position, name in enumerate(header):
        place = Location(source.file, 1, sum(len(cell) + 1 for cell in header[:position]) + 1)
        if name not in columns:
            message = f"the column '{name}' is not in the descriptor"
            found.error(place, "dataset-column", message, nearest(name, columns))
            sound = False
        elif name in header[:position]:
            found.error(place, "dataset-column", f"the column '{name}' stands twice")
            sound = False
    if sound and header != list(columns):
        message = "the columns are not in the descriptor's order"
        found.error(
            Location(source.file), "dataset-column", message, f"expected: {', '.join(columns)}"
        )
        sound = False
    return sound


def _row(
    line: int,
    header: list[str],
    cells: list[str],
    descriptor: Descriptor,
    source: SourceText,
    found: Diagnostics,
) -> Row:
    values: dict[str, Cell] = {}
    column_number = 1
    for column, cell in zip(descriptor.table.fields, cells, strict=True):
        place = Location(source.file, line, column_number)
        column_number += len(cell) + 1
        values[column.name] = _cell(column, cell, descriptor.table.missingValues, place, found)
    return Row(line, values)


def _cell(
    column: Column, cell: str, missing: tuple[str, ...], place: Location, found: Diagnostics
) -> Cell:
    rules = column.constraints
    if cell in missing:
        if rules.required:
            found.error(place, "dataset-missing", f"'{column.name}' may not be empty")
        return None
    try:
        value = typed(column, cell)
    except ValueError:
        message = f"'{column.name}' is {KINDS[column.type]}, not '{cell}'"
        found.error(place, "dataset-type", message)
        return None
    if rules.enum is not None and value not in rules.enum:
        known = [str(code) for code in rules.enum]
        hint = nearest(cell, known) or f"known: {', '.join(known)}"
        found.error(place, "dataset-code", f"'{cell}' is not one of '{column.name}''s codes", hint)
    if rules.pattern is not None and not re.fullmatch(rules.pattern, cell):
        message = f"'{cell}' has not the form that '{column.name}' must have: {rules.pattern}"
        found.error(place, "dataset-pattern", message)
    if isinstance(value, int | Decimal):
        if rules.minimum is not None and value < rules.minimum:
            found.error(place, "dataset-range", f"'{column.name}' is below {rules.minimum}: {cell}")
        if rules.maximum is not None and value > rules.maximum:
            found.error(place, "dataset-range", f"'{column.name}' is above {rules.maximum}: {cell}")
    return value


def _check_keys(
    descriptor: Descriptor, source: SourceText, rows: list[Row], found: Diagnostics
) -> None:
    """Report keys, and values of unique columns, that come a second time."""
    keys = [descriptor.table.primaryKey] if descriptor.table.primaryKey else []
    keys += [(column.name,) for column in descriptor.table.fields if column.constraints.unique]
    for names in keys:
        first: dict[tuple[Cell, ...], int] = {}
        for row in rows:
            key = tuple(row.values.get(name) for name in names)
            if key in first:
                shown = ", ".join(f"{n} {v}" for n, v in zip(names, key, strict=True))
                message = f"a second row for {shown}; the first is in line {first[key]}"
                found.error(Location(source.file, row.line), "dataset-duplicate", message)
            else:
                first[key] = row.line


def _check_total(total: Total, source: SourceText, rows: list[Row], found: Diagnostics) -> None:
    """Report declared totals that are not the sum of their parts, where all of them are there."""
    groups: dict[tuple[Cell, ...], dict[Cell, Row]] = {}
    for row in rows:
        code = row.values[total.over]
        if code != total.total and code not in total.parts:
            continue
        key = tuple(row.values[name] for name in total.by)
        other = groups.setdefault(key, {}).setdefault(code, row)
        if other is not row:
            message = f"a second row for {total.over} {code}; the first is in line {other.line}"
            hint = "the columns in the total's 'by' must tell them apart"
            found.error(Location(source.file, row.line), "dataset-total", message, hint)
    for group in groups.values():
        values = {
            code: value
            for code, row in group.items()
            if isinstance(value := row.values[total.column], int | Decimal)
        }
        whole = values.pop(total.total, None)
        if whole is None or any(part not in values for part in total.parts):
            continue
        added = sum(values[part] for part in total.parts)
        if added != whole:
            parts = " + ".join(f"{values[part]} ({part})" for part in total.parts)
            message = f"'{total.column}' of {total.over} {total.total} is {whole}, not {added}"
            place = Location(source.file, group[total.total].line)
            found.error(place, "dataset-total", message, f"{parts} = {added}")
