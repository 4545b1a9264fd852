"""Stats: a number's definition, and the number computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
)

from generator.diagnostics import Location
from generator.model.dataset import Row
from generator.model.written import Words, Written


class StatDefinition(Written):
    """One entry of ``content/stats.yaml``: how a number is computed from a dataset.

    ``where`` picks the rows, ``of`` the rows that a share or a ratio is taken of, or that a change
    starts from. ``round`` is the step to round to, in the unit printed.
    """

    dataset: str
    where: dict[str, Any] = Field(default_factory=dict)
    aggregate: Literal[
        "value",
        "sum",
        "mean",
        "min",
        "max",
        "first",
        "last",
        "count",
        "share",
        "change",
        "ratio",
    ] = "value"
    field: str | None = None
    of: dict[str, Any] | None = None
    show: str | None = None
    round: Annotated[float | int, Field(gt=0)] | None = None
    approximate: bool = False
    unit: Words | None = None
    label: Words


@dataclass(frozen=True)
class Stat:
    """A number, computed: ``value`` exact after rounding, ``rows`` what it came from."""

    id: str
    definition: StatDefinition
    value: Any
    exact: Any
    percent: bool
    rows: tuple[Row, ...]
    of_rows: tuple[Row, ...]
    sources: tuple[str, ...]
    location: Location
