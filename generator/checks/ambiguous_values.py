"""Values of a column that a reader takes for one: ``Saint John`` and ``saint-john``."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Location, Severity
from generator.language.characters import folds, visible
from generator.model.content import Content
from generator.model.dataset import Cell, Column, Dataset
from generator.model.site import Site

CODES = (
    Code(
        "ambiguous-value",
        means=(
            "Two values of a column differ only by case, blanks, dashes, or the form of their "
            "accents, so that readers take them for one and the program for two. It is an error "
            "where a stat, a key, a total or a chart's table picks rows by that column."
        ),
        mend=(
            "Write one of them in both rows; where they are two, list both in the column's `enum`."
        ),
    ),
)

SHOWN = 10  # of a column


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report such values: errors where a stat, a key, a total or a chart's table picks by them."""
    picked = {(id, name) for id, dataset in content.datasets.items() for name in _own(dataset)}
    for stat in content.stats.values():
        where = [*stat.definition.where, *(stat.definition.of or ())]
        picked.update((stat.definition.dataset, name) for name in where)
    for chart in content.charts.values():
        picked.update((chart.words.table.dataset, name) for name in chart.words.table.where)
    for id, dataset in content.datasets.items():
        for column in dataset.descriptor.table.fields:
            if column.type == "string":
                severity: Severity = "error" if (id, column.name) in picked else "warning"
                yield from _alike(dataset, column, severity)


def _own(dataset: Dataset) -> Iterator[str]:
    """Walk the columns by which a dataset itself tells its rows apart."""
    yield from dataset.descriptor.table.primaryKey
    yield from (c.name for c in dataset.descriptor.table.fields if c.constraints.unique)
    for total in dataset.descriptor.totals:
        yield from (total.over, *total.by)


def _alike(dataset: Dataset, column: Column, severity: Severity) -> Iterator[Diagnostic]:
    """Report the first rows of values that differ in what is hardly seen from one before them.

    Values that the column lists as its codes were told apart by the editor.
    """
    lines: dict[Cell, int] = {}
    for row in dataset.rows:
        lines.setdefault(row.values[column.name], row.line)
    first: dict[str, str] = {}
    codes = column.constraints.enum or ()
    told = 0
    for value, line in lines.items():
        if not isinstance(value, str) or value in codes:
            continue
        others = [first.setdefault(fold, value) for fold in sorted(folds(value))]
        other = next((one for one in others if one != value), None)
        if other is not None and told < SHOWN:
            told += 1
            message = (
                f"'{visible(value)}' and '{visible(other)}' (line {lines[other]}) in the column "
                f"'{column.name}' differ only by case, blanks, dashes or the like"
            )
            hint = "write one of them in both rows; if they are two, list both in the column's enum"
            place = Location(dataset.file, line)
            yield Diagnostic(place, severity, "ambiguous-value", message, hint)
