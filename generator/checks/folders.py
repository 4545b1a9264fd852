"""A folder of pages has an index page, which stands at the folder's own address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document
from generator.model.page import Page
from generator.model.site import Site

CODES = (
    Code(
        "missing-index",
        means=(
            "Pages stand in a folder without an index page: nothing is published at the folder's "
            "own address, and no page of the menu stands above them."
        ),
        mend=(
            "Write `index.md` in the folder, or, if it is not to have one, move its pages out of "
            "it and keep their addresses as `aliases`."
        ),
        example="---\ntitle: A guide to the tides\norder: 2\n---",
    ),
)


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report folders at whose address nothing stands, once each, at their first page."""
    published = {page.path for page in content.pages}
    published.update(alias for page in content.pages for alias in page.front.aliases)
    for locale in site.locales:
        published.update(content.section_paths(site, locale.code))
        folders: dict[str, Page] = {}
        for page in content.pages_in(locale.code):
            folder = page.id
            while "/" in folder:
                folder = folder.rpartition("/")[0]
                folders.setdefault(folder, page)
        for folder, page in folders.items():
            index, depth = f"{folder}/index", folder.count("/") + 1
            parts = page.path.removeprefix(page.folder).split("/")
            path = f"{page.folder}{'/'.join(parts[:depth])}/"
            if path in published or content.is_broken("page", f"{locale.code}:{index}"):
                continue
            if any(content.page(other.code, index) for other in site.locales):
                continue  # that it is not in every language is told of the one that is there
            file = f"content/{locale.code}/{index}.md"
            message = f"this page's folder has no index page: /{path} leads nowhere"
            hint = f"write {file}"
            if file in content.unread:
                hint = f"take 'draft: true' out of {file}"
            yield Diagnostic(Location(page.file), "warning", "missing-index", message, hint)
