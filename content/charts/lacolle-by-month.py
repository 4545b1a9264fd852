"""Claims at Saint-Bernard-de-Lacolle, the months that were found; the others are shaded."""

import altair as alt
import polars as pl


def chart(data, view):
    reported = data["lacolle-claims"].select("month", "claims")
    first, last = reported["month"].min(), reported["month"].max()
    every = pl.DataFrame({"month": pl.date_range(first, last, "1mo", eager=True)}).with_columns(
        end=pl.col("month").dt.offset_by("1mo")
    )
    # One number for each run of months, at its highest: a phone has no room for all of them.
    months = every.join(reported, on="month", how="left").with_columns(
        run=pl.col("claims").is_null().cum_sum(), last=pl.col("month") == last
    )
    highest = months.drop_nulls().filter(pl.col("claims") == pl.col("claims").max().over("run"))
    ticks = every["month"].to_list()[:: 6 if view.narrow else 3]
    ticks = ticks[: 3 if view.narrow else 8]  # the words of the last have no room
    x = alt.X(
        "yearmonth(month):T",
        title=None,
        scale=alt.Scale(domain=[first, every["end"].max()]),
        axis=alt.Axis(
            values=ticks,
            labelAlign="left",
            zindex=1,
            labelOffset=-1,
            labelExpr="[timeFormat(datum.value, '%B'), timeFormat(datum.value, '%Y')]",
        ),
    )
    y = alt.Y(
        "claims:Q",
        title=None,
        axis=alt.Axis(values=[0, 1000, 2000, 3000], format=",d"),
        scale=alt.Scale(domain=[0, 3900]),
    )
    shade = "var(--wash)"
    missing = (
        alt.Chart(months.filter(pl.col("claims").is_null()))
        .mark_rect(color=shade, stroke=shade, strokeWidth=0.7)
        .encode(x="month:T", x2="end:T")
    )
    base = alt.Chart(months.drop_nulls())
    bars = base.mark_bar(color="var(--series-3)", binSpacing=2 if view.narrow else 4).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("month:T", title=view.words(en="Month", fr="Mois"), format="%B %Y"),
            alt.Tooltip("claims:Q", title=view.words(en="Claims", fr="Demandes"), format=",d"),
        ],
    )
    numbers = [
        alt.Chart(highest.filter(pl.col("last") == at_the_end))
        .mark_text(align=align, baseline="bottom", dx=dx, dy=-4)
        .encode(x=f"{edge}:T", y="claims:Q", text=alt.Text("claims:Q", format=",d"))
        for at_the_end, align, edge, dx in ((False, "left", "month", 1), (True, "right", "end", 0))
    ]
    note = (
        alt.Chart(months.head(1))
        .mark_text(align="left", baseline="top", dx=4, dy=4, lineBreak="\n", color="var(--muted)")
        .encode(
            x="month:T",
            y=alt.value(0),
            text=alt.value(
                view.words(en="Shaded: no figure\nwas found", fr="En grisé : aucun chiffre\ntrouvé")
            ),
        )
    )
    return alt.layer(missing, bars, *numbers, note).properties(height=240 if view.narrow else 300)
