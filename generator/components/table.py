"""Rows of a dataset as a table that a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.language import format as localize
from generator.language.typography import plain as typographic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.components.context import Context
    from generator.model.dataset import Column, Dataset, Row


def cell(column: Column, value: Any, code: str, tag: str) -> str:
    """Return a cell's text: its label where the column has one, else its value's own form."""
    if value is None:
        return "–"
    if not isinstance(value, bool) and value in column.labels:
        return typographic(column.labels[value][code], tag)
    if column.type in ("integer", "number"):
        return localize.number(value, tag)
    if column.type in ("yearmonth", "date"):
        return localize.date(value, tag)
    return str(value)


def table(
    dataset: Dataset, rows: Sequence[Row], names: Sequence[str], context: Context
) -> dict[str, Any]:
    """Return rows as a table: ``columns`` their titles, ``rows`` their cells, ``numeric`` flags."""
    code, tag = context.locale.code, context.locale.tag
    columns = [column for name in names if (column := dataset.column(name))]
    return {
        "columns": [typographic(column.title[code], tag) for column in columns],
        "rows": [[cell(c, row.values[c.name], code, tag) for c in columns] for row in rows],
        "numeric": [column.type in ("integer", "number") for column in columns],
    }


def statuses(dataset: Dataset, rows: Sequence[Row], context: Context) -> str:
    """Return how sure the rows are, by the dataset's column ``status``; nothing without one."""
    column = dataset.column("status")
    if column is None:
        return ""
    code, tag = context.locale.code, context.locale.tag
    known = dict.fromkeys(cell(column, row.values["status"], code, tag) for row in rows)
    return ", ".join(known)
