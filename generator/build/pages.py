"""A site's pages: each file read and parsed once for as long as it stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator import parse
from generator.diagnostics import Diagnostic, DiagnosticError, Diagnostics
from generator.files.snapshot import Snapshot
from generator.load import front_matter as loader
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Locale, Site


@dataclass(frozen=True, slots=True)
class File:
    """A page's file: its name below the source folder, its language, the digest of its bytes."""

    name: str
    locale: Locale
    digest: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a page's file came to: a document without its body, or faults.

    The digest is that of the bytes that were parsed, should they have changed since they were
    listed; with faults there is none.
    """

    digest: str
    locale: Locale
    document: Document | None = None
    faults: tuple[Diagnostic, ...] = ()

    def holds(self, file: File) -> bool:
        """Whether the file would be parsed to the same."""
        return (self.digest, self.locale) == (file.digest, file.locale)


def listed(site: Site, snapshot: Snapshot, found: Diagnostics) -> list[File]:
    """Return the files of every language's pages."""
    every = []
    for locale in site.locales:
        try:
            names = snapshot.under(f"content/{locale.code}", ".md")
        except DiagnosticError as error:
            found.extend(error.diagnostics)
            continue
        every += [File(name, locale, snapshot.digests[name]) for name in names]
    return every


def read(site: Site, file: File) -> tuple[Parsed, Document | None]:
    """Read and parse a file; the document with its body comes beside."""
    try:
        page = loader.load_page(site, file.locale, site.source / file.name)
    except DiagnosticError as error:
        # No digest: what was read may be half of what is being saved, so it is read again.
        return Parsed("", file.locale, faults=error.diagnostics), None
    document = parse.parse(page)
    return Parsed(page.digest, file.locale, document.without_body()), document


def whole(site: Site, document: Document) -> Document:
    """Return a document with its body, parsed again."""
    return parse.parse(loader.again(site, document.page))


def gather(
    site: Site, base: Content, files: list[File], parsed: Mapping[str, Parsed]
) -> tuple[Content, dict[str, Document]]:
    """Return the content with its pages, and their documents, in the order of the files."""
    documents: dict[str, Document] = {}
    broken, unread = set(base.broken), []
    for file in files:
        document = parsed[file.name].document
        if document is None:
            path = site.source / file.name
            broken.add(f"page:{file.locale.code}:{loader.page_id(site, file.locale, path)}")
        elif site.drafts or not document.page.front.draft:
            documents[document.page.name] = document
            continue
        unread.append(file.name)
    made = [document.page for document in documents.values()]
    return replace(base, pages=made, broken=broken, unread=unread), documents
