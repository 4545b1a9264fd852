"""Filters: which rows of a dataset an editor wants, by the values of their columns."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from generator.model.written import Written, refusal


def _scalar(value: object) -> object:
    if not isinstance(value, bool | int | float | datetime.date | str):
        message = "one value is expected here: text, a number, a date, true or false"
        raise refusal(message, "write one, or delete the line")
    return value


# What YAML makes of a single value: a bound, a code, a value that a filter asks for.
Scalar = Annotated[
    bool | int | float | datetime.datetime | datetime.date | str,
    BeforeValidator(_scalar),
    Field(title="value"),
]


class Range(Written):
    """The values ``from`` … ``to`` of a column, both included; either may be left out."""

    start: Scalar | None = Field(default=None, alias="from", description="The first value.")
    end: Scalar | None = Field(default=None, alias="to", description="The last value.")

    @model_validator(mode="after")
    def _bounded(self) -> Range:
        if self.start is None and self.end is None:
            raise refusal("a range has no bounds", "write {from: …, to: …}, or one of them")
        return self


def _some(values: tuple[object, ...]) -> tuple[object, ...]:
    if not values:
        raise refusal("this list is empty", "list at least one value, or delete the line")
    return values


def _named(columns: dict[str, object]) -> dict[str, object]:
    if not columns:
        raise refusal("no column is named here", "name one, or delete the line: all rows are taken")
    return columns


def _kind(value: object) -> str:
    if isinstance(value, dict | Range):
        return "range"
    return "values" if isinstance(value, list | tuple) else "value"


# What a filter wants of a column: one value, any of several, or all of a range.
Wanted = Annotated[
    Annotated[Range, Tag("range")]
    | Annotated[tuple[Scalar, ...], Field(strict=False), AfterValidator(_some), Tag("values")]
    | Annotated[Scalar, Tag("value")],
    Discriminator(_kind),
]
Where = Annotated[dict[str, Wanted], Field(title="columns and values")]
# One that is written names a column: without any, all rows are taken.
Named = Annotated[Where, AfterValidator(_named)]


def holds(wanted: Wanted) -> Callable[[Any], bool]:
    """Return what says of a cell's value whether it is wanted.

    Dates compare in ISO form, texts composed (NFC), numbers exactly; an empty cell is in no range.
    The types of both are one: a filter is held against its dataset when it is loaded.
    """
    if isinstance(wanted, Range):
        low, high = plain(wanted.start), plain(wanted.end)
        return lambda value: (
            value is not None and (low is None or value >= low) and (high is None or value <= high)
        )
    values = [plain(one) for one in (wanted if isinstance(wanted, tuple) else (wanted,))]
    return lambda value: value in values


def plain(wanted: Scalar | None) -> Any:
    """Return a value that YAML gives as rows have it."""
    if isinstance(wanted, datetime.date):
        return wanted.isoformat()
    if isinstance(wanted, float):
        return Decimal(str(wanted))
    return unicodedata.normalize("NFC", wanted) if isinstance(wanted, str) else wanted
