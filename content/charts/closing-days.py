"""People at Roxham Road on the last day before the deal took effect and on the four days after."""

import altair as alt
import polars as pl


def chart(data, view):
    days = data["closing-days"].sort("day")
    if view.locale == "fr":
        words = [f"{day.day} mars" for day in days["day"]]
    else:
        words = [f"March {day.day}" for day in days["day"]]
    days = days.with_columns(name=pl.Series(words))
    base = alt.Chart(days).encode(
        x=alt.X(
            "name:O",
            title=None,
            sort=words,
            axis=alt.Axis(labelAngle=0, ticks=False),
            scale=alt.Scale(paddingInner=0.35, paddingOuter=0.15),
        ),
        y=alt.Y("people:Q", axis=None, scale=alt.Scale(domain=[0, 300])),
        tooltip=[
            alt.Tooltip("name:O", title=view.words(en="Day", fr="Jour")),
            alt.Tooltip("people:Q", title=view.words(en="People", fr="Personnes")),
        ],
    )
    bars = base.mark_bar().encode(
        color=alt.condition(
            "datum.phase == 'before'", alt.value("var(--series-1)"), alt.value("var(--series-2)")
        )
    )
    numbers = base.mark_text(baseline="bottom", dy=-5).encode(text=alt.Text("people:Q"))
    deal = (
        alt.Chart(days.filter(pl.col("phase") == "after").head(1))
        .mark_text(
            align="left",
            baseline="top",
            color="var(--accent)",
            fontWeight=600,
            lineBreak="\n",
            dx=-view.width / 14,
        )
        .encode(
            x=alt.X("name:O", sort=words),
            y=alt.value(0),
            text=alt.value(
                view.words(
                    en="The deal takes effect\nat 12:01 a.m. on March 25",
                    fr="L’accord prend effet\nle 25 mars à 0 h 01",
                )
            ),
        )
    )
    return alt.layer(bars, numbers, deal).properties(height=220 if view.narrow else 260)
