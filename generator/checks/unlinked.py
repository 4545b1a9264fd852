"""Every explainer can be found: from the navigation, or by a link of another page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "unlinked",
        means="An explainer is not in the navigation, and no other page links to it.",
        mend="Give it an `order`, or link to it from another page.",
        example="order: 3",
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report explainers that no page of their language leads to."""
    linked = {
        name
        for document in documents.values()
        for _, name, _ in document.links
        if name != document.page.name
    }
    for page in content.pages:
        if page.is_explainer and page.front.order is None and page.name not in linked:
            message = "no page links to this one, and it is not in the navigation"
            hint = "give it a place, 'order: 3', or write a link to it in another page"
            yield Diagnostic(Location(page.file), "warning", "unlinked", message, hint)
