"""The fall of 2023, month by month: Quebec to April, and June for all of Canada."""

import datetime

import altair as alt
import polars as pl

FIRST, END = datetime.date(2022, 7, 1), datetime.date(2023, 8, 1)


def chart(data, view):
    months = data["interceptions"].filter(pl.col("month").is_between(FIRST, END))
    quebec = months.filter(pl.col("province") == "QC").sort("month")
    canada = months.filter(pl.col("province") == "CA", pl.col("month") > datetime.date(2023, 4, 1))
    ticks = [datetime.date(2022, month, 1) for month in (7, 10)]
    ticks += [datetime.date(2023, month, 1) for month in (1, 4)]
    x = alt.X(
        "yearmonth(month):T",
        title=None,
        scale=alt.Scale(domain=[FIRST, END]),
        axis=alt.Axis(
            values=ticks,
            labelAlign="left",
            labelOverlap=False,
            labelOffset=-1,
            labelExpr="[timeFormat(datum.value, '%B'), month(datum.value) == 0 || datum.index == 0"
            " ? timeFormat(datum.value, '%Y') : '']",
        ),
    )
    y = alt.Y(
        "interceptions:Q",
        title=None,
        axis=alt.Axis(values=[0, 2000, 4000], format=",d") if view.narrow else None,
        scale=alt.Scale(domain=[0, 5600]),
    )
    tooltip = [
        alt.Tooltip("month:T", title=view.words(en="Month", fr="Mois"), format="%B %Y"),
        alt.Tooltip("interceptions:Q", title="Interceptions", format=",d"),
    ]
    bars = [
        alt.Chart(rows).mark_bar(color=colour, binSpacing=3).encode(x=x, y=y, tooltip=tooltip)
        for rows, colour in (
            (quebec, "var(--series-1)"),
            (canada, "var(--series-2)"),
        )
    ]
    mark = data.event("deal-in-force")
    date = "\n".join(mark.date.rsplit(" ", 1)) if view.narrow else mark.date
    words = f"{mark.words},\n{date}"
    deal = alt.Chart(pl.DataFrame({"day": [mark.day], "words": [words]})).encode(x="day:T")
    red = "var(--accent)"
    rule = deal.mark_rule(color=red, strokeWidth=1.25)
    words = deal.mark_text(
        align="left", baseline="top", dx=6, color=red, fontWeight=600, lineBreak="\n"
    ).encode(y=alt.value(0), text="words:N")
    shown = quebec if not view.narrow else quebec.tail(1)
    numbers = (
        alt.Chart(shown)
        .mark_text(align="left", baseline="bottom", dx=2, dy=-4)
        .encode(x="month:T", y="interceptions:Q", text=alt.Text("interceptions:Q", format=",d"))
    )
    where = view.words(en="in all\\nof Canada\\nin June", fr="dans tout\\nle Canada\\nen juin")
    june = (
        alt.Chart(canada.with_columns(middle=pl.col("month").dt.offset_by("15d")))
        .transform_calculate(words=f"format(datum.interceptions, ',d') + '\\n{where}'")
        .mark_text(baseline="top", dy=-70, lineBreak="\n")
        .encode(x="middle:T", y="interceptions:Q", text="words:N")
    )
    return alt.layer(rule, *bars, words, numbers, june).properties(
        height=240 if view.narrow else 300
    )
