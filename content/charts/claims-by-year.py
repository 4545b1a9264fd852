"""Asylum claims in Canada by year, with the agreement's start and the deal."""

import datetime

import altair as alt
import polars as pl

# Each event that is marked: the height of its rule, its colour, the side of the rule of its words.
EVENTS = {
    "stca-in-force": (137000, "var(--muted)", "left"),
    "deal-in-force": (205000, "var(--accent)", "right"),
}
# The years whose number stands on the chart, and where it stands.
ABOVE, BEFORE = (2008, 2019), (2022, 2023)


def chart(data, view):
    years = data["claims-annual"].with_columns(
        start=pl.date(pl.col("year"), 1, 1),
        middle=pl.date(pl.col("year"), 7, 1),
        edge=pl.when(pl.col("year") == 2022)
        .then(pl.date(2023, 1, 1))
        .otherwise(pl.date(2023, 3, 1)),
    )
    end = datetime.date(2028, 2, 1) if view.narrow else datetime.date(2025, 9, 1)
    ticks = [datetime.date(year, 1, 1) for year in (2002, 2007, 2012, 2017, 2022)]
    x = alt.X(
        "year(start):T",
        title=None,
        scale=alt.Scale(domain=[ticks[0], end]),
        axis=alt.Axis(format="%Y", values=ticks, labelAlign="left", labelOffset=-1),
    )
    y = alt.Y(
        "claims:Q",
        title=None,
        axis=alt.Axis(values=[0, 50000, 100000, 150000], format=",d"),
        scale=alt.Scale(domain=[0, 205000]),
    )
    bars = (
        alt.Chart(years)
        .mark_bar(color="var(--series-3)", binSpacing=2 if view.narrow else 5)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("year:O", title=view.words(en="Year", fr="Année")),
                alt.Tooltip("claims:Q", title=view.words(en="Claims", fr="Demandes"), format=",d"),
            ],
        )
    )
    numbers = alt.Chart(years).encode(y="claims:Q", text=alt.Text("claims:Q", format=",d"))
    above = (
        numbers.transform_filter(alt.FieldOneOfPredicate("year", ABOVE))
        .mark_text(baseline="bottom", dy=-4)
        .encode(x="middle:T")
    )
    before = (
        numbers.transform_filter(alt.FieldOneOfPredicate("year", BEFORE))
        .mark_text(align="right", baseline="bottom", dx=-1, dy=-4)
        .encode(x="edge:T")
    )
    last = (
        numbers.transform_filter("datum.year == 2024")
        .mark_text(align="left", baseline="bottom", dx=4, dy=-4)
        .encode(x=alt.datum(data.event("deal-in-force").day))
    )
    marks = [
        {
            "day": mark.day,
            "words": f"{mark.words},\n{mark.date}",
            "top": top,
            "colour": colour,
            "side": side,
        }
        for mark, top, colour, side in ((data.event(name), *look) for name, look in EVENTS.items())
    ]
    base = alt.Chart(pl.DataFrame(marks).with_columns(foot=0)).encode(
        x="day:T", y="top:Q", color=alt.Color("colour:N", scale=None)
    )
    rules = base.mark_rule(strokeWidth=1.25).encode(y2="foot:Q")
    words = [
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(align=side, baseline="top", dx=dx, lineBreak="\n", fontWeight=600)
        .encode(text="words:N")
        for side, dx in (("left", 5), ("right", -5))
    ]
    return alt.layer(rules, bars, *words, above, before, last).properties(
        height=260 if view.narrow else 330
    )
