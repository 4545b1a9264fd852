import altair as alt


def chart(data, view):
    return alt.Chart(data["tides"]).mark_bar().encode(x="hour:O", y=alt.Y("heigth:Q"))
