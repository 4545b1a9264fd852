"""The last months before the deal."""

import altair as alt
import polars as pl


def chart(data, view):
    months = data["interceptions"].filter(pl.col("province") == "QC")
    return (
        alt.Chart(months)
        .mark_bar(width=12)
        .encode(x=alt.X("month:T", axis=alt.Axis(format="%b %Y")), y="interceptions:Q")
        .properties(height=120)
    )
