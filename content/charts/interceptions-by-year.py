"""Interceptions by year, Quebec's below and the rest of Canada's on top; one year has no total."""

import altair as alt
import polars as pl

QUEBEC = "var(--series-1)"
REST = "var(--series-2)"


def chart(data, view):
    years = (
        data["interceptions-annual"]
        .filter(pl.col("province").is_in(["QC", "CA"]))
        .pivot("province", index="year", values="interceptions")
        .with_columns(rest=pl.col("CA") - pl.col("QC"))
    )
    every = pl.DataFrame({"year": range(years["year"].min(), years["year"].max() + 1)})
    years = every.with_columns(pl.col("year").cast(years["year"].dtype)).join(
        years, on="year", how="left"
    )
    quebec = view.words(en="Quebec", fr="Québec")
    rest = view.words(en="Rest of Canada", fr="Reste du Canada")
    x = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(labelAngle=0, ticks=False),
        scale=alt.Scale(paddingInner=0.3, paddingOuter=0.1, domain=years["year"].to_list()),
    )
    base = alt.Chart(years.drop_nulls()).encode(
        x=x,
        tooltip=[
            alt.Tooltip("year:O", title=view.words(en="Year", fr="Année")),
            alt.Tooltip("QC:Q", title=quebec, format=",d"),
            alt.Tooltip("rest:Q", title=rest, format=",d"),
            alt.Tooltip("CA:Q", title="Canada", format=",d"),
        ],
    )
    scale = alt.Scale(domain=[0, 44000])
    below = base.mark_bar(color=QUEBEC).encode(y=alt.Y("QC:Q", axis=None, scale=scale))
    above = base.mark_bar(color=REST).encode(y=alt.Y("CA:Q"), y2="QC:Q")
    size = 11 if view.narrow else 13
    layers = [below, above]
    for column, name, colour, dy in (("rest", rest, REST, -20), ("QC", quebec, QUEBEC, -5)):
        text = base.encode(y="CA:Q").transform_calculate(name=f"'{name}'")
        style = {"baseline": "bottom", "color": colour, "dy": dy}
        layers.append(
            text.mark_text(fontSize=size, **style).encode(text=alt.Text(f"{column}:Q", format=",d"))
        )
        layers.append(
            text.transform_filter("datum.year == 2022")
            .mark_text(align="right", fontWeight=600, dx=-28, **style)
            .encode(text="name:N")
        )
    layers.append(
        alt.Chart(years.filter(pl.col("CA").is_null()))
        .mark_text(baseline="bottom", lineBreak="\n", color="var(--muted)", fontSize=size)
        .encode(
            x=x,
            y=alt.datum(3600 if view.narrow else 2600),
            text=alt.value(view.words(en="no total\nfound", fr="pas de\ntotal")),
        )
    )
    return alt.layer(*layers).properties(height=240 if view.narrow else 320)
