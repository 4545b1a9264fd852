"""People returned under the agreement in 2025: the running total on each day that was reported."""

import datetime

import altair as alt
import polars as pl

START = datetime.date(2025, 1, 1)


def chart(data, view):
    days = (
        data["stca-returns"]
        .filter(
            pl.col("measure") == "returned_to_us",
            pl.col("place") == "Canada",
            pl.col("period_start") == START,
        )
        .sort("period_end")
        .select(day="period_end", people="value")
    )
    line = pl.concat([pl.DataFrame({"day": [START], "people": [0]}), days])
    months = [datetime.date(2025, month, 1) for month in (1, 3, 5, 7)]
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domain=[START, datetime.date(2025, 9, 6)]),
        axis=alt.Axis(
            values=months,
            labelAlign="left",
            labelOffset=-1,
            labelExpr="timeFormat(datum.value, '%B')",
        ),
    )
    y = alt.Y("people:Q", axis=None, scale=alt.Scale(domain=[0, 3700]))
    path = alt.Chart(line).mark_line(color="var(--series-4)", strokeWidth=2).encode(x=x, y=y)
    base = alt.Chart(days).encode(x=x, y=y)
    points = base.mark_point(filled=True, opacity=1, size=60, color="var(--series-4)").encode(
        tooltip=[
            alt.Tooltip("day:T", title=view.words(en="To", fr="Jusqu’au")),
            alt.Tooltip("people:Q", title=view.words(en="People", fr="Personnes"), format=",d"),
        ]
    )
    numbers = base.mark_text(align="right", baseline="bottom", dx=-7, dy=-3).encode(
        text=alt.Text("people:Q", format=",d")
    )
    return alt.layer(path, points, numbers).properties(height=220 if view.narrow else 270)
