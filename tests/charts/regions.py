"""A map of two square regions, coloured by a number."""

import altair as alt


def square(name, west, height):
    ring = [[west, 0], [west, 2], [west + 2, 2], [west + 2, 0], [west, 0]]
    return {
        "type": "Feature",
        "properties": {"name": name, "height": height},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def chart(data, view):
    first, second = data["tides"]["height"].to_list()[:2]
    return (
        alt.Chart(alt.Data(values=[square("A", 0, first), square("B", 6, second)]))
        .mark_geoshape()
        .encode(
            color=alt.Color("properties.height:Q", legend=None),
            tooltip=[
                alt.Tooltip("properties.name:N", title=view.words(en="Region", fr="Région")),
                alt.Tooltip("properties.height:Q", title=view.words(en="Height", fr="Hauteur")),
            ],
        )
        .properties(height=120)
    )
