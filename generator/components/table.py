"""What components on data share: rows as a table, sources as they are cited."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.language import format as localize
from generator.language.typography import plain as typographic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.dataset import Cell, Column, Dataset, Row


class TableView(Struct, frozen=True):
    """Rows of a dataset as text: the columns' titles, the cells, which columns hold numbers."""

    columns: list[str]
    rows: list[list[str]]
    numeric: list[bool]


class CitedSource(Struct, frozen=True):
    """A source of a stat or a chart: its number in the page's list, and the whole citation."""

    number: int
    html: Markup


def cell(column: Column, value: Cell, code: str, tag: str) -> str:
    """Return a cell's text: its label where the column has one, else its value's own form."""
    if value is None:
        return "–"
    label = column.label(value)
    if label is not None:
        return typographic(label[code], tag)
    if column.type in ("integer", "number") and isinstance(value, int | Decimal):
        return localize.number(value, tag)
    if column.type in ("yearmonth", "date") and isinstance(value, str):
        return localize.date(value, tag)
    return str(value)


def table(
    dataset: Dataset, rows: Sequence[Row], names: Sequence[str], context: Context
) -> TableView:
    """Return rows of a dataset as a table of the named columns."""
    code, tag = context.locale.code, context.locale.tag
    columns = [column for name in names if (column := dataset.column(name))]
    return TableView(
        [typographic(column.title[code], tag) for column in columns],
        [[cell(c, row.values[c.name], code, tag) for c in columns] for row in rows],
        [column.type in ("integer", "number") for column in columns],
    )


def statuses(dataset: Dataset, rows: Sequence[Row], context: Context) -> str:
    """Return how sure the rows are, by the dataset's column ``status``; nothing without one."""
    column = dataset.column("status")
    if column is None:
        return ""
    code, tag = context.locale.code, context.locale.tag
    known = dict.fromkeys(cell(column, row.values["status"], code, tag) for row in rows)
    return ", ".join(known)
