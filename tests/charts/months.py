"""A column for each month from the start of a year, and a number above each."""

import datetime

import altair as alt
import polars as pl


def chart(data, view):
    months = [datetime.date(2024, month, 1) for month in range(1, 9)]
    rows = data["tides"].with_columns(month=pl.Series(months))
    base = alt.Chart(rows).encode(
        x=alt.X("yearmonth(month):T", title=view.words(en="Month", fr="Mois")),
        y=alt.Y("height:Q", title=None),
    )
    return alt.layer(base.mark_bar(), base.mark_text(dy=-6).encode(text="height:Q")).properties(
        height=200
    )
