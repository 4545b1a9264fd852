import altair as alt


def chart(data, view):
    rows = data["tides"]
    return alt.Chart(rows["depth"]).mark_bar()
