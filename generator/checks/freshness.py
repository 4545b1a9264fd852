"""Facts are reviewed within the site's limit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Location
from generator.files.clock import today
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "stale",
        means=(
            "A page was last reviewed longer ago than the site allows (`freshness_days` in "
            "`content/site.yaml`), or its `reviewed` date has not come yet."
        ),
        mend=(
            "Check the page's facts again, and set `reviewed` in its front matter to the day on "
            "which you did."
        ),
        example="reviewed: 2026-03-25",
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report pages that were last reviewed too long ago, or on a day that has not come."""
    now = today()
    limit = datetime.timedelta(days=site.settings.freshness_days)
    for page in content.pages:
        reviewed = page.front.reviewed
        if reviewed is None:
            continue
        if now - reviewed > limit:
            days = (now - reviewed).days
            message = f"'{page.front.title}' was last reviewed {days} days ago"
            hint = f"the site's limit is {site.settings.freshness_days} days"
            yield Diagnostic(Location(page.file), "warning", "stale", message, hint)
        elif reviewed - now > datetime.timedelta(days=1):
            message = f"the review of '{page.front.title}' is dated in the future"
            yield Diagnostic(Location(page.file), "warning", "stale", message)
