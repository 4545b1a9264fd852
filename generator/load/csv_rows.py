"""Datasets: CSV read against its descriptor, each fault with file, row and column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal

from generator.diagnostics import Code, Diagnostic, Diagnostics, Location, nearest
from generator.files import SourceText
from generator.language.characters import visible
from generator.load import dialects
from generator.load.cells import ColumnReader, value_of
from generator.load.faults import SHOWN, Faults
from generator.model.dataset import Cell, Dataset, Descriptor, Row, Total

CODES = (
    Code(
        "dataset-empty",
        means="A CSV file is empty.",
        mend="Write the names of the columns into its first line.",
        example="hour,height",
    ),
    Code(
        "dataset-csv",
        means="A line of a CSV file cannot be parted into cells.",
        mend="Mend the line that is named.",
    ),
    Code(
        "dataset-quote",
        means=(
            "A quotation mark opens a cell and is not closed on its line, or is closed before the "
            "cell ends: the rows that follow would be part of the cell."
        ),
        mend="Close it; a quotation mark that belongs to the text is written twice.",
        example='"Saint ""John""",3',
    ),
    Code(
        "dataset-empty-row",
        means="Lines between the rows of a CSV file, or at its end, have no value in any cell.",
        mend="Delete them.",
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


def read(
    descriptor: Descriptor, source: SourceText, data: bytes, found: Diagnostics
) -> Dataset | None:
    """Read a dataset's rows and report every fault in them; None when it cannot be used."""
    faults = Faults(descriptor, source)
    rows = _Rows(descriptor, source, faults).read()
    _check_keys(descriptor, rows, faults)
    if not faults.all:
        for position, total in enumerate(descriptor.totals):
            _check_total(descriptor, position, total, rows, faults)
    found.extend(faults.told())
    if faults.all:
        return None
    return Dataset(descriptor.name, descriptor, tuple(rows), data, source.digest, source.file)


class _Rows:
    """One reading of a file's rows."""

    def __init__(self, descriptor: Descriptor, source: SourceText, faults: Faults) -> None:
        self._descriptor, self._source, self._faults = descriptor, source, faults
        table = descriptor.table
        self._names = [column.name for column in table.fields]
        self._readers = [
            ColumnReader(column, index, table, faults) for index, column in enumerate(table.fields)
        ]
        self._empty: list[int] = []

    def read(self) -> list[Row]:
        """Return the rows; what is wrong with any is kept with the faults."""
        descriptor, faults = self._descriptor, self._faults
        if not self._source.text.strip():
            hint = f"its first line has the columns' names: {','.join(self._names)}"
            faults.add("there is no header row", hint, code="dataset-empty")
            return []
        if other := dialects.mismatch(descriptor, self._source):
            faults.put(other)
            return []
        rows = []
        first, missing = descriptor.dialect.header, set(descriptor.table.missingValues)
        for line, cells in self._records():
            if first:
                first = False
                if not self._header(cells):
                    return []
            elif not any(cell.strip() and cell not in missing for cell in cells):
                self._empty.append(line)
            elif len(cells) != len(self._names):
                self._count(line, cells)
            else:
                rows.append(self._row(line, cells))
        self._finish()
        return rows

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Walk the records with their lines; stop at a quote that swallows what follows it."""
        reader = dialects.reader(self._source.text, self._descriptor.dialect)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self._quote(line, str(error))
                return
            if cells is None:
                return
            if reader.line_num > line:
                self._quote(line, "a cell goes on for several lines")
                return
            yield line, cells

    def _quote(self, line: int, error: str) -> None:
        """Report the quote that breaks a record."""
        dialect = self._descriptor.dialect
        mark = dialect.quoteChar
        place = dialects.opening(self._source.text, line, dialect)
        if place is None:
            hint = f"a cell is one line of text; one with a '{mark}' in it stands between two"
            self._faults.add(f"broken CSV: {error}", hint, line, code="dataset-csv")
            return
        line, column, what = place
        hint = f"close it with {mark}; one that belongs to the text is written twice: {mark}{mark}"
        where = Location(self._source.file, line, column)
        message = f"the quote that opens here {what}"
        self._faults.put(Diagnostic(where, "error", "dataset-quote", message, hint))

    def _header(self, header: list[str]) -> bool:
        """Hold the header against the schema: the same columns, in the same order."""
        names, faults = self._names, self._faults
        gone = [name for name in names if name not in header]
        for index, name in enumerate(header):
            if name not in names:
                message = f"the column '{visible(name)}' is not in the descriptor"
                hint = nearest(name, gone) or "add it to the schema's fields, or delete it here"
                faults.add(message, hint, 1, index, code="dataset-column")
                # A name that is nearly another's is that one, and not missing beside it.
                gone = [one for one in gone if not nearest(name, [one])]
            elif name in header[:index]:
                message = f"the column '{name}' stands twice"
                faults.add(message, "delete one of them", 1, index, code="dataset-column")
        for name in gone:
            hint = "its descriptor declares it"
            faults.add(f"the column '{name}' is missing", hint, code="dataset-column")
        if not faults.all and header != names:
            message = "the columns are not in the descriptor's order"
            faults.add(message, f"expected: {', '.join(names)}", code="dataset-column")
        return not faults.all

    def _row(self, line: int, cells: list[str]) -> Row:
        values: dict[str, Cell] = {}
        for reader, cell in zip(self._readers, cells, strict=True):
            if cell in reader.known:
                values[reader.column.name] = reader.known[cell]
            else:
                values[reader.column.name] = reader.read(cell, line)
        return Row(line, values)

    def _count(self, line: int, cells: list[str]) -> None:
        """Report a row that has more cells than the header, or fewer."""
        mark, names = visible(self._descriptor.dialect.delimiter), self._names
        message = f"this row has {len(cells)} cells, the header has {len(names)}"
        hint = f"write {len(names) - 1} '{mark}' in each row, one between two cells"
        if len(cells) > len(names):
            quote = self._descriptor.dialect.quoteChar
            hint = f"a cell with a '{mark}' in it stands between quotes: {quote}1{mark}5{quote}"
        self._faults.add(message, hint, line, code="dataset-cells")

    def _finish(self) -> None:
        """Report what is known once all rows are read: empty ones, and numbers' notations."""
        if self._empty:
            shown = ", ".join(str(line) for line in self._empty[:SHOWN])
            more = len(self._empty) - SHOWN
            shown += f" and {more} more" if more > 0 else ""
            one = len(self._empty) == 1
            message = f"line {shown} is empty" if one else f"lines {shown} are empty"
            hint = "delete it" if one else "delete them"
            self._faults.add(message, hint, self._empty[0], code="dataset-empty-row")
        place = f"content/data/{self._descriptor.name}.yaml"
        for index, reader in enumerate(self._readers):

            def texts(index: int = index) -> Iterator[str]:
                width = len(self._names)
                header = self._descriptor.dialect.header
                rows = dialects.reader(self._source.text, self._descriptor.dialect)
                try:
                    for number, cells in enumerate(rows):
                        if len(cells) == width and not (header and number == 0):
                            yield cells[index]
                except csv.Error:
                    return  # told already

            reader.finish(texts, place)


def _check_keys(descriptor: Descriptor, rows: list[Row], faults: Faults) -> None:
    """Report keys, and values of unique columns, that come a second time."""
    names = [column.name for column in descriptor.table.fields]
    keys = [descriptor.table.primaryKey] if descriptor.table.primaryKey else []
    keys += [(column.name,) for column in descriptor.table.fields if column.constraints.unique]
    for key in dict.fromkeys(keys):
        first: dict[tuple[Cell, ...], int] = {}
        for row in rows:
            values = tuple(row.values[name] for name in key)
            if None in values:
                continue  # told already, or no value
            if values in first:
                shown = ", ".join(f"{n} {v}" for n, v in zip(key, values, strict=True))
                message = f"a second row for {shown}; the first is in line {first[values]}"
                hint = "delete one of them, or mend what should tell them apart"
                faults.add(message, hint, row.line, names.index(key[0]), code="dataset-duplicate")
            else:
                first[values] = row.line


def _check_total(
    descriptor: Descriptor, position: int, total: Total, rows: list[Row], faults: Faults
) -> None:
    """Report declared totals that are not the sum of their parts, where all of them are there."""
    column = next(column for column in descriptor.table.fields if column.name == total.over)
    whole_code = value_of(column, total.total)
    parts = [value_of(column, part) for part in total.parts]
    index = [one.name for one in descriptor.table.fields].index(total.column)
    groups: dict[tuple[Cell, ...], dict[Cell, Row]] = {}
    for row in rows:
        code = row.values[total.over]
        if code != whole_code and code not in parts:
            continue
        key = tuple(row.values[name] for name in total.by)
        other = groups.setdefault(key, {}).setdefault(code, row)
        if other is not row:
            message = f"a second row for {total.over} {code}; the first is in line {other.line}"
            hint = "the columns in the total's 'by' must tell them apart"
            faults.add(message, hint, row.line, index, code="dataset-total")
    for group in groups.values():
        values = {code: row.values[total.column] for code, row in group.items()}
        whole = values.pop(whole_code, None)
        if whole is None or any(values.get(part) is None for part in parts):
            continue
        added = sum(_number(values[part]) for part in parts)
        if added != whole:
            shown = " + ".join(f"{values[part]} ({part})" for part in parts)
            message = f"'{total.column}' of {total.over} {whole_code} is {whole}, not {added}"
            faults.add(
                message, f"{shown} = {added}", group[whole_code].line, index, code="dataset-total"
            )


def _number(value: Cell) -> int | Decimal:
    """Return a cell of a column of numbers that is not empty."""
    assert isinstance(value, int | Decimal)
    return value
