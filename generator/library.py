"""The providers behind the door: everything that an output may read, by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator import chartview, citations, files
from generator.assets import Asset
from generator.cache import Cache
from generator.config import Site
from generator.content import Content
from generator.diagnostics import nearest
from generator.drawings import Drawings
from generator.markdown import typography
from generator.parse import Document
from generator.rules import wording
from generator.trace import Door, Input


@dataclass(frozen=True)
class Entry:
    """A page as navigation and lists name it, without its summary."""

    id: str
    title: str
    nav: str
    url: str
    order: int | None
    template: str


@dataclass
class Library:
    """Makes inputs from what was loaded and parsed."""

    site: Site
    content: Content
    documents: dict[str, Document]
    assets: dict[str, Asset]
    cache: Cache
    closures: dict[str, str] = field(default_factory=dict)

    def door(self) -> Door:
        """Return the door that opens on all of it."""
        drawings = Drawings(self.site, self.content, self.cache)
        return Door(
            {
                "document": self.document,
                "stat": lambda id: Input.of(self.content.stats[id]),
                "dataset": self.dataset,
                "source": lambda id: Input.of(self.content.sources[id]),
                "term": lambda id: Input.of(self.content.terms[id]),
                "chart": lambda id: Input(self.content.charts[id], self.content.charts[id].digest),
                "rulebook": lambda id: Input(
                    self.content.rulebooks[id], self.content.rulebooks[id].digest
                ),
                "drawing": drawings.drawing,
                "citation": self.citation,
                "all_sources": self.all_sources,
                "string": lambda key: Input.of(self.content.strings[key]),
                "strings": lambda _: Input.of(self.content.strings),
                "asset": self.asset,
                "asset_bytes": lambda name: Input(self.assets[name].data, self.assets[name].digest),
                "template": self.template,
                "has_template": lambda name: Input.of(name in self.closures),
                "settings": lambda _: Input.of((self.site.settings, self.site.base_url)),
                "pages": self.pages,
                "link": self.link,
                "section": lambda name: Input.of(tuple(self.content.section(name))),
                "section_link": self.section_link,
                "live": drawings.live,
                "runtime": drawings.runtime,
                "runtime_name": drawings.runtime_name,
                "rasterize": drawings.rasterize,
                "dataset_charts": self.dataset_charts,
                "dataset_uses": self.dataset_uses,
                "chart_uses": self.chart_uses,
            }
        )

    def document(self, name: str) -> Input:
        """A parsed page, by ``locale:id``."""
        document = self.documents[name]
        return Input(document, document.page.digest)

    def dataset(self, id: str) -> Input:
        """A dataset with its descriptor."""
        dataset = self.content.datasets[id]
        key = files.digest((dataset.digest + repr(dataset.descriptor)).encode())
        return Input(dataset, key)

    def citation(self, name: str) -> Input:
        """A source, formatted, by ``locale:id``."""
        code, id = name.split(":", 1)
        locale = next(locale for locale in self.site.locales if locale.code == code)
        return Input.of(citations.html(self.content.sources[id], locale))

    def all_sources(self, code: str) -> Input:
        """Every source of the site, formatted, with the pages of a language that use it."""
        uses: dict[str, list[dict[str, str]]] = {id: [] for id in self.content.sources}
        for page in self.content.pages_in(code):
            document = self.documents[f"{code}:{page.id}"]
            link = {"page_title": document.title.text, "url": self.site.url(page.path)}
            used = [id for r in document.references for id in self.sources_of(r.kind, r.name)]
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

    def pages(self, code: str) -> Input:
        """A language's pages as lists name them."""
        return Input.of(
            tuple(
                Entry(
                    page.id,
                    self.documents[f"{code}:{page.id}"].title.text,
                    typography.plain(page.front.nav or "", typography.language_of(page.locale.tag))
                    or self.documents[f"{code}:{page.id}"].title.text,
                    self.site.url(page.path),
                    page.front.order,
                    page.front.template,
                )
                for page in self.content.pages_in(code)
            )
        )

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
        documents = [self.documents[page.name] for page in self.content.pages_in(code)]
        return Input.of(
            tuple(
                (document.title.text, self.site.url(document.page.path))
                for document in documents
                if any(wanted(reference.kind, reference.name) for reference in document.references)
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
