"""Facts are reviewed within the site's limit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic
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
            limit_days = site.settings.freshness_days
            hint = f"review it and set the day: the site's limit is {limit_days} days"
            yield Diagnostic(page.at("reviewed"), "warning", "stale", message, hint)
        elif reviewed - now > datetime.timedelta(days=1):
            message = f"the review of '{page.front.title}' is dated in the future"
            hint = "write the day on which it was reviewed"
            yield Diagnostic(page.at("reviewed"), "warning", "stale", message, hint)
