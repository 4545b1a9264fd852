"""U.S. Border Patrol apprehensions in the Swanton sector, by fiscal year: people going south."""

import altair as alt
import polars as pl


def chart(data, view):
    years = (
        data["us-border-patrol"]
        .filter(pl.col("span") == "fiscal year")
        .sort("period_end")
        .with_columns(
            year=pl.col("period_end").dt.year(),
            start=pl.col("period_start").dt.year(),
            more=pl.col("precision") == "approx",
        )
    )
    link = "\u2011" if view.locale == "fr" else "–"
    plus = view.words(en="over ", fr="plus de ")
    years = years.with_columns(
        name=pl.format("{}" + link + "{}", "start", pl.col("year").cast(pl.String).str.slice(2)),
        plus=pl.when("more").then(pl.lit(plus)).otherwise(pl.lit("")),
    )
    base = (
        alt.Chart(years)
        .transform_calculate(words="datum.plus + format(datum.apprehensions, ',d')")
        .encode(
            x=alt.X(
                "name:O",
                title=None,
                axis=alt.Axis(labelAngle=0, ticks=False),
                scale=alt.Scale(paddingInner=0.35, paddingOuter=0.15),
            ),
            y=alt.Y("apprehensions:Q", axis=None, scale=alt.Scale(domain=[0, 21500])),
            tooltip=[
                alt.Tooltip("name:O", title=view.words(en="Fiscal year", fr="Exercice")),
                alt.Tooltip(
                    "apprehensions:Q",
                    title=view.words(en="Apprehensions", fr="Interpellations"),
                    format=",d",
                ),
            ],
        )
    )
    bars = base.mark_bar(color="var(--series-4)")
    numbers = base.mark_text(baseline="bottom", dy=-5, fontSize=11 if view.narrow else 13).encode(
        text="words:N"
    )
    return alt.layer(bars, numbers).properties(height=230 if view.narrow else 280)
