"""A site's pages: each file read and parsed once for as long as it stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator import parse
from generator.diagnostics import Diagnostic, DiagnosticError
from generator.files.snapshot import Snapshot
from generator.files.working import working_on
from generator.load import front_matter as loader
from generator.model.content import Content, Placed
from generator.model.document import Document
from generator.model.site import Locale, Site


class File(Struct, frozen=True):
    """A page's file: its name below the source folder, its language, the digest of its bytes."""

    name: str
    locale: Locale
    digest: str


class Parsed(Struct, frozen=True):
    """What a page's file came to: a document without its body, or faults.

    The digest is that of the bytes that were parsed, should they have changed since they were
    listed; with faults there is none.
    """

    digest: str
    locale: Locale
    document: Document | None = None
    faults: tuple[Diagnostic, ...] = ()

    def holds(self, file: File, site: Site) -> bool:
        """Whether the file would be parsed to the same."""
        if (self.digest, self.locale) != (file.digest, file.locale) or self.document is None:
            return False
        page = self.document.page
        return (page.is_explainer, page.is_translated, page.is_searched) == (
            site.is_explainer(page.front.template),
            site.is_translated,
            site.has_search,
        )


def listed(site: Site, snapshot: Snapshot) -> list[File]:
    """Return the files of every language's pages."""
    return [
        File(name, locale, snapshot.digests[name])
        for locale in site.locales
        for name in snapshot.under(f"content/{locale.code}", ".md")
    ]


def read(site: Site, file: File) -> tuple[Parsed, Document | None]:
    """Read and parse a file; the document with its body comes beside."""
    try:
        with working_on(file.name):
            page = loader.load_page(site, file.locale, site.source / file.name)
            document = parse.parse(page)
    except DiagnosticError as error:
        # No digest: what was read may be half of what is being saved, so it is read again.
        return Parsed("", file.locale, faults=error.diagnostics), None
    return Parsed(page.digest, file.locale, document.without_body()), document


def whole(site: Site, document: Document) -> Document:
    """Return a document with its body, parsed again."""
    return parse.with_body(document, loader.again(site, document.page).body)


def gather(
    site: Site, base: Content, files: list[File], parsed: Mapping[str, Parsed]
) -> tuple[Content, dict[str, Document]]:
    """Return the content with its pages, and their documents, in the order of the files."""
    documents: dict[str, Document] = {}
    drafts: list[Document] = []
    broken, unread = set(base.broken), []
    for file in files:
        document = parsed[file.name].document
        if document is None:
            path = site.source / file.name
            broken.add(f"page:{file.locale.code}:{loader.page_id(site, file.locale, path)}")
        elif site.drafts or not document.page.front.draft:
            documents[document.page.name] = document
            continue
        else:
            drafts.append(document)
        unread.append(file.name)
    _rename_folders(documents)
    made = [document.page for document in documents.values()]
    hidden = _hidden(base, drafts, documents.values()) if drafts else frozenset()
    content = replace(base, pages=made, broken=broken, unread=unread, hidden=hidden)
    return content, documents


def _rename_folders(documents: dict[str, Document]) -> None:
    """Give folders the names, in the addresses of their pages, that their index pages give them."""
    slugs = {
        name.removesuffix("/index"): document.page.front.slug
        for name, document in documents.items()
        if name.endswith("/index") and document.page.front.slug
    }
    for name, document in documents.items() if slugs else ():
        parts = name.split("/")[:-1]  # the language stands before the first
        above = ["/".join(parts[: end + 1]) for end in range(len(parts))]
        if any(folder in slugs for folder in above):
            given = zip(above, document.page.id.split("/"), strict=False)
            folders = tuple(slugs.get(folder) or part for folder, part in given)
            documents[name] = replace(document, page=replace(document.page, folders=folders))


def _hidden(
    content: Content, drafts: Iterable[Document], shown: Iterable[Document]
) -> frozenset[str]:
    """Return the charts, datasets and pictures that only drafts use: ``chart:ID``."""
    of_drafts = {use for document in drafts for use in document.used}
    public = {use for document in shown for use in document.used}
    of_drafts -= public
    pictures = {f"picture:{id}" for kind, id in of_drafts if kind == "picture"}
    charts = {id for kind, id in of_drafts if kind == "chart" and id in content.charts}
    hidden = {f"chart:{id}" for id in charts}
    hidden |= {f"dataset:{id}" for id in _datasets(content, of_drafts)}
    public |= {("chart", id) for id in content.charts.keys() - charts}
    if len(hidden) > len(charts):  # else nothing depends on what words beside pages use
        for kind, id in content.described():
            if f"{kind}:{id}" not in hidden:
                for placed in content.texts_of(kind, id):
                    public |= _used(placed)
    hidden -= {f"dataset:{id}" for id in _datasets(content, public)}
    return frozenset(hidden | pictures)


def _datasets(content: Content, used: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Walk the datasets under charts and stats."""
    for kind, id in used:
        if kind == "chart" and id in content.charts:
            words = content.charts[id].words
            yield from (*words.datasets, words.table.dataset)
        elif kind == "stat" and id in content.stats:
            yield content.stats[id].definition.dataset


def _used(placed: Placed) -> set[tuple[str, str]]:
    """Return what words beside pages refer to."""
    if not placed.text.markdown:
        return set()
    found = set()
    for code, text in placed.text.words.items():
        there = parse.found_in(text, code, placed.at(code)).references
        found |= {(reference.kind, reference.name) for reference in there}
    return found
