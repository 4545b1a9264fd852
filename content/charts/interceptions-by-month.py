"""Interceptions in Quebec by month, with the two dates that emptied and closed the road."""

import datetime

import altair as alt
import polars as pl

EVENTS = [
    {
        "month": datetime.date(2020, 3, 1),
        "en": ["Border closed,", "March 2020"],
        "fr": ["Frontière fermée,", "mars 2020"],
    },
    {
        "month": datetime.date(2023, 3, 25),
        "en": ["The deal,", "March 25, 2023"],
        "fr": ["L’accord,", "25 mars 2023"],
    },
]


def chart(data, view):
    months = (
        data["interceptions"]
        .filter(pl.col("province") == "QC", pl.col("month") <= datetime.date(2023, 3, 1))
        .select("month", "interceptions")
    )
    end = datetime.date(2024, 1, 1)
    x = alt.X(
        "month:T",
        title=None,
        scale=alt.Scale(domain=[datetime.date(2017, 1, 1), end]),
        axis=alt.Axis(format="%Y", tickCount="year", labelAlign="left", grid=False),
    )
    bars = (
        alt.Chart(months)
        .mark_bar(width=view.width / 100, color="var(--series-1, #1f5f8b)")
        .encode(
            x=x,
            y=alt.Y(
                "interceptions:Q",
                title=None,
                axis=alt.Axis(values=[0, 2000, 4000, 6000], format=",d"),
                scale=alt.Scale(domain=[0, 6400]),
            ),
        )
    )
    events = pl.DataFrame(
        [{"month": event["month"], "label": "\n".join(event[view.locale])} for event in EVENTS]
    )
    rules = (
        alt.Chart(events)
        .mark_rule(color="var(--line, #b3261e)", strokeWidth=1.25)
        .encode(x="month:T")
    )
    labels = (
        alt.Chart(events)
        .mark_text(
            align="right",
            baseline="top",
            dx=-6,
            lineBreak="\n",
            fontWeight=600,
            color="var(--line, #b3261e)",
        )
        .encode(x="month:T", y=alt.value(0), text="label")
    )
    return alt.layer(bars, rules, labels).properties(height=230 if view.narrow else 300)
