"""Where Roxham Road is: the border, the port of entry beside it, Montreal and Plattsburgh."""

import math

import altair as alt
import polars as pl

# How each place is named: its words, on which side of its mark, how far off.
PLACES = {
    "montreal": {"en": "Montreal", "fr": "Montréal", "align": "left", "dx": 9, "dy": 0},
    "plattsburgh": {"en": "Plattsburgh", "fr": "Plattsburgh", "align": "right", "dx": -9, "dy": 0},
    "roxham-road": {
        "en": "Roxham Road",
        "fr": "Chemin Roxham",
        "align": "right",
        "dx": -10,
        "dy": -11,
    },
    "lacolle": {
        "en": "Saint-Bernard-\nde-Lacolle,\nport of entry",
        "fr": "Saint-Bernard-\nde-Lacolle,\nposte frontalier",
        "align": "left",
        "dx": 9,
        "dy": -40,
    },
}
AREAS = [
    {"en": "Quebec", "fr": "Québec", "longitude": -73.93, "latitude": 45.2},
    {"en": "New York", "fr": "New York", "longitude": -73.93, "latitude": 44.8},
    {"en": "Vermont", "fr": "Vermont", "longitude": -73.06, "latitude": 44.8},
]
KM_PER_DEGREE = 111.32  # of latitude; of longitude, times the cosine


def common_line(features, along):
    """Return the line that two outlines share, its points in order along a coordinate."""
    points = []
    for feature in features:
        shape = feature["geometry"]
        polygons = (
            shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        )
        points.append({tuple(point) for rings in polygons for point in rings[0]})
    shared = sorted(set.intersection(*points), key=lambda point: point[along])
    return alt.Data(values=[{"type": "LineString", "coordinates": shared}])


def chart(data, view):
    height = 390 if view.narrow else 430
    projection = {
        "type": "mercator",
        "center": [-73.5, 45.09],
        "scale": 15000 if view.narrow else 17500,
        "translate": [view.width / 2, height / 2],
    }
    countries = data.outline("border-region-countries")["features"]
    states = [
        state
        for state in data.outline("border-region-states")["features"]
        if state["properties"]["name"] in ("New York", "Vermont")
    ]
    land = alt.Chart(alt.Data(values=countries)).mark_geoshape(fill="var(--wash)", clip=True)
    state_line = alt.Chart(common_line(states, 1)).mark_geoshape(
        fill=None, stroke="var(--muted)", strokeDash=[2, 3], clip=True
    )
    border = alt.Chart(common_line(countries, 0)).mark_geoshape(
        fill=None, stroke="var(--accent)", strokeWidth=2, clip=True
    )
    places = data["places"].filter(pl.col("id").is_in(list(PLACES)))
    marks = alt.Chart(places).encode(longitude="longitude:Q", latitude="latitude:Q")
    layers = [land, state_line, border]
    for id, place in PLACES.items():
        one = marks.transform_filter(f"datum.id == '{id}'")
        key = id in ("roxham-road", "lacolle")
        layers.append(
            one.mark_point(
                shape="square" if id == "lacolle" else "circle",
                filled=True,
                opacity=1,
                size=60 if key else 40,
                color="var(--ink)",
            ).encode(
                tooltip=alt.Tooltip(
                    view.words(en="name_en:N", fr="name_fr:N"),
                    title=view.words(en="Place", fr="Lieu"),
                )
            )
        )
        layers.append(
            one.mark_text(
                align=place["align"],
                dx=place["dx"],
                dy=place["dy"],
                lineBreak="\n",
                fontWeight=600 if key else 400,
            ).encode(text=alt.value(view.words(en=place["en"], fr=place["fr"])))
        )
    layers.append(
        alt.Chart(pl.DataFrame({"longitude": [-72.92], "latitude": [45.006]}))
        .mark_text(align="right", baseline="top", dy=7, fontWeight=600, color="var(--accent)")
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            text=alt.value(view.words(en="Border", fr="Frontière")),
        )
    )
    areas = alt.Chart(
        pl.DataFrame(
            [{**area, "words": view.words(en=area["en"], fr=area["fr"]).upper()} for area in AREAS]
        )
    )
    layers.append(
        areas.mark_text(color="var(--muted)").encode(
            longitude="longitude:Q", latitude="latitude:Q", text="words:N"
        )
    )
    west, south = (-74.04, 44.6) if view.narrow else (-74.2, 44.66)
    bar = pl.DataFrame(
        {
            "west": [west],
            "east": [west + 20 / (KM_PER_DEGREE * math.cos(math.radians(south)))],
            "south": [south],
        }
    )
    scale = alt.Chart(bar).encode(longitude="west:Q", latitude="south:Q")
    layers.append(scale.mark_rule(strokeWidth=2).encode(longitude2="east:Q", latitude2="south:Q"))
    layers.append(
        scale.mark_text(align="left", baseline="bottom", dy=-5).encode(text=alt.value("20\u00a0km"))
    )
    return alt.layer(*(layer.project(**projection) for layer in layers)).properties(height=height)
