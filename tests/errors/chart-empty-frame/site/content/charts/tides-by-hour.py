import altair as alt
import polars as pl


def chart(data, view):
    frame = data["tides"].filter(pl.col("hour") > 99)
    return alt.Chart(frame).mark_bar().encode(x="hour:O", y="height:Q")
