import altair as alt


def chart(data, view):
    return alt.Chart(data["tides"]).mark_bar(color="var(--inc)").encode(x="hour:O", y="height:Q")
