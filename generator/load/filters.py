"""Filters, ``where`` and ``of``: held against the dataset that they pick rows of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, nearest
from generator.files.yaml import Path, YamlDocument
from generator.language.characters import folds, visible
from generator.load import notation
from generator.load.cells import KINDS, value_of
from generator.load.notation import SizeError
from generator.model.dataset import Cell, Column, Dataset
from generator.model.filter import Range, Scalar, Where


def check(
    where: Where, dataset: Dataset, document: YamlDocument, path: Path, *, code: str
) -> Iterator[Diagnostic]:
    """Report what no row can have: unknown columns, values of another type, values of no row.

    ``path`` leads to ``where`` in its document; ``code`` is the diagnostics'.
    """
    sound = True
    for name, wanted in where.items():
        column = dataset.column(name)
        if column is None:
            message = f"'{dataset.id}' has no column '{visible(name)}'"
            hint = nearest(name, dataset.names) or f"its columns: {', '.join(dataset.names)}"
            place = document.locate((*path, name), key=True)
            faults = [Diagnostic(place, "error", code, message, hint)]
        elif isinstance(wanted, Range):
            faults = list(_range(wanted, column, document, (*path, name), code=code))
        else:
            single = not isinstance(wanted, tuple)
            values = wanted if isinstance(wanted, tuple) else (wanted,)
            faults = [
                Diagnostic(
                    document.locate((*path, name) if single else (*path, name, at)),
                    "error",
                    code,
                    *fault,
                )
                for at, value in enumerate(values)
                if (fault := _value(value, column, dataset))
            ]
        yield from faults
        sound &= not faults
    if sound and not dataset.select(where):
        message = f"no row of '{dataset.id}' is picked"
        hint = "each of these is there, but no row has all of them"
        if len(where) < 2:
            hint = "widen the range, or delete it"
        yield Diagnostic(document.locate(path), "error", code, message, hint)


def _range(
    wanted: Range, column: Column, document: YamlDocument, path: Path, *, code: str
) -> Iterator[Diagnostic]:
    if column.type in ("string", "boolean"):
        message = f"'{column.name}' is {KINDS[column.type][0]}, which has no order"
        hint = f"list the values: {column.name}: [one, another]"
        yield Diagnostic(document.locate(path), "error", code, message, hint)
        return
    ends: list[Cell] = []
    for name, bound in (("from", wanted.start), ("to", wanted.end)):
        if bound is None:
            continue
        if fault := mistyped(column, bound):
            yield Diagnostic(document.locate((*path, name)), "error", code, *fault)
        else:
            ends.append(value_of(column, bound))
    if len(ends) == 2 and ends[0] > ends[1]:  # type: ignore[operator]
        message = f"the range of '{column.name}' ends before it starts: {ends[0]} to {ends[1]}"
        place = document.locate((*path, "from"))
        yield Diagnostic(place, "error", code, message, "exchange 'from' and 'to'")


def _value(wanted: Scalar, column: Column, dataset: Dataset) -> tuple[str, str] | None:
    """Say what is wrong with a wanted value: of another type, or in no row."""
    return mistyped(column, wanted) or absent(dataset, column.name, wanted)


def absent(dataset: Dataset, name: str, wanted: Scalar) -> tuple[str, str] | None:
    """Say that no row of a column has a value, which is of its type, and what there is."""
    column = dataset.column(name)
    assert column is not None
    value = value_of(column, wanted)
    if any(row.values[column.name] == value for row in dataset.rows):
        return None
    known = {str(one): None for row in dataset.rows if (one := row.values[column.name]) is not None}
    message = f"no row of '{dataset.id}' has the {column.name} '{visible(str(wanted))}'"
    alike = next((one for one in known if folds(one) & folds(str(value))), "")
    if alike:
        return message, f"did you mean '{visible(alike)}'?"
    shown = ", ".join(list(known)[:8]) + (", …" if len(known) > 8 else "")
    return message, nearest(str(value), known) or f"there are: {shown}"


def mistyped(column: Column, wanted: Scalar) -> tuple[str, str] | None:
    """Say that a value is of another type than a column, and what to write instead."""
    try:
        value_of(column, wanted)
    except SizeError:
        return f"'{column.name}': this number is too long", notation.TOO_LONG
    except ValueError:
        kind, hint = KINDS[column.type]
        if column.type == "yearmonth" and isinstance(wanted, int):
            hint = f"the whole year is {{from: {wanted}-01, to: {wanted}-12}}"
        elif isinstance(wanted, str) and column.type != "string":
            hint = "write it without quotes" if wanted.isascii() and wanted.isdigit() else hint
        elif isinstance(wanted, datetime.datetime):
            hint = "write the day alone, without a time"
        shown = str(wanted).lower() if isinstance(wanted, bool) else visible(str(wanted))
        return f"'{column.name}' is {kind}, not {shown[:60]}", hint
    return None
