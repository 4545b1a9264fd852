"""No address that readers have is lost: what was published there once is there, or forwards."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "silent-move",
        means=(
            "A page was published at an address (`content/published.yaml`) at which there is "
            "nothing now: links to it, bookmarks and citations would lead nowhere."
        ),
        mend=(
            "Give the old address to the page that readers should come to, under `aliases` in its "
            "front matter. If the site was never published with it, run "
            "`explainer agree --unpublished`."
        ),
        example="aliases: [/en/how-high/]",
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report the addresses that are gone: at the page that moved, else where they are listed."""
    if content.published is None:
        return
    there = {address for page in content.pages for address in (page.path, *page.front.aliases)}
    codes = [locale.code for locale in site.locales]
    for id, by_code in content.published.addresses.items():
        for code, addresses in by_code.items():
            if f"page:{code}:{id}" in content.broken:
                continue  # what is wrong with it has been told
            page = content.page(code, id)
            for position, address in enumerate(addresses):
                if address in there:
                    continue
                message = f"this page was published at /{address}, where there is nothing now"
                hint = f"add to its front matter: aliases: [/{address}]"
                if page is not None:
                    place = page.at("slug")
                else:
                    document = content.documents["published"]
                    place = document.locate(("addresses", id, code, position))
                    message = f"/{address} was published, and its page is gone"
                    hint = f"add to the page that takes its place: aliases: [/{address}]"
                    if f"content/{code}/{id}.md" in content.unread:
                        message = f"/{address} was published, and its page is a draft now"
                    if code not in codes:
                        message = f"/{address} was published, in a language that is gone"
                yield Diagnostic(place, "error", "silent-move", message, hint)
