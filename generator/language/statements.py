"""A value that a text states, and when two texts state the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from msgspec import Struct

Kind = (
    Literal["number", "magnitude", "ordinal", "percent", "points", "fraction", "multiple"]
    | Literal["money", "duration", "measure", "date", "month", "year", "decade", "time"]
    | Literal["weekday", "bill", "scope", "trend"]
)

MOVES = {"up", "down"}  # the trends of what does not stay level


class Day(NamedTuple):
    """A date as far as it is stated; what is not stated is 0."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def weekday(self) -> int | None:
        """The day of the week, 0 for Monday; ``None`` where the date is not whole, or is none."""
        try:
            return date(*self).weekday()
        except ValueError:
            return None


class Statement(Struct, frozen=True):
    """A piece of a text that states a value.

    ``value`` is a number, a ``Day``, a bill's name (``C-12``), or for scope and trends the word's
    meaning (``first``, ``up``). A percentage is in per cent, a time in minutes after midnight, a
    magnitude the least number that it may mean (1000 for "thousands"), a weekday 0 for Monday.
    Several days of one month, "March 24 to 26", are several statements of the same place.

    ``unit`` is that of money, durations and measures: ``dollar``, ``day``, ``metre``. A week
    is seven days, a decade ten years, an hour sixty minutes, a kilometre a thousand metres, so two
    weeks are 14 days. Days are not made into months, nor hours into days, since a year is not
    always 365 days and the law counts them apart.

    ``sure`` is false where the number may be none: an article, "a year", "un an", or "first". Such
    a statement can prove another, "one year", and needs no proof itself.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Fraction | Day | str
    unit: str = ""
    step: Fraction = Fraction(1)  # of a percentage: one in its last digit
    sure: bool = True


def covers(statement: Statement, by: Iterable[Statement]) -> bool:
    """Whether what a sentence states stands among what others state, of a quotation or a stat.

    Numbers, amounts and units are the same or they are not: to round is an editor's decision. A
    share in words or figures, two-thirds, 2 in 3, agrees with a percentage that it may be rounded
    to or cut to, 67 % or 66 %. A date agrees with the same or a finer one; where the other names
    no year, its year may stand elsewhere. "Hundreds" agrees with any number from 200 to 999. An
    ordinal agrees with a number: the fourteenth day with 14 days.
    """
    if not statement.sure:
        return True
    others = list(by)
    kind, value, unit = statement.kind, statement.value, statement.unit
    # Most are the very same, and to see that takes least.
    if any(one.kind == kind and one.value == value and one.unit == unit for one in others):
        return True
    years = _years(others) if isinstance(value, Day) else frozenset()
    return any(_agrees(statement, other, years) for other in others)


def agreeing(statements: Iterable[Statement], by: Sequence[Statement]) -> list[Statement]:
    """Return those of ``by`` that state what one of the statements does."""
    wanted, years = [one for one in statements if one.sure], _years(by)
    return [other for other in by if any(_agrees(one, other, years) for one in wanted)]


def _years(statements: Iterable[Statement]) -> frozenset[int]:
    """Return the years of dates."""
    return frozenset(one.value.year for one in statements if isinstance(one.value, Day))


def _agrees(statement: Statement, other: Statement, years: frozenset[int]) -> bool:
    """Whether one statement agrees with another; ``years`` are those beside the other."""
    mine, theirs = statement.value, other.value
    if statement.kind == "weekday" and isinstance(theirs, Day):
        return theirs.weekday == mine
    if isinstance(mine, Day):
        if isinstance(theirs, Day):
            return _same_day(statement.kind, mine, theirs, years)
        return statement.kind == "year" and other.kind == "number" and theirs == mine.year
    if mine == "first" and other.kind == "ordinal":
        return theirs == 1
    if isinstance(mine, str) or isinstance(theirs, str | Day):
        superlatives = {"highest", "lowest", "superlative"}
        alike = "superlative" in (mine, theirs) and {mine, theirs} <= superlatives
        return statement.kind == other.kind and (mine == theirs or alike)
    kinds = {statement.kind, other.kind}
    if kinds == {"percent", "fraction"}:
        percent, share = (statement, theirs) if statement.kind == "percent" else (other, mine)
        return (
            isinstance(percent.value, Fraction) and abs(percent.value - 100 * share) < percent.step
        )
    if kinds == {"multiple", "fraction"}:
        return mine == theirs == Fraction(1, 2)  # halved, by half
    if statement.kind == "magnitude" and other.kind == "number":
        return 2 * mine <= theirs < 10 * mine
    if statement.kind == "ordinal":
        return mine == theirs and other.kind in ("ordinal", "number", "duration")
    alike = kinds == {"number", "points"} or statement.kind == other.kind
    return alike and mine == theirs and statement.unit == other.unit


def _same_day(kind: Kind, mine: Day, theirs: Day, years: frozenset[int]) -> bool:
    if kind == "decade":
        return theirs.year // 10 == mine.year // 10
    return all(
        not wanted or wanted == given for wanted, given in zip(mine[1:], theirs[1:], strict=True)
    ) and (
        not mine.year
        or mine.year == theirs.year
        or (not theirs.year and bool(mine.month) and mine.year in years)
    )
