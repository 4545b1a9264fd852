"""Claimants who had crossed irregularly, by citizenship: the leading countries of two periods."""

import altair as alt
import polars as pl

NAMES = {
    "Nigeria": {"en": "Nigeria", "fr": "Nigeria"},
    "Colombia": {"en": "Colombia", "fr": "Colombie"},
    "Democratic Republic of the Congo": {"en": "D.R. Congo", "fr": "R. D. Congo"},
    "Pakistan": {"en": "Pakistan", "fr": "Pakistan"},
    "United States": {"en": "United States", "fr": "États-Unis"},
    "Haiti": {"en": "Haiti", "fr": "Haïti"},
    "Turkey": {"en": "Turkey", "fr": "Turquie"},
    "Chile": {"en": "Chile", "fr": "Chili"},
}
HEADS = {
    "2018-11-21": {
        "en": "Before the closure: Nov. 2018 to Sept. 2019",
        "fr": "Avant la fermeture : nov. 2018 à sept. 2019",
    },
    "2021-11-21": {
        "en": "After it ended: Nov. 2021 to Sept. 2022",
        "fr": "Après : nov. 2021 à sept. 2022",
    },
}
STEP, GUTTER = 25, 100


def chart(data, view):
    rows, heads, place = [], [], 0
    shares = data["nationality-share"].sort(
        ["period_start", "share_percent"], descending=[False, True], maintain_order=True
    )
    for (start,), period in shares.group_by(["period_start"], maintain_order=True):
        heads.append({"place": place, "words": view.words(**HEADS[start.isoformat()])})
        for country, share in period.select("citizenship", "share_percent").iter_rows():
            place += 1
            name = view.words(**NAMES[country])
            rows.append({"place": place, "name": name, "share": share, "late": len(heads) > 1})
        place += 1.6
    y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[-0.5, place - 0.9], reverse=True))
    percent = view.words(en="%", fr="\u00a0%")
    base = (
        alt.Chart(pl.DataFrame(rows))
        .transform_calculate(figure=f"datum.share + '{percent}'")
        .encode(y=y)
    )
    x = alt.X(
        "share:Q",
        axis=None,
        scale=alt.Scale(domain=[0, 30], range=[GUTTER, view.width - 30]),
    )
    bars = base.mark_bar(size=17, orient="horizontal").encode(
        x=x,
        color=alt.condition(
            "datum.late",
            alt.value("var(--series-3)"),
            alt.value("var(--series-2)"),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=view.words(en="Citizenship", fr="Citoyenneté")),
            alt.Tooltip("share:Q", title=view.words(en="Share (%)", fr="Part (%)")),
        ],
    )
    names = base.mark_text(align="left").encode(x=alt.value(0), text="name:N")
    numbers = base.mark_text(align="left", dx=6).encode(x="share:Q", text="figure:N")
    titles = (
        alt.Chart(pl.DataFrame(heads))
        .mark_text(align="left", fontWeight=600)
        .encode(y=y, x=alt.value(0), text="words:N")
    )
    return alt.layer(bars, names, numbers, titles).properties(height=STEP * place)
