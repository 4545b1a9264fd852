"""Quebec's share of Canada's interceptions, in the months for which both are confirmed."""

import datetime

import altair as alt
import polars as pl


def chart(data, view):
    shares = (
        data["interceptions"]
        .filter(pl.col("status") != "recalled")
        .pivot("province", index="month", values="interceptions")
        .filter(pl.col("QC").is_not_null(), pl.col("CA").is_not_null())
        .sort("month")
        .with_columns(share=100 * pl.col("QC") / pl.col("CA"))
        .with_columns(gap=pl.col("month").diff().dt.total_days().fill_null(0) > 31)
        .with_columns(run=pl.col("gap").cum_sum())
    )
    percent, link = view.words(en="%", fr="\u00a0%"), view.words(en="in", fr="en")
    years = [datetime.date(year, 1, 1) for year in range(2017, 2024)]
    x = alt.X(
        "month:T",
        title=None,
        scale=alt.Scale(domain=[years[0], datetime.date(2024, 1, 1)]),
        axis=alt.Axis(format="%Y", values=years, labelAlign="left", labelOffset=-1),
    )
    y = alt.Y(
        "share:Q",
        title=None,
        axis=alt.Axis(values=[0, 25, 50, 75, 100], labelExpr=f"datum.value + '{percent}'"),
        scale=alt.Scale(domain=[0, 100]),
    )
    base = alt.Chart(shares).encode(x=x, y=y)
    colour = "var(--series-1)"
    line = base.mark_line(color=colour, strokeWidth=2).encode(detail="run:N")
    points = base.mark_point(
        color=colour, filled=True, opacity=1, size=14 if view.narrow else 24
    ).encode(
        tooltip=[
            alt.Tooltip("month:T", title=view.words(en="Month", fr="Mois"), format="%B %Y"),
            alt.Tooltip("share:Q", title=view.words(en="Share (%)", fr="Part (%)"), format=".1f"),
            alt.Tooltip("QC:Q", title=view.words(en="Quebec", fr="Québec"), format=",d"),
            alt.Tooltip("CA:Q", title="Canada", format=",d"),
        ]
    )
    low = (
        alt.Chart(shares.sort("share").head(1))
        .transform_calculate(
            words=f"format(datum.share, '.0f') + '{percent} {link}\\n'"
            " + timeFormat(datum.month, '%B %Y')"
        )
        .mark_text(align="left", baseline="top", dx=-6, dy=9, lineBreak="\n")
        .encode(x="month:T", y="share:Q", text="words:N")
    )
    gap = (
        alt.Chart(pl.DataFrame({"month": [datetime.date(2020, 10, 1)], "share": [72]}))
        .mark_text(baseline="top", lineBreak="\n", color="var(--muted)")
        .encode(
            x="month:T",
            y="share:Q",
            text=alt.value(
                view.words(
                    en="No confirmed\nmonthly figures for\nall of Canada",
                    fr="Aucun chiffre mensuel\nconfirmé pour\nl’ensemble du Canada",
                )
            ),
        )
    )
    mark = data.event("deal-in-force")
    deal = alt.Chart(pl.DataFrame({"month": [mark.day]})).encode(x="month:T")
    red = "var(--accent)"
    rule = deal.mark_rule(color=red, strokeWidth=1.25)
    words = deal.mark_text(
        align="right", baseline="top", dx=-5, color=red, fontWeight=600, lineBreak="\n"
    ).encode(y=alt.datum(21), text=alt.value(f"{mark.words},\n{mark.date}"))
    return alt.layer(rule, line, points, low, gap, words).properties(
        height=230 if view.narrow else 290
    )
