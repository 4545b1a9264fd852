"""Stats: a number computed from a dataset's rows, exactly, with the rows it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from generator.diagnostics import Code, Diagnostic, DiagnosticError, nearest
from generator.files.yaml import YamlDocument
from generator.language.format import rounded
from generator.model.dataset import LIMIT, NUMERIC, Cell, Column, Dataset, Row
from generator.model.stat import Stat, StatDefinition
from generator.model.text import source_ids

CODES = (
    Code(
        "stat",
        means=(
            "A number cannot be computed from its definition: it picks no rows or too many, names"
            " no column, or divides by nothing."
        ),
        mend="Correct its `where`, `of`, `field` or `aggregate` in `content/stats.yaml`.",
    ),
)

PERCENT = ("share", "change")
STEPS = (0.1, 0.01, 0.001, 0.0001)
NEEDS_OF = ("share", "change", "ratio")


def compute(id: str, definition: StatDefinition, dataset: Dataset, place: YamlDocument) -> Stat:
    """Compute a stat; its filters were held against the dataset.

    Raises:
        DiagnosticError: an unknown column, no row, more than one row for ``value``, a division by
            nothing, a column that is not of numbers, or an empty cell where one is needed; the
            place is in the stats' file.
    """

    def fail(message: str, *path: str, hint: str, key: bool = False) -> DiagnosticError:
        where = place.locate((id, *path), key=key)
        return DiagnosticError(Diagnostic(where, "error", "stat", f"'{id}': {message}", hint))

    name = definition.aggregate
    if (definition.of is not None) != (name in NEEDS_OF):
        needed = name in NEEDS_OF
        hint = "add it: the rows that it is taken of" if needed else "delete it"
        verb = "needs" if needed else "takes no"
        raise fail(f"the aggregate '{name}' {verb} 'of'", *([] if needed else ["of"]), hint=hint)
    rows = dataset.select(definition.where)
    of_rows = dataset.select(definition.of) if definition.of is not None else ()
    skipped = 0
    if name == "count":
        if definition.field is not None:
            column = _column(definition.field, "field", dataset, fail)
            rows = tuple(row for row in rows if row.values[column.name] is not None)
        used, exact = rows, Fraction(len(rows))
    else:
        rows, skipped = _with_values(definition, dataset, rows, fail)
        used, exact = _aggregate(name, rows, _numbers(definition, rows), fail)
        if definition.of is not None:
            of_rows, left_out = _with_values(definition, dataset, of_rows, fail)
            skipped += left_out
            base = sum(_numbers(definition, of_rows), Fraction(0))
            if base == 0:
                hint = "pick rows that add up to more"
                raise fail("division by nothing: the rows of 'of' add up to 0", "of", hint=hint)
            exact = exact / base - (1 if name == "change" else 0)
            exact *= 100 if name in PERCENT else 1
    if abs(exact) >= 10**LIMIT:
        hint = "give the data in thousands or millions"
        raise fail(f"the number is not below 10 to the power of {LIMIT}", hint=hint)
    value: Cell
    if definition.show is not None:
        column = _column(definition.show, "show", dataset, fail)
        if len(used) != 1:
            hint = "take value, min, max, first or last"
            raise fail("'show' needs an aggregate that picks one row", "show", hint=hint)
        value = used[0].values[column.name]
        if value is None:
            hint = "fill it in, or show another column"
            message = f"'{column.name}' is empty in {dataset.file}:{used[0].line}"
            raise fail(message, "show", hint=hint)
    else:
        value = _number(rounded(exact, definition.round or _step(exact, name)))
    measured = dataset.column(definition.field) if definition.field else None
    percent = name in PERCENT or bool(
        name != "count" and measured and measured.unit and "%" in measured.unit.values()
    )
    sources = tuple(dict.fromkeys(_sources(dataset, (*used, *of_rows))))
    return Stat(
        id=id,
        definition=definition,
        value=value,
        exact=exact,
        percent=percent,
        rows=used,
        of_rows=of_rows,
        taken=len(rows),
        skipped=skipped,
        sources=sources,
        location=place.locate((id,), key=True),
    )


Fail = Callable[..., DiagnosticError]


def _column(name: str, field: str, dataset: Dataset, fail: Fail) -> Column:
    """Return the column that a stat's field names."""
    column = dataset.column(name)
    if column is None:
        hint = nearest(name, dataset.names) or f"its columns: {', '.join(dataset.names)}"
        raise fail(f"'{dataset.id}' has no column '{name}'", field, hint=hint)
    return column


