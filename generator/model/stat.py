"""Stats: a number's definition, and the number computed."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import (
    Field,
)

from generator.diagnostics import Location
from generator.language.statements import Statement
from generator.model.dataset import LIMIT, Cell, Row
from generator.model.filter import Named, Where
from generator.model.written import Words, Written

Aggregate = Literal[
    "value", "sum", "mean", "min", "max", "first", "last", "count", "share", "change", "ratio"
]
AGGREGATES: dict[Aggregate, str] = {
    "value": "the number in the one row that is taken",
    "sum": "all numbers added up",
    "mean": "the arithmetic mean",
    "min": "the smallest number",
    "max": "the largest number",
    "first": "the number in the first row, in the order of the file",
    "last": "the number in the last row, in the order of the file",
    "count": "how many rows are taken; with a `field`, how many of them have a value of it",
    "share": "the sum as a percentage of the sum of the rows of `of`",
    "change": "by how many per cent the sum differs from the sum of the rows of `of`",
    "ratio": "the sum divided by the sum of the rows of `of`",
}


class StatDefinition(Written):
    """One entry of ``content/stats.yaml``: how a number is computed from a dataset."""

    dataset: str = Field(description="The dataset that the number is computed from.")
    where: Named = Field(
        default_factory=dict,
        description=(
            "Which rows are taken: columns, each with a value, a list of values, or a span "
            "`{from: …, to: …}`."
        ),
    )
    aggregate: Aggregate = Field(
        default="value", description="How the number is computed from the rows that are taken."
    )
    field: str | None = Field(
        default=None, description="The column of numbers that is computed with."
    )
    of: Where | None = Field(
        default=None,
        description=(
            "Which rows a `share` or `ratio` is taken of, or a `change` starts from; written "
            "like `where`."
        ),
    )
    show: str | None = Field(
        default=None,
        description=(
            "A column whose value is shown in place of the number, where one row is picked: "
            "the year of the highest value."
        ),
    )
    round: Annotated[float | int, Field(ge=1e-9, lt=10**LIMIT, allow_inf_nan=False)] | None = Field(
        default=None, description="The step to round to, in the unit that is printed: 1, 0.1, 1000."
    )
    approximate: bool = Field(
        default=False, description="Whether a word such as 'about' is put before the number."
    )
    unit: Words | None = Field(default=None, description="What the number counts.")
    label: Words = Field(
        description=(
            "What the number is, in a few words, for its note and for the list of all numbers."
        )
    )


class Stat(Struct, frozen=True):
    """A number, computed: ``value`` exact after rounding, ``rows`` what it came from.

    ``taken`` is how many rows it was taken of (the highest of 8 has one row, its own), ``skipped``
    how many were left out because their cell is empty.
    """

    id: str
    definition: StatDefinition
    value: Cell
    exact: Fraction
    percent: bool
    rows: tuple[Row, ...]
    of_rows: tuple[Row, ...]
    taken: int
    skipped: int
    sources: tuple[str, ...]
    location: Location

    @property
    def stated(self) -> Statement | None:
        """What its number states, as if a text said it; None if it shows no number."""
        if isinstance(self.value, str | bool | None):
            return None
        return Statement(0, 0, "", "percent" if self.percent else "number", Fraction(self.value))
