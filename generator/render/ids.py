"""The ids of a page: those of its frame, its headings must leave alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic
from generator.model.page import Heading

CODES = (
    Code(
        "taken-id",
        means="A heading has the id of another part of its page: a link would lead to either.",
        mend="Give it another, on a line above it.",
        example="(sources-of-the-river)=\n## Sources",
    ),
)


def taken(html: str, headings: Iterable[Heading]) -> Iterator[Diagnostic]:
    """Walk the headings whose ids the page has elsewhere too: a link would lead to either."""
    for heading in headings:
        if html.count(f' id="{heading.id}"') > 1:
            message = f"the heading '{heading.id}' has an id that another part of the page has"
            hint = f"write a line of its own above it: ({heading.id}-section)="
            yield Diagnostic(heading.location, "error", "taken-id", message, hint)
