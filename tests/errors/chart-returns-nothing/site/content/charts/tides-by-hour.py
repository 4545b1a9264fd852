import altair as alt


def chart(data, view):
    alt.Chart(data["tides"]).mark_bar()
