"""Stats: a number computed from a dataset's rows, exactly, with the rows it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from generator.diagnostics import Code, Diagnostic, DiagnosticError, nearest
from generator.files.yaml import YamlDocument
from generator.language.format import rounded
from generator.model.dataset import Cell, Dataset, Row
from generator.model.stat import Stat, StatDefinition

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
    """Compute a stat.

    Raises:
        DiagnosticError: an unknown column, no row, more than one row for ``value``, a division by
            nothing, or a column that is not of numbers; the place is in the stats' file.
    """

    def fail(message: str, *path: str, hint: str = "", key: bool = False) -> DiagnosticError:
        where = place.locate((id, *path), key=key)
        return DiagnosticError(Diagnostic(where, "error", "stat", f"'{id}': {message}", hint))

    def pick(name: str) -> tuple[Row, ...]:
        wanted = getattr(definition, name)
        try:
            rows = dataset.select(wanted)
        except KeyError as error:
            column = error.args[0]
            columns = [c.name for c in dataset.descriptor.table.fields]
            raise fail(
                f"'{dataset.id}' has no column '{column}'",
                name,
                column,
                hint=nearest(column, columns),
                key=True,
            ) from None
        except TypeError:
            raise fail(f"'{name}' compares values of different types", name) from None
        if not rows:
            raise fail(f"no row of '{dataset.id}' is picked", name)
        return rows

    name = definition.aggregate
    if (definition.of is not None) != (name in NEEDS_OF):
        verb = "needs" if name in NEEDS_OF else "takes no"
        raise fail(f"the aggregate '{name}' {verb} 'of'")
    rows = pick("where")
    of_rows = pick("of") if definition.of is not None else ()
    if name == "count":
        exact = Fraction(len(rows))
        used = rows
    else:
        values = _numbers(definition, dataset, rows, fail)
        used, exact = _aggregate(name, rows, values, fail)
        if definition.of is not None:
            base = sum(_numbers(definition, dataset, of_rows, fail), Fraction(0))
            if base == 0:
                raise fail("division by nothing: the rows of 'of' add up to 0", "of")
            exact = exact / base - (1 if name == "change" else 0)
            exact *= 100 if name in PERCENT else 1
    value: Cell
    if definition.show is not None:
        if dataset.column(definition.show) is None:
            raise fail(f"'{dataset.id}' has no column '{definition.show}'", "show")
        if len(used) != 1:
            raise fail("'show' needs an aggregate that picks one row", "show")
        value = used[0].values[definition.show]
    else:
        value = _number(rounded(exact, definition.round or _step(exact, name)))
    column = dataset.column(definition.field) if definition.field else None
    percent = name in PERCENT or bool(column and column.unit and "%" in column.unit.values())
    sources = tuple(dict.fromkeys(_sources(dataset, (*used, *of_rows))))
    location = place.locate((id,), key=True)
    return Stat(id, definition, value, exact, percent, used, of_rows, sources, location)


Fail = Callable[..., DiagnosticError]


def _numbers(
    definition: StatDefinition, dataset: Dataset, rows: Sequence[Row], fail: Fail
) -> list[Fraction]:
    """Return the chosen column of the rows as exact numbers."""
    name = definition.field
    if name is None:
        raise fail("the field 'field' is missing: which column is it?")
    column = dataset.column(name)
    if column is None:
        hint = nearest(name, [c.name for c in dataset.descriptor.table.fields])
        raise fail(f"'{dataset.id}' has no column '{name}'", "field", hint=hint)
    if column.type not in ("integer", "number"):
        raise fail(f"the column '{name}' does not hold numbers", "field")
    numbers = []
    for row in rows:
        value = row.values[name]
        if not isinstance(value, int | Decimal):
            raise fail(f"the column '{name}' is empty in {dataset.file}:{row.line}", "where")
        numbers.append(Fraction(value))
    return numbers


def _aggregate(
    name: str, rows: tuple[Row, ...], values: list[Fraction], fail: Fail
) -> tuple[tuple[Row, ...], Fraction]:
    """Return the rows that the number came from, and the number before rounding."""
    if name == "value":
        if len(rows) != 1:
            raise fail(f"{len(rows)} rows are picked, 'value' takes one", "where")
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
    return [str(id) for id in named if id] or list(dataset.descriptor.sources)
