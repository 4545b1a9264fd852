"""A map of four places, on which a degree is as long across as down."""

import altair as alt
import polars as pl

PLACES = {"A": (2, 8), "B": (7, 9), "C": (4, 3), "D": (9, 1)}


def chart(data, view):
    rows = pl.DataFrame(
        {
            "name": [view.words(en=f"Port {name}", fr=f"Le port {name}") for name in PLACES],
            "longitude": [across for across, _ in PLACES.values()],
            "latitude": [up for _, up in PLACES.values()],
        }
    )
    return (
        alt.Chart(rows)
        .mark_point(filled=True)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            tooltip=alt.Tooltip("name:N", title=view.words(en="Place", fr="Lieu")),
        )
        .project("equirectangular", scale=1500, center=[5, 5], translate=[view.width / 2, 120])
        .properties(height=240)
    )
