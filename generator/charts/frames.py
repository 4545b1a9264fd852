"""What a chart's module is given: the datasets and outlines that its words declare."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from generator.charts.outlines import wound
from generator.diagnostics import one_of
from generator.model.dataset import Dataset

if TYPE_CHECKING:
    import polars


class Mark(Struct, frozen=True):
    """An event as a chart marks it: in the chart's language, its ``words`` and the date of them.

    ``day`` is its date; of a month or a year, the first day.
    """

    day: datetime.date
    words: str
    date: str


class Frames(Mapping[str, "polars.DataFrame"]):
    """The datasets that a chart declares, as polars frames made when they are asked for."""

    def __init__(
        self,
        datasets: Mapping[str, Dataset],
        outlines: Mapping[str, str],
        marks: Mapping[str, Mark],
    ) -> None:
        self._datasets = datasets
        self._outlines = outlines
        self._marks = marks

    def event(self, name: str) -> Mark:
        """Return an event of ``content/timeline.yaml``, which the words declare."""
        if name not in self._marks:
            raise KeyError(_undeclared("event", name, self._marks))
        return self._marks[name]

    def outline(self, name: str) -> dict[str, object]:
        """Return the GeoJSON of ``content/data/geo/NAME.geojson``, which the words declare.

        Its rings go round as they are to be drawn, whichever way they do in the file.
        """
        if name not in self._outlines:
            raise KeyError(_undeclared("outline", name, self._outlines))
        return cast("dict[str, object]", wound(json.loads(self._outlines[name])))

    def __getitem__(self, name: str) -> polars.DataFrame:
        """Return a dataset's frame; months are the dates of their first days."""
        if name not in self._datasets:
            raise KeyError(_undeclared("dataset", name, self._datasets))
        return frame(self._datasets[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._datasets)

    def __len__(self) -> int:
        return len(self._datasets)


def _undeclared(kind: str, name: str, known: Mapping[str, object]) -> str:
    hint = one_of(name, known)
    return f"the chart's words declare no {kind} '{name}', {hint}"


def frame(dataset: Dataset) -> polars.DataFrame:
    """Return a dataset's rows as a polars frame, by the types of its schema."""
    import polars

    kinds = {
        "integer": polars.Int64,
        "year": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
    }
    series = []
    for column in dataset.descriptor.table.fields:
        values: list[object] = [row.values[column.name] for row in dataset.rows]
        if column.type == "number":
            values = [float(value) if isinstance(value, Decimal) else None for value in values]
        made = polars.Series(column.name, values, dtype=kinds.get(column.type, polars.String))
        if column.type == "yearmonth":
            made = (made + "-01").str.to_date()
        elif column.type == "date":
            made = made.str.to_date()
        series.append(made)
    return polars.DataFrame(series)
