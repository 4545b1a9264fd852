"""The providers behind the door: everything that an output may read, by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from generator import chartview, citations, files
from generator.assets import Asset
from generator.cache import Cache
from generator.config import Site
from generator.content import Content
from generator.diagnostics import Location, nearest
from generator.drawings import Drawings
from generator.markdown import typography
from generator.model import Page
from generator.parse import Document
from generator.rules import wording
from generator.trace import Door, Input, Later, Made, Provider, printed

# What no published file shows of the settings; the address is the run's, not always theirs.
UNSHOWN = {"freshness_days", "base_url"}


class Entry(NamedTuple):
    """A page as navigation and lists name it, without its summary."""

    id: str
    title: str
    nav: str
    url: str
    order: int | None
    template: str


UNSEEN = Location("")


@dataclass
class Library:
    """Makes inputs from what was loaded and parsed.

    ``documents`` are all pages without their bodies; ``whole`` parses one with its body.
    """

    site: Site
    content: Content
    documents: dict[str, Document]
    whole: Callable[[str], Document]
    assets: dict[str, Asset]
    cache: Cache
    closures: dict[str, str] = field(default_factory=dict)
    _listed: dict[str, list[Page]] = field(default_factory=dict)

    def door(self, made: Made | None = None) -> Door:
        """Return the door that opens on all of it; ``made`` are inputs that still hold."""
        return Door(self._of_no_page() | self._of_one_page() | self._of_all_pages(), made)

    def _of_no_page(self) -> dict[str, Provider]:
        """What stays as it is when only pages change."""
        content, assets = self.content, self.assets
        drawings = Drawings(self.site, self.content, self.cache)
        return {
            "stat": self.stat,
            "dataset": self.dataset,
            "descriptor": self.descriptor,
            "csv": self.csv,
            "row_count": lambda id: Input.of(len(content.datasets[id].rows)),
            "section": lambda name: Input.of(tuple(content.section(name))),
            "section_link": self.section_link,
            "dataset_charts": self.dataset_charts,
            "source": lambda id: Input.of(content.sources[id]),
            "citation": self.citation,
            "term": lambda id: Input.of(content.terms[id]),
            "chart": lambda id: Input(content.charts[id], content.charts[id].digest),
            "rulebook": lambda id: Input(content.rulebooks[id], content.rulebooks[id].digest),
            "drawing": drawings.drawing,
            "live": drawings.live,
            "runtime": drawings.runtime,
            "runtime_name": drawings.runtime_name,
            "rasterize": drawings.rasterize,
            "string": self.string,
            "strings": lambda _: Input.of(content.strings),
            "has_string": lambda key: Input.of(key in content.strings),
            "asset": self.asset,
            "asset_bytes": lambda name: Input(assets[name].data, assets[name].digest),
            "template": self.template,
            "has_template": lambda name: Input.of(name in self.closures),
            "settings": self.settings,
        }

    def _of_one_page(self) -> dict[str, Provider]:
        """What changes with the page that it names."""
        return {
            "document": self.document,
            "card": self.card,
            "headline": self.headline,
            "link": self.link,
        }

    def _of_all_pages(self) -> dict[str, Provider]:
        """What changes with what any page shows of itself to others."""
        return {
            "pages": self.pages,
            "nav": self.nav,
            "page_ids": lambda code: Input.of(tuple(page.id for page in self._in(code))),
            "all_sources": self.all_sources,
            "dataset_uses": self.dataset_uses,
            "chart_uses": self.chart_uses,
        }

    def still(self, made: Made, documents: dict[str, Document]) -> Made:
        """Return those inputs that are as they were made, when only pages have changed since."""
        mine = self.documents
        names = mine.keys() | documents.keys()
        changed = {name for name in names if mine.get(name) is not documents.get(name)}
        kinds = set(self._of_no_page())
        if all(_face(mine.get(name)) == _face(documents.get(name)) for name in changed):
            kinds.update(self._of_all_pages())
        # A page with its body is asked of whoever has it now.
        own = self._of_one_page().keys() - {"document"}
        still: Made = {}
        for key, found in made.items():
            kind, _, name = key.partition(":")
            if kind in kinds or (kind in own and name not in changed):
                still[key] = found
        return still

    def document(self, name: str) -> Later:
        """A parsed page with its body, by ``locale:id``."""
        return Later(partial(self.whole, name), self.documents[name].page.digest)

    def card(self, name: str) -> Input:
        """A page's summary and the day of its review, by ``locale:id``."""
        document = self.documents[name]
        front, tag = document.page.front, document.page.locale.tag
        seen = printed((front.summary, front.reviewed, tag))
        return Input((document.summary, front.reviewed), seen)

    def stat(self, id: str) -> Input:
        """A stat; where it is defined is nothing that a reader sees."""
        stat = self.content.stats[id]
        return Input(stat, printed(replace(stat, location=UNSEEN)))

    def dataset(self, id: str) -> Input:
        """A dataset with its descriptor."""
        dataset = self.content.datasets[id]
        key = files.digest((dataset.digest + repr(dataset.descriptor)).encode())
        return Input(dataset, key)

    def descriptor(self, id: str) -> Input:
        """A dataset without its rows: what its columns are, what is said of it."""
        bare = replace(self.content.datasets[id], rows=(), csv=b"", digest="")
        return Input.of(bare)

    def headline(self, name: str) -> Input:
        """A page's title in words and the first chart that it shows, by ``locale:id``."""
        document = self.documents[name]
        charts = [id for kind, id in document.used if kind == "chart"]
        return Input.of((document.title.text, charts[0] if charts else None))

    def csv(self, id: str) -> Input:
        """A dataset's file."""
        dataset = self.content.datasets[id]
        return Input(dataset.csv, dataset.digest)

    def string(self, name: str) -> Input:
        """The words of a string, by ``locale:key``."""
        code, key = name.split(":", 1)
        return Input.of(self.content.strings[key][code])

    def settings(self, _: str) -> Input:
        """What pages show of the settings, and the address that they are published at."""
        shown = self.site.settings.model_dump(exclude=UNSHOWN)
        return Input(self.site.settings, printed((shown, self.site.base_url)))

    def citation(self, name: str) -> Input:
        """A source, formatted, by ``locale:id``."""
        code, id = name.split(":", 1)
        return Input.of(citations.html(self.content.sources[id], self.site.locale(code)))

    def all_sources(self, code: str) -> Input:
        """Every source of the site, formatted, with the pages of a language that use it."""
        uses: dict[str, list[dict[str, str]]] = {id: [] for id in self.content.sources}
        for page in self._in(code):
            document = self.documents[page.name]
            used = [id for kind, name in document.used for id in self.sources_of(kind, name)]
            if used:
                link = {"page_title": document.title.text, "url": self.site.url(page.path)}
                for id in dict.fromkeys(used):
                    uses[id].append(link)
        listed = [
            {
                "id": id,
                "html": self.citation(f"{code}:{id}").value,
                "url": source.URL or "",
                "uses": uses[id],
            }
            for id, source in self.content.sources.items()
        ]
        listed.sort(key=lambda entry: (not entry["uses"], entry["id"]))
        return Input.of(listed)

    def sources_of(self, kind: str, name: str) -> list[str]:
        """Return the ids of the sources that a reference of a page leads to."""
        if kind == "source":
            return [name]
        if kind == "stat":
            return list(self.content.stats[name].sources)
        if kind == "chart":
            chart = self.content.charts[name]
            return chartview.sources(chart, self.content.datasets[chart.words.table.dataset])
        if kind == "rulebook":
            return wording.sources(self.content.rulebooks[name].rules)
        return []

    def asset(self, name: str) -> Input:
        """The address of a static file; LookupError (told at the template's line) if none."""
        if name not in self.assets:
            hint = nearest(name, self.assets)
            raise LookupError(f"there is no file 'static/{name}'" + (hint and f", {hint}"))
        return Input.of(self.site.url(self.assets[name].path))

    def template(self, name: str) -> Input:
        """The text of a template and of all that it includes, as a digest alone."""
        return Input(None, self.closures.get(name, ""))

    def _in(self, code: str) -> list[Page]:
        """Return a language's pages in their order, sorted once a run."""
        if code not in self._listed:
            self._listed[code] = self.content.pages_in(code)
        return self._listed[code]

    def pages(self, code: str) -> Input:
        """A language's pages as lists name them."""
        return Input.of(tuple(self._entry(page) for page in self._in(code)))

    def nav(self, code: str) -> Input:
        """Those of a language's pages that have a place in its navigation."""
        listed = (page for page in self._in(code) if page.front.order is not None)
        return Input.of(tuple(self._entry(page) for page in listed))

    def _entry(self, page: Page) -> Entry:
        title, front = self.documents[page.name].title.text, page.front
        nav = typography.plain(front.nav or "", typography.language_of(page.locale.tag))
        url = self.site.url(page.path)
        return Entry(page.id, title, nav or title, url, front.order, front.template)

    def link(self, name: str) -> Input:
        """The path of a page, by ``locale:id``; None when there is no such page."""
        code, id = name.split(":", 1)
        page = self.content.page(code, id)
        return Input.of(page.path if page else None)

    def section_link(self, name: str) -> Input:
        """The path of a section's page, by ``section:locale:id``, or of its list without the id.

        None when there is no such page.
        """
        section, code, id = name.split(":", 2)
        ids = self.content.section(section)
        there = id in ids if id else bool(ids)
        return Input.of(self.content.section_path(section, code, id) if there else None)

    def dataset_charts(self, id: str) -> Input:
        """The ids of the charts drawn from a dataset, those with it in their table first."""
        charts = [c for c in self.content.charts.values() if id in c.words.datasets]
        charts.sort(key=lambda chart: (chart.words.table.dataset != id, chart.id))
        return Input.of(tuple(chart.id for chart in charts))

    def dataset_uses(self, name: str) -> Input:
        """The pages of a language whose stats or charts use a dataset, by ``locale:id``."""
        code, id = name.split(":", 1)
        return self._uses(code, lambda kind, name: id in self.datasets_of(kind, name))

    def chart_uses(self, name: str) -> Input:
        """The pages of a language that show a chart, by ``locale:id``."""
        code, id = name.split(":", 1)
        return self._uses(code, lambda kind, name: (kind, name) == ("chart", id))

    def _uses(self, code: str, wanted: Callable[[str, str], bool]) -> Input:
        """Return title and address of the pages with a reference that is wanted."""
        return Input.of(
            tuple(
                (self.documents[page.name].title.text, self.site.url(page.path))
                for page in self._in(code)
                if any(wanted(kind, name) for kind, name in self.documents[page.name].used)
            )
        )

    def datasets_of(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the ids of the datasets that a reference of a page leads to."""
        if kind == "stat":
            return (self.content.stats[name].definition.dataset,)
        if kind == "chart":
            words = self.content.charts[name].words
            return (*words.datasets, words.table.dataset)
        return ()


def _face(document: Document | None) -> tuple[object, ...] | None:
    """Return what other pages may show of a page."""
    if document is None:
        return None
    return document.title.text, document.page.front, document.used
