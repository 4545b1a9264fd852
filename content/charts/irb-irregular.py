"""What had become, by September 2022, of each country's irregular claims: a bar, cut in four."""

import datetime

import altair as alt
import polars as pl

END = datetime.date(2022, 9, 30)
NAMES = {
    "Nigeria": "Nigeria",
    "Haiti": "Haïti",
    "Colombia": "Colombie",
    "Turkey": "Turquie",
    "Pakistan": "Pakistan",
    "Democratic Republic of the Congo": "R. D. du Congo",
    "Sudan": "Soudan",
    "Angola": "Angola",
    "Yemen": "Yémen",
    "Eritrea": "Érythrée",
}
ENGLISH = {"Democratic Republic of the Congo": "D.R. Congo"}
# Each part: its words, its colour.
PARTS = {
    "accepted": ({"en": "Accepted", "fr": "Acceptées"}, "var(--series-3)"),
    "rejected": ({"en": "Rejected", "fr": "Rejetées"}, "var(--series-1)"),
    "other": ({"en": "Ended otherwise", "fr": "Autre issue"}, "var(--series-2)"),
    "pending": ({"en": "Waiting", "fr": "En attente"}, "var(--grid)"),
}
STEP, GUTTER, HEAD = 27, 108, 1.3


def chart(data, view):
    countries = (
        data["irb-irregular"]
        .filter(pl.col("period_end") == END, pl.col("country").is_in(list(NAMES)))
        .pivot("measure", index="country", values="claims")
        .with_columns(pl.col("rejected").fill_null(0))
        .with_columns(other=pl.col("finalized") - pl.col("accepted") - pl.col("rejected"))
        .sort("referred", descending=True)
        .with_row_index("place")
    )
    rows = []
    for country in countries.iter_rows(named=True):
        left = 0
        named = NAMES[country["country"]] if view.locale == "fr" else country["country"]
        for part, (words, colour) in PARTS.items():
            rows.append(
                {
                    "place": country["place"] + HEAD,
                    "name": named if view.locale == "fr" else ENGLISH.get(named, named),
                    "part": view.words(**words),
                    "claims": country[part],
                    "total": country["referred"],
                    "left": left,
                    "right": left + country[part],
                    "colour": colour,
                    "first": part == "accepted",
                    "last": part == "pending",
                }
            )
            left += country[part]
    y = alt.Y(
        "place:Q",
        axis=None,
        scale=alt.Scale(domain=[-0.4, len(NAMES) + HEAD - 0.4], reverse=True, nice=False),
    )
    scale = alt.Scale(domain=[0, 17000], range=[GUTTER, view.width - 52], nice=False)
    base = alt.Chart(pl.DataFrame(rows)).encode(y=y)
    bars = base.mark_bar(size=17, orient="horizontal").encode(
        x=alt.X("left:Q", axis=None, scale=scale),
        x2="right:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title=view.words(en="Country", fr="Pays")),
            alt.Tooltip("part:N", title=view.words(en="Outcome", fr="Issue")),
            alt.Tooltip("claims:Q", title=view.words(en="Claims", fr="Demandes"), format=",d"),
        ],
    )
    names = (
        base.transform_filter("datum.first")
        .mark_text(align="left")
        .encode(x=alt.value(0), text="name:N")
    )
    totals = (
        base.transform_filter("datum.last")
        .mark_text(align="left", dx=6)
        .encode(x="right:Q", text=alt.Text("total:Q", format=",d"))
    )
    columns = 2 if view.narrow else 4
    width = view.width / columns
    key = pl.DataFrame(
        [
            {
                "x": (number % columns) * width,
                "y": 6 + 20 * (number // columns),
                "words": view.words(**words),
                "colour": colour,
            }
            for number, (words, colour) in enumerate(PARTS.values())
        ]
    )
    keys = alt.Chart(key).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, view.width], range=[0, view.width])),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 46], range=[0, 46], nice=False)),
    )
    squares = keys.mark_point(shape="square", filled=True, size=130, opacity=1).encode(
        color=alt.Color("colour:N", scale=None), xOffset=alt.value(7)
    )
    words = keys.mark_text(align="left", dx=18).encode(text="words:N")
    height = STEP * (len(NAMES) + HEAD)
    return (
        alt.layer(alt.layer(bars, names, totals), alt.layer(squares, words))
        .resolve_scale(x="independent", y="independent")
        .properties(height=height)
    )
