"""Claims by way of arrival in 2022 and in 2023: an arrow for each way."""

import altair as alt
import polars as pl

NAMES = {
    "irregular": {"en": "Between official crossings", "fr": "Entre les postes frontaliers"},
    "inland": {"en": "At an office inside Canada", "fr": "Dans un bureau à l’intérieur du pays"},
    "airport": {"en": "At an airport", "fr": "À un aéroport"},
    "land port of entry": {
        "en": "At an official land crossing",
        "fr": "À un poste frontalier terrestre",
    },
}
FELL, ROSE = "var(--series-1)", "var(--series-3)"


def chart(data, view):
    ways = (
        data["claims-by-mode"]
        .filter(pl.col("year").is_in([2022, 2023]), pl.col("mode_of_entry").is_in(list(NAMES)))
        .pivot("year", index="mode_of_entry", values="claims")
        .rename({"2022": "before", "2023": "after"})
        .with_columns(
            name=pl.col("mode_of_entry").replace_strict(
                {way: view.words(**names) for way, names in NAMES.items()}
            ),
            fell=pl.col("after") < pl.col("before"),
        )
        .with_columns(colour=pl.when("fell").then(pl.lit(FELL)).otherwise(pl.lit(ROSE)))
    )
    order = [view.words(**names) for names in NAMES.values()]
    base = alt.Chart(ways).encode(
        y=alt.Y("name:N", sort=order, axis=None, scale=alt.Scale(padding=0)),
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title=view.words(en="Way of arrival", fr="Mode d’arrivée")),
            alt.Tooltip("before:Q", title="2022", format=",d"),
            alt.Tooltip("after:Q", title="2023", format=",d"),
        ],
    )
    x = alt.X("before:Q", axis=None, scale=alt.Scale(domain=[-11000, 84000]))
    shafts = base.mark_rule(strokeWidth=2.5).encode(x=x, x2="after:Q")
    tails = base.mark_point(fill="var(--paper)", size=70, strokeWidth=2.5, opacity=1).encode(x=x)
    heads = [
        base.transform_filter(condition)
        .mark_point(shape=shape, filled=True, size=130, opacity=1)
        .encode(x="after:Q")
        for condition, shape in (("datum.fell", "triangle-left"), ("!datum.fell", "triangle-right"))
    ]
    ink = alt.value("var(--ink)")
    names = base.mark_text(align="left", baseline="bottom", dy=-12, fontWeight=600).encode(
        x=alt.value(0), text="name:N", color=ink
    )
    numbers = [
        base.transform_filter(f"datum.fell == {str(fell).lower()}")
        .mark_text(align=align, dx=12 if align == "left" else -12)
        .encode(x=f"{end}:Q", text=alt.Text(f"{end}:Q", format=",d"), color=ink)
        for end, fell, align in (
            ("before", False, "right"),
            ("after", False, "left"),
            ("before", True, "left"),
            ("after", True, "right"),
        )
    ]
    years = [
        base.transform_filter("datum.fell")
        .transform_calculate(year=f"'{year}'")
        .mark_text(baseline="top", dy=10)
        .encode(x=f"{end}:Q", text="year:N", color=alt.value("var(--muted)"))
        for end, year in (("before", 2022), ("after", 2023))
    ]
    return alt.layer(shafts, tails, *heads, names, *numbers, *years).properties(
        height=4 * (66 if view.narrow else 64)
    )
