"""Every page of the menu is in one of its groups."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, one_of
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "unknown-section",
        means="A page's `section` is none of the `sections` of `content/site.yaml`.",
        mend="Correct it, or add the section there.",
        example="section: about",
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report pages in a group that there is not."""
    known = {section.id for section in site.settings.sections}
    for page in content.pages:
        if (section := page.front.section) is not None and section not in known:
            message = f"there is no section '{section}'"
            hint = one_of(section, known) if known else "add sections: … to content/site.yaml"
            yield Diagnostic(page.at("section"), "error", "unknown-section", message, hint)
