"""Inputs that are lists: a language's pages, all sources, and which pages use what.

They are made from every page, but only from what a page shows of itself to others: ``face``.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct, field

from generator.components import named_beside
from generator.language import typography
from generator.model.content import Content
from generator.model.document import Document
from generator.model.page import Page
from generator.model.site import Site
from generator.trace import Input, Provider

GLOSSARY = "glossary"  # the template of the page that lists the glossary
NEWEST = 50  # how many pages and changes a feed tells of


class PageEntry(NamedTuple):
    """A page as navigation and lists name it, without its summary.

    ``section`` is that of its front matter; in the navigation, the group of the menu that it stands
    in. ``parent`` is the id of the index page above it, "" for none.
    """

    id: str
    title: str
    nav: str
    url: str
    order: int | None
    template: str
    section: str
    parent: str


class PageUse(Struct, frozen=True):
    """A page that uses a source, a dataset or a chart, as a link to it.

    ``page_nav`` is its name in the menu, or its title.
    """

    page_title: str
    page_nav: str
    url: str


class SiteSource(Struct, frozen=True):
    """A source in the list of all sources.

    ``type`` is its type in CSL, such as ``legislation``, ``html`` the whole citation, ``url`` the
    source's address (or nothing), ``uses`` the pages that use it.
    """

    id: str
    type: str
    html: Markup
    url: str
    uses: tuple[PageUse, ...]


class News(NamedTuple):
    """Something new on the site: a page, or with ``words`` a dated change of one.

    ``words`` are the change's, in inline Markdown; ``number`` counts a page's changes of one day.
    """

    date: datetime.date
    page_id: str
    path: str
    title: str
    words: str = ""
    number: int = 0


def face(document: Document | None) -> tuple[object, ...] | None:
    """Return all of a page that any list may show: while it is the same, so is every list."""
    if document is None:
        return None
    return document.title.text, document.page.front, tuple(document.used)


class Lists(Struct):
    """Provides the lists.

    ``documents`` are all pages by name, without their bodies; ``cite`` formats a source, by
    ``locale:id``.
    """

    site: Site
    content: Content
    documents: dict[str, Document]
    cite: Callable[[str], Markup]
    _sorted: dict[str, list[Page]] = field(default_factory=dict)
    _children: dict[str, dict[str, list[Page]]] = field(default_factory=dict)
    # By language and by kind and id, the pages that use it, by name.
    _users: dict[str, dict[tuple[str, str], dict[str, Document]]] = field(default_factory=dict)

    def providers(self) -> tuple[Provider, ...]:
        """Return the providers, one for each kind of list."""
        return (
            self.pages,
            self.nav,
            self.ancestors,
            self.children,
            self.page_ids,
            self.news,
            self.has_news,
            self.all_sources,
            self.dataset_uses,
            self.chart_uses,
            self.chart_order,
            self.term_uses,
            self.glossary_path,
        )

    def _in(self, code: str) -> list[Page]:
        """Return a language's pages in their order, sorted once a run."""
        if code not in self._sorted:
            self._sorted[code] = self.content.pages_in(code)
        return self._sorted[code]

    def pages(self, code: str) -> Input[tuple[PageEntry, ...]]:
        """A language's pages, in the order of lists."""
        return Input.of(tuple(self._entry(page) for page in self._in(code)))

    def nav(self, code: str) -> Input[tuple[PageEntry, ...]]:
        """Those of a language's pages that are in its navigation, section after section.

        Pages of no section come first. The pages of a folder are in the section of its index page;
        an index page of no section begins one of its own, which has its id.
        """
        found: dict[str, PageEntry] = {}
        for page in self._in(code):  # an index page before those below it
            entry = self._entry(page)
            if not entry.section and entry.parent:
                if entry.parent not in found:
                    continue
                entry = entry._replace(section=found[entry.parent].section)
            elif not entry.section:
                if entry.order is None:
                    continue
                if page.id in self._below(code):
                    entry = entry._replace(section=page.id)
            found[page.id] = entry
        places = {one.id: place for place, one in enumerate(self.site.settings.sections)}
        listed = sorted(found.values(), key=lambda entry: places.get(entry.section, -1))
        return Input.of(tuple(listed))

    def ancestors(self, name: str) -> Input[tuple[PageEntry, ...]]:
        """The index pages above a page, the outermost first, by ``locale:id``."""
        found: list[PageEntry] = []
        page = self.content.page(*name.split(":", 1))
        while page and (page := self.content.parent(page)):
            found.insert(0, self._entry(page))
        return Input.of(tuple(found))

    def children(self, name: str) -> Input[tuple[PageEntry, ...]]:
        """The pages right below an index page, by ``locale:id``, in the order of lists."""
        code, id = name.split(":", 1)
        return Input.of(tuple(self._entry(page) for page in self._below(code).get(id, ())))

    def _below(self, code: str) -> dict[str, list[Page]]:
        """Return a language's pages by the id of the index page above them, found once a run."""
        if code not in self._children:
            found = self._children[code] = {}
            for page in self._in(code):
                if parent := self.content.parent(page):
                    found.setdefault(parent.id, []).append(page)
        return self._children[code]

    def _entry(self, page: Page) -> PageEntry:
        named, front = self._use(self.documents[page.name]), page.front
        parent = self.content.parent(page)
        return PageEntry(
            page.id,
            named.page_title,
            named.page_nav,
            named.url,
            front.order,
            front.template,
            front.section or "",
            parent.id if parent else "",
        )

    def _use(self, document: Document) -> PageUse:
        page, title = document.page, document.title.text
        nav = typography.plain(page.front.nav or "", page.tag) or title
        return PageUse(title, nav, self.site.url(page.path))

    def page_ids(self, code: str) -> Input[tuple[str, ...]]:
        """The ids of a language's pages."""
        return Input.of(tuple(page.id for page in self._in(code)))

    def news(self, code: str) -> Input[tuple[News, ...]]:
        """The newest pages and changes of pages in a language, the last one first."""
        found: list[News] = []
        for page in self._in(code):
            front, title = page.front, self.documents[page.name].title.text
            if front.published:
                found.append(News(front.published, page.id, page.path, title))
            counted: Counter[datetime.date] = Counter()
            for change in reversed(front.changes):  # the oldest first: its number stays
                counted[change.date] += 1
                number = counted[change.date]
                found.append(News(change.date, page.id, page.path, title, change.text, number))
        found.sort(key=lambda one: (one.date, one.words != "", one.page_id, one.number))
        return Input.of(tuple(found[: -NEWEST - 1 : -1]))

    def has_news(self, code: str) -> Input[bool]:
        """Whether a page of a language says when it was published or changed."""
        every = (page.front for page in self._in(code))
        return Input.of(any(front.published or front.changes for front in every))

    def all_sources(self, code: str) -> Input[tuple[SiteSource, ...]]:
        """Every source of the site, formatted, with the pages of a language that use it.

        Those that no page uses come last.
        """
        uses: dict[str, list[PageUse]] = {id: [] for id in self.content.sources}
        for page in self._in(code):
            document = self.documents[page.name]
            used = [
                id
                for kind, name in self._used(document)
                for id in self.content.sources_of(kind, name)
            ]
            if used:
                link = self._use(document)
                for id in dict.fromkeys(used):
                    uses[id].append(link)
        listed = [
            SiteSource(
                id, source.type, self.cite(f"{code}:{id}"), source.url(code), tuple(uses[id])
            )
            for id, source in self.content.sources.items()
        ]
        return Input.of(tuple(sorted(listed, key=lambda source: (not source.uses, source.id))))

    def dataset_uses(self, name: str) -> Input[tuple[PageUse, ...]]:
        """The pages of a language whose stats or charts use a dataset, by ``locale:id``."""
        return self._uses("dataset", name)

    def chart_uses(self, name: str) -> Input[tuple[PageUse, ...]]:
        """The pages of a language that show a chart, by ``locale:id``."""
        return self._uses("chart", name)

    def chart_order(self, code: str) -> Input[tuple[str, ...]]:
        """The ids of the charts that have a page, as a reader of a language comes upon them.

        First those of the home page, then those of the navigation's pages, in its order.
        """
        listed = ("index", *(entry.id for entry in self.nav(code).value))
        places = {id: place for place, id in enumerate(listed)}
        pages = sorted(self._in(code), key=lambda page: places.get(page.id, len(places)))
        used = [one for page in pages for one in self._used(self.documents[page.name])]
        shown = dict.fromkeys(name for kind, name in used if kind == "chart")
        every = self.content.section("charts")
        return Input.of(tuple(dict.fromkeys((*(id for id in shown if id in every), *every))))

    def term_uses(self, name: str) -> Input[tuple[PageUse, ...]]:
        """The pages of a language that explain a term, by ``locale:id``."""
        return self._uses("term", name)

    def glossary_path(self, code: str) -> Input[str | None]:
        """The path of the first page of a language that lists the glossary."""
        paths = (page.path for page in self._in(code) if page.front.template == GLOSSARY)
        return Input.of(next(paths, None))

    def _uses(self, kind: str, name: str) -> Input[tuple[PageUse, ...]]:
        """Return the pages of a language that use a thing of a kind, by ``locale:id``."""
        code, id = name.split(":", 1)
        if code not in self._users:
            users = self._users.setdefault(code, {})
            for page in self._in(code):
                document = self.documents[page.name]
                for used in dict.fromkeys(self._used(document)):
                    for thing in (used, *(("dataset", one) for one in self._datasets_of(*used))):
                        users.setdefault(thing, {})[page.name] = document
        documents = self._users[code].get((kind, id), {}).values()
        return Input.of(tuple(self._use(document) for document in documents))

    def _used(self, document: Document) -> Iterator[tuple[str, str]]:
        """Walk what a page uses by kind and name: itself, or in the events that it shows."""
        for kind, name in document.used:
            yield kind, name
            if kind in ("event", "tag"):
                for one in named_beside(self.content, kind, name, document.page.locale.code):
                    yield one.kind, one.name

    def _datasets_of(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the ids of the datasets that a reference of a page leads to."""
        if kind == "stat":
            return (self.content.stats[name].definition.dataset,)
        if kind == "chart":
            words = self.content.charts[name].words
            return (*words.datasets, words.table.dataset)
        return ()
