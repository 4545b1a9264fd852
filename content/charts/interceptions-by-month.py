"""Interceptions in Quebec by month, with the events that moved them; grey where unconfirmed."""

import datetime

import altair as alt
import polars as pl

# Each event that is marked: the height of its rule, its colour, and what stands between its words.
EVENTS = {
    "border-closed": (3900, "var(--muted)", "\n"),
    "limits-lifted": (4850, "var(--muted)", " "),
    "deal-in-force": (7400, "var(--accent)", " "),
}


def chart(data, view):
    months = (
        data["interceptions"]
        .filter(pl.col("province") == "QC", pl.col("month") <= datetime.date(2023, 4, 1))
        .select("month", "interceptions", sure=pl.col("status") != "recalled")
    )
    years = [datetime.date(year, 1, 1) for year in range(2017, 2024)]
    x = alt.X(
        "yearmonth(month):T",
        title=None,
        scale=alt.Scale(domain=[years[0], datetime.date(2024, 7, 1)]),
        axis=alt.Axis(format="%Y", values=years, labelAlign="left", labelOffset=-1),
    )
    y = alt.Y(
        "interceptions:Q",
        title=None,
        axis=alt.Axis(values=[0, 2000, 4000, 6000], format=",d"),
        scale=alt.Scale(domain=[0, 7400]),
    )
    pointed = alt.selection_point(on="pointerover", clear="pointerout", fields=["month"])
    bars = (
        alt.Chart(months)
        .mark_bar(binSpacing=0.6 if view.narrow else 1)
        .encode(
            x=x,
            y=y,
            color=alt.condition(
                "datum.sure", alt.value("var(--series-1)"), alt.value("var(--series-2)")
            ),
            opacity=alt.condition(pointed, alt.value(1), alt.value(0.45)),
            tooltip=[
                alt.Tooltip("month:T", title=view.words(en="Month", fr="Mois"), format="%B %Y"),
                alt.Tooltip("interceptions:Q", title="Interceptions", format=",d"),
            ],
        )
        .add_params(pointed)
    )
    marks = [
        {
            "day": mark.day,
            "words": f"{mark.words.replace(' ', between)},\n{mark.date}",
            "top": top,
            "colour": colour,
        }
        for mark, top, colour, between in (
            (data.event(name), *look) for name, look in EVENTS.items()
        )
    ]
    events = alt.Chart(pl.DataFrame(marks).with_columns(foot=0)).encode(
        x="day:T", y="top:Q", color=alt.Color("colour:N", scale=None)
    )
    rules = events.mark_rule(strokeWidth=1.25).encode(y2="foot:Q")
    labels = events.mark_text(
        align="right", baseline="top", dx=-5, lineBreak="\n", fontWeight=600
    ).encode(text="words:N")
    bar, month = view.width / 90, view.words(en=" in %B", fr=" en %B")
    told = [
        alt.Chart(months.filter(pl.col("month") == day))
        .transform_calculate(
            words=f"format(datum.interceptions, ',d') + timeFormat(datum.month, '{when}')"
        )
        .mark_text(align=align, baseline=baseline, dx=dx, dy=dy, lineBreak="\n")
        .encode(x="month:T", y="interceptions:Q", text="words:N")
        for day, when, align, baseline, dx, dy in (
            (datetime.date(2017, 8, 1), f"{month} %Y", "left", "top", bar + 3, 0),
            (
                datetime.date(2023, 1, 1),
                "" if view.narrow else f"{month} %Y",
                "right",
                "bottom",
                bar,
                -5,
            ),
            (datetime.date(2023, 4, 1), month.replace(" %", r"\n%"), "left", "top", bar + 3, -34),
        )
    ]
    return alt.layer(rules, bars, labels, *told).properties(height=250 if view.narrow else 320)
