"""Every language has its home page, to which the frame of every page leads."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "no-home",
        means="A language of the site has no home page, or its home page is a draft.",
        mend="Write the file `content/LOCALE/index.md`.",
        example="---\ntitle: The tide, explained\ntemplate: home\n---",
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report the languages that have pages and no home."""
    for locale in site.locales:
        name, file = f"{locale.code}:index", f"content/{locale.code}/index.md"
        if name in documents or f"page:{name}" in content.broken:
            continue
        message, hint = f"the language '{locale.code}' has no home page", "write this file"
        if file in content.unread:
            message, hint = "this home page is a draft", "take 'draft: true' out of it"
        yield Diagnostic(Location(file), "warning", "no-home", message, hint)
