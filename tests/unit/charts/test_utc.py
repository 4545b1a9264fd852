"""Dates on charts are the same in every time zone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from generator.charts.utc import in_utc

DRAW = """
import datetime, json
import altair as alt, polars, vl_convert
from generator.charts.utc import in_utc

day = datetime.date
rows = polars.DataFrame({"month": [day(2023, m, 1) for m in range(1, 13)], "n": range(12)})
words = polars.DataFrame({"month": [f"2023-{m:02}-01" for m in range(1, 13)], "n": range(12)})
axis = alt.Axis(format="%Y-%m-%d", values=["2023-01-01", "2023-02-01"])
days = alt.Axis(format="%b", values=[day(2023, 1, 1), day(2023, 6, 1)], labelAngle=0)
march = alt.FieldEqualPredicate(timeUnit="month", field="month", equal=3)
charts = [
    alt.Chart(words).mark_bar().encode(x=alt.X("month:T", axis=axis), y="n"),
    alt.Chart(rows).mark_bar().encode(x=alt.X("yearmonth(month):T", axis=days), y="n"),
    alt.Chart(rows).mark_text().encode(x="month(month):O", y="n", text="month:T"),
    alt.Chart(rows).transform_filter(march).mark_bar().encode(x="month:O", y="n"),
    alt.Chart(rows)
    .transform_calculate(w="timeFormat(datum.month, '%B %d, %H') + date(datum.month)")
    .transform_filter("datum.month > datetime(2023, 2, 1)")
    .mark_text()
    .encode(x="month:T", y=alt.datum(1), text="w:N"),
]
for chart in charts:
    print(json.dumps(vl_convert.vegalite_to_svg(in_utc(chart.to_dict()))))
"""


def drawn(zone: str) -> str:
    environment = {**os.environ, "TZ": zone}
    command = [sys.executable, "-c", DRAW]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_a_drawing_is_the_same_in_every_zone() -> None:
    here = drawn("UTC")
    assert "2023-02-01" in here
    assert "January 01, 00" not in here, "filtered out"
    assert "April 01, 001" in here
    assert drawn("America/Toronto") == here
    assert drawn("Asia/Tokyo") == here


@pytest.mark.parametrize(
    ("key", "given", "wanted"),
    [
        ("timeUnit", "yearmonth", "utcyearmonth"),
        ("timeUnit", "utcyear", "utcyear"),
        ("timeUnit", "binnedyear", "binnedutcyear"),
        ("timeUnit", {"unit": "month", "step": 3}, {"unit": "month", "step": 3, "utc": True}),
        ("datum", {"year": 2023, "month": 3}, {"year": 2023, "month": 3, "utc": True}),
        ("calculate", "month(datum.d) + hours(now())", "utcmonth(datum.d) + utchours(now())"),
        ("calculate", "timeFormat(datum.d, 'date(x)')", "utcFormat(datum.d, 'date(x)')"),
        ("calculate", "datum.date + birthday(1)", "datum.date + birthday(1)"),
        ("filter", "datum.d > datetime(2023, 1)", "datum.d > utc(2023, 1)"),
        (
            "filter",
            {"field": "d", "timeUnit": "month", "oneOf": [1, 2]},
            'indexof([1, 2], (utcmonth(toDate(datum["d"])) + 1)) !== -1',
        ),
        ("values", ["2023-01-01T00:00:00"], ["2023-01-01T00:00:00Z"]),
        ("values", ["2023-01-01", "noon"], ["2023-01-01", "noon"]),
        ("x", {"type": "temporal"}, {"type": "temporal", "scale": {"type": "utc"}}),
        ("color", {"type": "temporal", "scale": None}, {"type": "temporal", "scale": None}),
        ("datasets", {"a": [{"d": "2023-01-01 10:00"}]}, {"a": [{"d": "2023-01-01 10:00Z"}]}),
    ],
)
def test_every_date_is_told_to_be_utc(key: str, given: Any, wanted: Any) -> None:
    assert in_utc({key: given}) == {key: wanted}
    assert in_utc({key: wanted}) == {key: wanted}, "nothing is told twice"
    json.dumps(wanted)
