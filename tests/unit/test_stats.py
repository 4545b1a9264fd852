"""Stats are exact, rounded half away from zero, and fail with their place."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator import stats
from generator.diagnostics import DiagnosticError
from generator.files import SourceText, yaml
from generator.language.format import rounded
from generator.model.dataset import Column, Dataset, Descriptor, Row, TableSchema
from generator.model.stat import Stat, StatDefinition

WORDS = {"en": "x"}
ROWS = [
    {"month": "2023-01", "place": "A", "n": 10},
    {"month": "2023-02", "place": "A", "n": 25},
    {"month": "2023-03", "place": "A", "n": 5},
    {"month": "2023-01", "place": "B", "n": 3},
]


def dataset(rows: list[dict[str, Any]], missing: Literal["refuse", "skip"]) -> Dataset:
    fields = [
        Column(name="month", type="yearmonth", title=WORDS),
        Column(name="place", type="string", title=WORDS),
        Column(name="n", type="integer", title=WORDS, missing=missing),
    ]
    descriptor = Descriptor.model_validate(
        {
            "name": "d",
            "path": "d.csv",
            "title": WORDS,
            "description": WORDS,
            "unit": WORDS,
            "publisher": WORDS,
            "sources": ("s",),
            "as_of": datetime.date(2026, 1, 1),
            "schema": TableSchema(fields=fields),
        }
    )
    made = tuple(Row(line, row) for line, row in enumerate(rows, start=2))
    return Dataset("d", descriptor, made, b"", "", "content/data/d.csv")


def compute(
    rows: list[dict[str, Any]] | None = None,
    missing: Literal["refuse", "skip"] = "refuse",
    **fields: Any,
) -> Stat:
    written = {"dataset": "d", "label": WORDS, "field": "n", **fields}
    definition = StatDefinition.model_validate(written)
    document = yaml.parse(SourceText("content/stats.yaml", "s:\n  where: {}\n  of: {}\n", ""))
    return stats.compute(
        "s", definition, dataset(ROWS if rows is None else rows, missing), document
    )


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"where": {"month": "2023-01", "place": "A"}}, 10),
        ({"where": {"place": "A"}, "aggregate": "sum"}, 40),
        ({"where": {"place": "A"}, "aggregate": "mean"}, 13),
        ({"where": {"place": "A"}, "aggregate": "mean", "round": 0.1}, Decimal("13.3")),
        ({"where": {"place": "A"}, "aggregate": "max"}, 25),
        ({"where": {"place": "A"}, "aggregate": "max", "show": "month"}, "2023-02"),
        ({"where": {"place": "A"}, "aggregate": "min"}, 5),
        ({"where": {"place": "A"}, "aggregate": "first"}, 10),
        ({"where": {"place": "A"}, "aggregate": "last"}, 5),
        ({"where": {"place": ["A", "B"]}, "aggregate": "count", "field": None}, 4),
        ({"where": {"month": {"from": "2023-02"}}, "aggregate": "sum"}, 30),
        ({"where": {"month": {"to": "2023-01"}}, "aggregate": "sum"}, 13),
    ],
)
def test_value(fields: dict[str, Any], value: object) -> None:
    assert compute(**fields).value == value


def one(month: str) -> dict[str, str]:
    return {"month": month, "place": "A"}


def test_share_is_in_per_cent() -> None:
    stat = compute(where=one("2023-03"), of=one("2023-02"), aggregate="share")
    assert (stat.value, stat.percent) == (20, True)


def test_change_is_in_per_cent_of_the_earlier_value() -> None:
    stat = compute(where=one("2023-03"), of=one("2023-02"), aggregate="change")
    assert (stat.value, stat.percent) == (-80, True)


def test_share_of_several_rows_is_of_their_sum() -> None:
    assert compute(where={"place": "B"}, of={"place": ["A", "B"]}, aggregate="share").value == 7


def test_ratio_keeps_one_decimal() -> None:
    stat = compute(where=one("2023-01"), of={"place": "B"}, aggregate="ratio")
    assert stat.value == Decimal("3.3")


@pytest.mark.parametrize(
    ("fields", "message", "column"),
    [
        ({"where": {"place": "A"}}, "3 rows are picked", 10),
        ({"field": "m", "where": one("2023-01")}, "no column 'm'", 1),
        ({"field": "place", "where": one("2023-01")}, "does not hold numbers", 1),
        ({"aggregate": "share", "where": one("2023-01")}, "needs 'of'", 1),
        ({"where": one("2023-01"), "of": {}}, "takes no 'of'", 1),
    ],
)
def test_fault(fields: dict[str, Any], message: str, column: int) -> None:
    with pytest.raises(DiagnosticError, match=message) as caught:
        compute(**fields)
    place = caught.value.diagnostics[0].location
    assert place.file == "content/stats.yaml"
    assert place.column in (column, 3, 7)


HOLES = [*ROWS, {"month": "2023-04", "place": "A", "n": None}]


def test_a_sum_over_an_empty_cell_is_refused_and_says_how_to_allow_it() -> None:
    with pytest.raises(DiagnosticError, match=r"is empty in content/data/d\.csv:6") as caught:
        compute(HOLES, aggregate="sum")
    assert "missing: skip" in caught.value.diagnostics[0].hint


def test_a_sum_over_an_empty_cell_that_may_be_skipped_counts_it() -> None:
    stat = compute(HOLES, "skip", aggregate="sum")
    assert (stat.value, stat.taken, stat.skipped) == (43, 4, 1)
    assert len(stat.rows) == 4


def test_nothing_but_empty_cells_is_no_number() -> None:
    with pytest.raises(DiagnosticError, match="empty in all rows"):
        compute(HOLES[-1:], "skip", aggregate="sum")


def test_count_of_a_field_counts_its_values() -> None:
    assert compute(HOLES, aggregate="count", field=None).value == 5
    assert compute(HOLES, aggregate="count").value == 4


def test_the_highest_is_taken_of_all_rows() -> None:
    stat = compute(where={"place": "A"}, aggregate="max")
    assert (stat.taken, len(stat.rows)) == (3, 1)


def test_a_number_of_no_sensible_size_is_refused() -> None:
    rows = [{"month": "2023-01", "place": "A", "n": 9 * 10**14}] * 2
    with pytest.raises(DiagnosticError, match="10 to the power of 15"):
        compute(rows, aggregate="sum")


@pytest.mark.parametrize("step", [float("inf"), float("nan"), 0, -1, 1e300, 1e-300, 10**15])
def test_a_step_of_no_sensible_size_is_refused(step: float) -> None:
    with pytest.raises(ValidationError, match="round"):
        compute(where={"place": "B"}, round=step)


def test_division_by_nothing_is_a_fault() -> None:
    rows = [{"month": "2023-01", "place": "A", "n": 1}, {"month": "2023-02", "place": "A", "n": 0}]
    with pytest.raises(DiagnosticError, match="division by nothing"):
        compute(rows, where=one("2023-01"), of=one("2023-02"), aggregate="ratio")


@given(
    st.fractions(min_value=-(10**9), max_value=10**9), st.sampled_from([1, 5, 10, 1000, 0.1, 0.01])
)
def test_rounding_is_to_the_nearest_step(value: Fraction, step: float) -> None:
    unit = Fraction(Decimal(str(step)))
    result = Fraction(rounded(value, step))
    assert (result / unit).denominator == 1
    assert abs(result - value) * 2 <= unit


def test_a_half_is_rounded_away_from_zero() -> None:
    assert [rounded(Fraction(n, 2), 1) for n in (1, 3, 5, -1)] == [1, 2, 3, -1]
