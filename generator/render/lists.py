"""The providers of lists: what pages show of themselves to others, and who uses what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.language import typography
from generator.model.content import Content
from generator.model.document import Document
from generator.model.page import Page
from generator.model.site import Site
from generator.render import citations
from generator.trace import Input, Provider


class Entry(NamedTuple):
    """A page as navigation and lists name it, without its summary."""

    id: str
    title: str
    nav: str
    url: str
    order: int | None
    template: str


def face(document: Document | None) -> tuple[object, ...] | None:
    """Return all of a page that any list may show: where it is the same, every list is."""
    if document is None:
        return None
    return document.title.text, document.page.front, document.used


@dataclass
class Listings:
    """Lists the pages of a site."""

    site: Site
    content: Content
    documents: dict[str, Document]
    _sorted: dict[str, list[Page]] = field(default_factory=dict)

    def providers(self) -> dict[str, Provider]:
        """Return the providers by kind."""
        return {
            "pages": self.pages,
            "nav": self.nav,
            "page_ids": lambda code: Input.of(tuple(page.id for page in self._in(code))),
            "all_sources": self.all_sources,
            "dataset_uses": self.dataset_uses,
            "chart_uses": self.chart_uses,
        }

    def _in(self, code: str) -> list[Page]:
        """Return a language's pages in their order, sorted once a run."""
        if code not in self._sorted:
            self._sorted[code] = self.content.pages_in(code)
        return self._sorted[code]

    def pages(self, code: str) -> Input:
        """A language's pages as lists name them."""
        return Input.of(tuple(self._entry(page) for page in self._in(code)))

    def nav(self, code: str) -> Input:
        """Those of a language's pages that have a place in its navigation."""
        listed = (page for page in self._in(code) if page.front.order is not None)
        return Input.of(tuple(self._entry(page) for page in listed))

    def _entry(self, page: Page) -> Entry:
        title, front = self.documents[page.name].title.text, page.front
        nav = typography.plain(front.nav or "", page.locale.tag)
        url = self.site.url(page.path)
        return Entry(page.id, title, nav or title, url, front.order, front.template)

    def all_sources(self, code: str) -> Input:
        """Every source of the site, formatted, with the pages of a language that use it."""
        locale = self.site.locale(code)
        uses: dict[str, list[dict[str, str]]] = {id: [] for id in self.content.sources}
        for page in self._in(code):
            document = self.documents[page.name]
            used = [
                id for kind, name in document.used for id in self.content.sources_of(kind, name)
            ]
            if used:
                link = {"page_title": document.title.text, "url": self.site.url(page.path)}
                for id in dict.fromkeys(used):
                    uses[id].append(link)
        listed: list[dict[str, Any]] = [
            {
                "id": id,
                "html": citations.html(source, locale),
                "url": source.URL or "",
                "uses": uses[id],
            }
            for id, source in self.content.sources.items()
        ]
        listed.sort(key=lambda entry: (not entry["uses"], entry["id"]))
        return Input.of(listed)

    def dataset_uses(self, name: str) -> Input:
        """The pages of a language whose stats or charts use a dataset, by ``locale:id``."""
        code, id = name.split(":", 1)
        return self._uses(code, lambda kind, name: id in self._datasets_of(kind, name))

    def chart_uses(self, name: str) -> Input:
        """The pages of a language that show a chart, by ``locale:id``."""
        code, id = name.split(":", 1)
        return self._uses(code, lambda kind, name: (kind, name) == ("chart", id))

    def _uses(self, code: str, wanted: Callable[[str, str], bool]) -> Input:
        """Return title and address of the pages with a reference that is wanted."""
        documents = [self.documents[page.name] for page in self._in(code)]
        return Input.of(
            tuple(
                (document.title.text, self.site.url(document.page.path))
                for document in documents
                if any(wanted(kind, name) for kind, name in document.used)
            )
        )

    def _datasets_of(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the ids of the datasets that a reference of a page leads to."""
        if kind == "stat":
            return (self.content.stats[name].definition.dataset,)
        if kind == "chart":
            words = self.content.charts[name].words
            return (*words.datasets, words.table.dataset)
        return ()
