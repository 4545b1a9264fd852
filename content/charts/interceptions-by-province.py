"""Interceptions by province in three years, on one scale: small multiples with their numbers."""

import altair as alt
import polars as pl

YEARS = (2018, 2019, 2022)
PROVINCES = {
    "QC": {"en": "Quebec", "fr": "Québec"},
    "BC": {"en": "British Columbia", "fr": "Colombie-Britannique"},
    "MB": {"en": "Manitoba", "fr": "Manitoba"},
    "other": {"en": "Other provinces", "fr": "Autres provinces"},
}
QUEBEC, REST = "var(--series-1)", "var(--series-2)"
STEP = 20  # a row's height, where the bars lie


def chart(data, view):
    rows = data["interceptions-annual"].filter(
        pl.col("year").is_in(YEARS), pl.col("province").is_in(list(PROVINCES))
    )
    panels = pl.DataFrame(
        {
            "province": list(PROVINCES),
            "panel": range(len(PROVINCES)),
            "name": [view.words(**words) for words in PROVINCES.values()],
        }
    )
    years = pl.DataFrame({"year": YEARS, "bar": range(len(YEARS))})
    rows = rows.join(panels, on="province").join(
        years.with_columns(pl.col("year").cast(rows["year"].dtype)), on="year"
    )
    rows = rows.sort("panel", "bar")
    return lying(rows, panels, view) if view.narrow else standing(rows, panels, view)


def told(view):
    """Return what each bar says."""
    return [
        alt.Tooltip("name:N", title="Province"),
        alt.Tooltip("year:O", title=view.words(en="Year", fr="Année")),
        alt.Tooltip(
            "interceptions:Q", title=view.words(en="Interceptions", fr="Interceptions"), format=",d"
        ),
    ]


def coloured():
    """Return the colour of bars: Quebec's, and the others'."""
    return alt.condition("datum.province == 'QC'", alt.value(QUEBEC), alt.value(REST))


def standing(rows, panels, view):
    """Return the panels beside one another, with columns."""
    across, gap = view.width / len(PROVINCES), 24
    bar = (across - gap) / len(YEARS)
    x = pl.col("panel") * across
    rows = rows.with_columns(place=x + (pl.col("bar") + 0.5) * bar)
    panels = panels.with_columns(place=x, end=x + across - gap)
    places = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0, view.width], nice=False))
    y = alt.Y("interceptions:Q", axis=None, scale=alt.Scale(domain=[0, 40000]))
    base = alt.Chart(rows).encode(x=places, y=y)
    bars = base.mark_bar(size=bar - 8).encode(color=coloured(), tooltip=told(view))
    numbers = base.mark_text(baseline="bottom", dy=-4).encode(
        text=alt.Text("interceptions:Q", format=",d")
    )
    under = base.mark_text(baseline="top", dy=7, color="var(--muted)").encode(
        y=alt.datum(0), text="year:O"
    )
    feet = alt.Chart(panels).mark_rule().encode(x=places, x2="end:Q", y=alt.datum(0))
    names = (
        alt.Chart(panels)
        .mark_text(align="left", baseline="top", fontWeight=600)
        .encode(x=places, y=alt.value(-30), text="name:N")
    )
    return alt.layer(bars, numbers, under, feet, names).properties(height=250)


def lying(rows, panels, view):
    """Return the panels below one another, with bars."""
    every = len(YEARS) + 2
    rows = rows.with_columns(place=pl.col("panel") * every + pl.col("bar") + 1)
    panels = panels.with_columns(
        place=pl.col("panel") * every,
        top=pl.col("panel") * every + 0.5,
        end=pl.col("panel") * every + 3.5,
    )
    last = len(PROVINCES) * every - 0.9
    scale = alt.Scale(domain=[-0.5, last], reverse=True)
    y = alt.Y("place:Q", axis=None, scale=scale)
    foot = 44
    x = alt.X(
        "interceptions:Q",
        axis=None,
        scale=alt.Scale(domain=[0, 40000], range=[foot, view.width - 50]),
    )
    base = alt.Chart(rows).encode(x=x, y=y)
    bars = base.mark_bar(size=15, orient="horizontal").encode(color=coloured(), tooltip=told(view))
    numbers = base.mark_text(align="left", dx=6).encode(
        text=alt.Text("interceptions:Q", format=",d")
    )
    before = base.mark_text(align="left", color="var(--muted)").encode(
        x=alt.value(0), text="year:O"
    )
    feet = (
        alt.Chart(panels)
        .mark_rule()
        .encode(x=alt.value(foot), y=alt.Y("top:Q", axis=None, scale=scale), y2="end:Q")
    )
    names = (
        alt.Chart(panels)
        .mark_text(align="left", fontWeight=600)
        .encode(y=y, x=alt.value(0), text="name:N")
    )
    return alt.layer(bars, numbers, before, feet, names).properties(height=STEP * (last + 0.5))
