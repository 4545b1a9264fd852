"""Every page has an address of its own, and so has every old one that forwards to it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "same-address",
        means=(
            "Two pages would be published at the same address; or an old address that forwards to "
            "a page (`aliases`) is that of a page, or forwards to another one too."
        ),
        mend=(
            "Give one of the pages another `slug` in its front matter, or another file name; take "
            "an old address away that is in use again."
        ),
        example="slug: high-water",
    ),
)

# What the site publishes beside pages, and folders that it fills.
FILES = ("404.html", "build.json", "datapackage.json")
FOLDERS = ("assets/", "cards/", "data/")


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report pages that would be published at one address, then old addresses that are taken."""
    first: dict[str, str] = {}
    made = {path for locale in site.locales for path in content.section_paths(site, locale.code)}
    for page in content.pages:
        path = page.path.lower()
        if path in made:
            message = f"this page and one the site makes would both be published at /{page.path}"
            hint = "give this one another slug"
            yield Diagnostic(page.at("slug"), "error", "same-address", message, hint)
        if path.rstrip("/").endswith(".html"):
            message = f"the folder /{page.path} would stand where the site has a page's file"
            hint = "give the page a slug, or its file another name, without .html"
            yield Diagnostic(page.at("slug"), "error", "same-address", message, hint)
        other = first.setdefault(path, page.file)
        if other != page.file:
            message = f"this page and {other} would both be published at /{page.path}"
            hint = "give one of them another slug"
            yield Diagnostic(page.at("slug"), "error", "same-address", message, hint)
    yield from _aliases(content, first, {"", *made})


def _aliases(content: Content, pages: dict[str, str], made: set[str]) -> Iterator[Diagnostic]:
    """Report old addresses that are a page's (``pages``), the site's own, or given twice."""
    given: dict[str, str] = {}
    for page in content.pages:
        for position, alias in enumerate(page.front.aliases):
            path, place = alias.lower(), page.at(f"aliases.{position}")
            hint = "delete it here, or give that page another slug"
            other = given.setdefault(path, page.file)
            if path in pages:
                message = f"/{alias} is the address of {pages[path]}"
                if pages[path] == page.file:
                    message, hint = f"/{alias} is this page's present address", "delete it"
            elif path in made or path in FILES or path.startswith(FOLDERS):
                message, hint = f"at /{alias} the site publishes something of its own", "delete it"
            elif other != page.file or alias in page.front.aliases[:position]:
                message = f"/{alias} is given as an old address in {other} too"
                hint = "delete it in one of them"
            else:
                continue
            yield Diagnostic(place, "error", "same-address", message, hint)
