"""The height of the water through the day."""

import altair as alt


def chart(data, view):
    return (
        alt.Chart(data["tides"])
        .mark_bar()
        .encode(
            x=alt.X("hour:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("height:Q", title=None, axis=alt.Axis(tickCount=4)),
        )
        .properties(height=200)
    )
