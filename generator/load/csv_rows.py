"""Datasets: CSV read against its descriptor, each fault with file, row and column."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.diagnostics import Diagnostics, Location, nearest
from generator.files import SourceText
from generator.model.dataset import Column, Dataset, Descriptor, Row, Total

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


def typed(column: Column, text: str) -> Any:
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
        return {"true": True, "false": False}[text] if text in ("true", "false") else _not_boolean()
    return text


def _not_boolean() -> bool:
    raise ValueError


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
    values: dict[str, Any] = {}
    column_number = 1
    for column, cell in zip(descriptor.table.fields, cells, strict=True):
        place = Location(source.file, line, column_number)
        column_number += len(cell) + 1
        values[column.name] = _cell(column, cell, descriptor.table.missingValues, place, found)
    return Row(line, values)


def _cell(
    column: Column, cell: str, missing: tuple[str, ...], place: Location, found: Diagnostics
) -> Any:
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
        first: dict[tuple[Any, ...], int] = {}
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
    groups: dict[tuple[Any, ...], dict[Any, Row]] = {}
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
        values = {code: row.values[total.column] for code, row in group.items()}
        whole = values.pop(total.total, None)
        if whole is None or any(values.get(part) is None for part in total.parts):
            continue
        added = sum(values[part] for part in total.parts)
        if added != whole:
            parts = " + ".join(f"{values[part]} ({part})" for part in total.parts)
            message = f"'{total.column}' of {total.over} {total.total} is {whole}, not {added}"
            place = Location(source.file, group[total.total].line)
            found.error(place, "dataset-total", message, f"{parts} = {added}")
