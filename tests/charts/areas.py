"""Two areas, one on the other, over a scale whose ends are known: the water, and half of it."""

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
        .mark_area()
        .encode(
            x=alt.X("hour:Q", title=None, scale=alt.Scale(domain=[0, 21], nice=False)),
            y=alt.Y("height:Q", title=None),
            color=alt.Color("water:N", title=view.words(en="Water", fr="Eau"), legend=None),
        )
        .properties(height=200)
    )
