""":::{timeline}, dated events: a list whose items begin ``2023-03-25: ``, or those of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.bullets import items
from generator.components.specification import Body, Directive, Option, Shown, listed
from generator.diagnostics import Code, Diagnostic
from generator.language.format import date
from generator.model.written import no_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token
    from markupsafe import Markup

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale
    from generator.model.timeline import Event

CODES = (
    Code(
        "timeline-order",
        means="An event of a timeline comes before the one above it.",
        mend="Put the events in the order of their dates.",
        example="- 2004: First\n- 2023-03-25: Then",
    ),
)

# The colon may have been given its no-break space.
DATED = re.compile(
    r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)[\u00a0\u202f]?:\s+"
)
NUMBERS = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?(?=[\s:])")


class EventView(Struct, frozen=True):
    """An event: its date in ISO form and in words, and what happened."""

    date: str
    date_text: str
    body: Markup


def _first_text(item: list[Token]) -> Token | None:
    inline = next((token for token in item if token.type == "inline"), None)
    children = (inline.children if inline else None) or []
    return next((child for child in children if child.type == "text"), None)


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Report events without a date, or out of order."""
    before = ""
    for item in items(use.tokens):
        text = _first_text(item)
        match = DATED.match(text.content) if text else None
        line = item[0].map[0] if item and item[0].map else 0
        if match is None or no_day(match[1]):
            message, hint = "this event has no date", "begin it with one and a colon: 2023-03-25: …"
            if text and (wrong := NUMBERS.match(text.content)):
                message = f"there is no day or month {wrong[0]}"
            yield Diagnostic(places.line(line), "error", "directive-body", message, hint)
            continue
        if match[1] < before:
            message = f"this event comes before the one above it ({before})"
            yield Diagnostic(places.line(line), "error", "timeline-order", message, "move it up")
        before = match[1]


def _chosen(use: DirectiveUse, tagged: Callable[[str], Iterable[str]]) -> list[str]:
    """Return the ids of the events of the file that a use asks for, each once."""
    ids = listed(use.options.get("events", ""))
    ids += [id for tag in listed(use.options.get("tags", "")) for id in tagged(tag)]
    return list(dict.fromkeys(ids))


def _events(use: DirectiveUse, context: Context) -> list[Event]:
    """Return the events of the file that a use asks for, in their order."""
    return sorted(map(context.event, _chosen(use, context.tagged)), key=lambda event: event.date)


def text(use: DirectiveUse, context: Context) -> str:
    """Return the words of the file's events, each after its date."""
    tag = context.locale.tag
    return " ".join(
        f"{date(event.date, tag)}: {context.plain_words(event.text)}"
        for event in _events(use, context)
    )


def view(use: DirectiveUse, context: Context) -> str:
    """Return the events."""
    tag = context.locale.tag
    events = []
    for event in _events(use, context):
        body = context.stated(event.text, f"{event.date}:")
        events.append(EventView(event.date, date(event.date, tag), body))
    for item in items(use.tokens):
        text = _first_text(item)
        match = DATED.match(text.content) if text else None
        if text is None or match is None:
            continue
        iso, full = match[1], text.content
        text.content = full[match.end() :]
        body = context.blocks(item)
        text.content = full
        events.append(EventView(iso, date(iso, tag), body))
    return context.component("timeline", events=events)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the words of the file's events, each after its date."""
    for id in _chosen(use, lambda tag: content.tagged([tag])):
        for placed in content.texts_of("event", id):
            if placed.text.date:
                shown = Shown.of(placed, locale)
                yield shown._replace(text=f"{date(placed.text.date, locale.tag)}: {shown.text}")


def markdown(use: DirectiveUse, context: Context) -> str:
    """Return the file's events as a list."""
    tag, code = context.locale.tag, context.locale.code
    events = _events(use, context)
    return "\n".join(f"- {date(event.date, tag)}: {event.text[code]}" for event in events)


def line(text: str, locale: Locale) -> str:
    """Return an event with its date in words."""
    match = DATED.match(text)
    return f"{date(match[1], locale.tag)}: {text[match.end() :]}" if match else text


SPECIFICATION = Directive(
    name="timeline",
    doc="Dated events, in their order: those in its body, or some of content/timeline.yaml.",
    sample=":::{timeline}\n- 2004: The causeway opens.\n- 2023-03-25: It closes.\n:::",
    options=(
        Option("events", "the ids of events of content/timeline.yaml", kind="event"),
        Option("tags", "the tags of such events; all has every event", kind="tag"),
    ),
    body=Body(
        "list",
        "each line begins with '- ', a date and a colon: - 2023-03-25: …",
        instead=("events", "tags"),
    ),
    check=check,
    view=view,
    texts=texts,
    line=line,
    markdown=markdown,
    text=text,
)
