"""``content/timeline.yaml``: dated events by id."""

from __future__ import annotations

from generator.diagnostics import Code
from generator.load.loading import Loading
from generator.model.timeline import Event

READS = ("content/timeline.yaml",)

CODES = (
    Code(
        "bad-event",
        means="An event of `content/timeline.yaml` has a faulty field, or stands out of order.",
        mend=(
            "Correct the field that is named. An event has its date, and its words in every "
            "language of the site; the file has the events in the order of their dates."
        ),
        example="spring-tide:\n  date: 2023-03-25\n  text: {en: It rose. …, fr: Elle monta. …}",
    ),
)


def load(loading: Loading) -> None:
    """Read the events, and report those that come before the one above them."""
    content = loading.content
    loading.define("timeline.yaml", "event", Event, content.events, code="bad-event")
    before = ""
    for id, event in content.events.items():
        if event.date < before:
            message = f"this event comes before the one above it ({before})"
            place = content.documents["event"].locate((id, "date"))
            loading.found.error(place, "bad-event", message, "move it up")
        before = event.date
