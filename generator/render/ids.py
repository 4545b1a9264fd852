"""The ids of a page: those of its frame, its headings must leave alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic
from generator.model.page import Heading

ID = re.compile(r"""\sid="([^"]+)\"""")


def taken(html: str, headings: Iterable[Heading]) -> Iterator[Diagnostic]:
    """Walk the headings whose ids the page has elsewhere too: a link would lead to either."""
    counts = Counter(ID.findall(html))
    for heading in headings:
        if counts[heading.id] > 1:
            message = f"the heading '{heading.id}' has an id that another part of the page has"
            hint = f"write a line of its own above it: ({heading.id}-section)="
            yield Diagnostic(heading.location, "error", "taken-id", message, hint)
