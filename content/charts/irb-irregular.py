"""What had become, by June 2019, of the claims that the Board had received."""

import altair as alt
import polars as pl

NAMES = {
    "referred": {"en": "Received", "fr": "Reçues"},
    "pending": {"en": "Pending", "fr": "En attente"},
    "accepted": {"en": "Accepted", "fr": "Acceptées"},
    "rejected": {"en": "Rejected", "fr": "Rejetées"},
}
GUTTER = 80


def chart(data, view):
    claims = data["irb-irregular"].filter(pl.col("country") == "all")
    claims = claims.with_columns(
        name=pl.col("measure").replace_strict({k: names[view.locale] for k, names in NAMES.items()})
    )
    base = alt.Chart(claims).encode(
        y=alt.Y(
            "name:N",
            axis=None,
            sort=[names[view.locale] for names in NAMES.values()],
            scale=alt.Scale(paddingInner=0.35, paddingOuter=0.1),
        )
    )
    bars = base.mark_bar().encode(
        x=alt.X(
            "claims:Q",
            axis=None,
            scale=alt.Scale(domain=[0, 46000], range=[GUTTER, view.width - 52]),
        ),
        color=alt.condition(
            "datum.measure == 'referred'",
            alt.value("var(--series-2)"),
            alt.value("var(--series-3)"),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=view.words(en="Outcome", fr="Issue")),
            alt.Tooltip("claims:Q", title=view.words(en="Claims", fr="Demandes"), format=",d"),
        ],
    )
    names = base.mark_text(align="left").encode(x=alt.value(0), text="name:N")
    numbers = base.mark_text(align="left", dx=6).encode(
        x="claims:Q", text=alt.Text("claims:Q", format=",d")
    )
    return alt.layer(bars, names, numbers).properties(height=4 * 30)
