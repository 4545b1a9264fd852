"""The three periods of the rules on one time line: where each rule reaches, and since when."""

import datetime

import altair as alt
import polars as pl

# Each lane's words, by the event that its rule begins with: where, then what, broken for a phone.
WORDS = {
    "stca-in-force": {
        "en": ("At official land crossings", "The agreement has applied\nsince {date}"),
        "fr": (
            "Aux postes frontaliers terrestres",
            "L’Entente s’applique\ndepuis le {date}",
        ),
    },
    "deal-in-force": {
        "en": (
            "Between official crossings",
            ("The agreement has applied since\n{date}, to claims less\nthan 14 days after entry"),
        ),
        "fr": (
            "Entre les postes frontaliers",
            (
                "L’Entente s’applique depuis le\n{date} aux demandes présentées\n"
                "moins de 14 jours après l’entrée"
            ),
        ),
    },
    "bill-c-2": {
        "en": (
            "Between crossings, 14 days or more",
            "Under another law, claims since\n{date}, are not passed on\nto the Board",
        ),
        "fr": (
            "Entre les postes, 14 jours ou plus",
            (
                "Selon une autre loi, depuis\nle {date}, la demande n’est\n"
                "pas transmise à la Commission"
            ),
        ),
    },
}
FIRST, LAST, END = (datetime.date(*day) for day in ((2004, 1, 1), (2027, 6, 1), (2028, 3, 1)))


def chart(data, view):
    lane, bar = (112, 92) if view.narrow else (98, 76)
    rules = data["rule-periods"].with_row_index("lane")
    first = {data.event(name).day: name for name in WORDS}
    names = [first[day] for day in rules["start"]]
    words = [
        (where, rest.format(date=data.event(name).date))
        for name in names
        for where, rest in (view.words(**WORDS[name]),)
    ]
    rules = rules.with_columns(
        first=pl.lit(FIRST),
        last=pl.lit(LAST),
        head=pl.col("lane") * lane + 8,
        foot=pl.col("lane") * lane + bar,
        name=pl.Series([name for name, _ in words]),
        words=pl.Series([rest if view.narrow else rest.replace("\n", " ", 1) for _, rest in words]),
    )
    height = lane * rules.height
    years = [datetime.date(year, 1, 1) for year in (2005, 2010, 2015, 2020, 2025)]
    x = alt.X(
        "last:T",
        title=None,
        scale=alt.Scale(domain=[FIRST, END]),
        axis=alt.Axis(format="%Y", values=years),
    )
    y = alt.Y("foot:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    base = alt.Chart(rules).encode(
        y=y,
        color=alt.condition(
            "datum.rule == 'agreement'",
            alt.value("var(--ink)"),
            alt.value("var(--series-4)"),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=view.words(en="Where", fr="Où")),
            alt.Tooltip("words:N", title=view.words(en="Rule", fr="Règle")),
        ],
    )
    lanes = (
        alt.Chart(rules)
        .mark_rule(color="var(--grid)", strokeWidth=2)
        .encode(x="first:T", x2="last:T", y=y)
    )
    bars = base.mark_rule(strokeWidth=9).encode(x="start:T", x2="last:T")
    tips = base.mark_point(shape="triangle-right", filled=True, opacity=1, size=260).encode(x=x)
    texts = alt.Chart(rules).encode(x=alt.value(0), y="head:Q")
    names = texts.mark_text(align="left", baseline="top", fontWeight=600).encode(text="name:N")
    said = texts.mark_text(align="left", baseline="top", dy=19, lineBreak="\n").encode(
        text="words:N"
    )
    red = "var(--accent)"
    mark = data.event("deal-in-force")
    deal = alt.Chart(pl.DataFrame({"start": [mark.day]})).encode(x="start:T")
    line = deal.mark_rule(color=red, strokeWidth=1.5)
    label = deal.mark_text(align="left", baseline="top", dx=5, color=red, fontWeight=600).encode(
        y=alt.value(0), text=alt.value(mark.words)
    )
    return alt.layer(lanes, bars, tips, line, label, names, said).properties(height=height)