def _with_values(
    definition: StatDefinition, dataset: Dataset, rows: tuple[Row, ...], fail: Fail
) -> tuple[tuple[Row, ...], int]:
    """Return the rows that have a number in the chosen column, and how many have none.

    Where one has none, the column must say that it may be skipped.
    """
    if definition.field is None:
        numeric = [c.name for c in dataset.descriptor.table.fields if c.type in NUMERIC]
        hint = f"add field: {' or '.join(numeric)}" if numeric else "it has no column of numbers"
        raise fail("the field 'field' is missing: which column is it?", hint=hint)
    column = _column(definition.field, "field", dataset, fail)
    if column.type not in NUMERIC:
        hint = "name a column of numbers"
        raise fail(f"the column '{column.name}' does not hold numbers", "field", hint=hint)
    empty = [row for row in rows if row.values[column.name] is None]
    if empty and column.missing != "skip":
        hint = (
            "leave the row out by 'where', or say in the dataset's descriptor that it may be "
            f"skipped: add missing: skip to the column '{column.name}'"
        )
        message = f"the column '{column.name}' is empty in {dataset.file}:{empty[0].line}"
        raise fail(message, "field", hint=hint)
    if len(empty) == len(rows):
        hint = "pick rows that have a value"
        raise fail(f"the column '{column.name}' is empty in all rows", "field", hint=hint)
    return tuple(row for row in rows if row.values[column.name] is not None), len(empty)


def _numbers(definition: StatDefinition, rows: Sequence[Row]) -> list[Fraction]:
    """Return the chosen column of the rows as exact numbers."""
    values = [row.values[str(definition.field)] for row in rows]
    return [Fraction(value) for value in values if isinstance(value, int | Decimal)]


def _aggregate(
    name: str, rows: tuple[Row, ...], values: list[Fraction], fail: Fail
) -> tuple[tuple[Row, ...], Fraction]:
    """Return the rows that the number came from, and the number before rounding."""
    if name == "value":
        if len(rows) != 1:
            hint = "narrow 'where' down to one row, or take sum, mean, min or max"
            raise fail(f"{len(rows)} rows are picked, 'value' takes one", "where", hint=hint)
        return rows, values[0]
    if name in ("min", "max"):
        best = min(values) if name == "min" else max(values)
        return (rows[values.index(best)],), best
    if name in ("first", "last"):
        at = 0 if name == "first" else -1
        return (rows[at],), values[at]
    total = sum(values, Fraction(0))
    return rows, total / len(values) if name == "mean" else total


def _step(exact: Fraction, name: str) -> float | int:
    """Return the rounding of a stat that names none: the unit, or every digit of a given value."""
    if exact.denominator == 1 or name in PERCENT or name == "mean":
        return 1
    if name == "ratio":
        return 0.1
    return next((step for step in STEPS if (exact / Fraction(str(step))).denominator == 1), 0.01)


def _number(value: Decimal) -> int | Decimal:
    return (
        int(value)
        if value == value.to_integral_value() and value.as_tuple().exponent == 0
        else value
    )


def _sources(dataset: Dataset, rows: Sequence[Row]) -> list[str]:
    """Return the ids of the sources of the rows, or the dataset's own."""
    named = [row.values.get("source") for row in rows]
    return [str(id) for id in named if id] or source_ids(dataset.descriptor.sources)
