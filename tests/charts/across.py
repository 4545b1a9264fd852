"""A bar across for each hour, cut in two, with a tooltip of its own."""

import altair as alt
import polars as pl


def chart(data, view):
    names = view.words(en="Sea,Lake", fr="Mer,Lac").split(",")
    rows = pl.concat(
        data["tides"].with_columns(water=pl.lit(name), height=pl.col("height") / part)
        for part, name in enumerate(names, start=1)
    )
    return (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            y=alt.Y("hour:O", title=None),
            x=alt.X("height:Q", title=None),
            color=alt.Color("water:N", legend=None),
            tooltip=["hour", "water", alt.Tooltip("height", format=".2f")],
        )
        .properties(height=260)
    )
