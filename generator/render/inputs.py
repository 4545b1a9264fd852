"""The providers behind the door: everything that an output may read, by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from generator.diagnostics import Location, nearest
from generator.files import tokens
from generator.files.cache import Cache
from generator.load.assets import Asset
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site
from generator.render import citations
from generator.render.drawings import Drawings
from generator.render.lists import Listings, face
from generator.trace import Door, Input, Later, Made, Provider, printed

# What no published file shows of the settings; the address is the run's, not always theirs.
UNSHOWN = {"freshness_days", "base_url"}
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
    closures: dict[str, str]
    cache: Cache

    def door(self, made: Made | None = None) -> Door:
        """Return the door that opens on all of it; ``made`` are inputs that still hold."""
        return Door(self._of_no_page() | self._of_one_page() | self._of_all_pages(), made)

    def _of_no_page(self) -> dict[str, Provider]:
        """What stays as it is when only pages change."""
        content, assets, closures = self.content, self.assets, self.closures
        return {
            "stat": self.stat,
            "dataset": self.dataset,
            "descriptor": self.descriptor,
            "csv": self.csv,
            "row_count": lambda id: Input.of(len(content.datasets[id].rows)),
            "dataset_charts": self.dataset_charts,
            "section": lambda name: Input.of(tuple(content.section(name))),
            "section_link": self.section_link,
            "source": lambda id: Input.of(content.sources[id]),
            "citation": self.citation,
            "term": lambda id: Input.of(content.terms[id]),
            "chart": lambda id: Input(content.charts[id], content.charts[id].digest),
            "rulebook": lambda id: Input(content.rulebooks[id], content.rulebooks[id].digest),
            "string": self.string,
            "strings": lambda _: Input.of(content.strings),
            "has_string": lambda key: Input.of(key in content.strings),
            "asset": self.asset,
            "asset_bytes": lambda name: Input(assets[name].data, assets[name].digest),
            "template": lambda name: Input(None, closures.get(name, "")),
            "has_template": lambda name: Input.of(name in closures),
            "token": self.token,
            "settings": self.settings,
        } | Drawings(self.site, content, self.cache).providers()

    def _of_one_page(self) -> dict[str, Provider]:
        """What changes with the page that it names."""
        return {
            "document": self.document,
            "summary": self.summary,
            "cover": self.cover,
            "link": self.link,
        }

    def _of_all_pages(self) -> dict[str, Provider]:
        """What changes with what any page shows of itself to others."""
        return Listings(self.site, self.content, self.documents).providers()

    def still(self, made: Made, documents: dict[str, Document]) -> Made:
        """Return those inputs that are as they were made, when only pages have changed since."""
        mine = self.documents
        names = mine.keys() | documents.keys()
        changed = {name for name in names if mine.get(name) is not documents.get(name)}
        kinds = set(self._of_no_page())
        if all(face(mine.get(name)) == face(documents.get(name)) for name in changed):
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

    def summary(self, name: str) -> Input:
        """A page's summary and the day of its review, by ``locale:id``."""
        document = self.documents[name]
        front, tag = document.page.front, document.page.locale.tag
        seen = printed((front.summary, front.reviewed, tag))
        return Input((document.summary, front.reviewed), seen)

    def cover(self, name: str) -> Input:
        """A page's title and its charts, by ``locale:id``."""
        document = self.documents[name]
        front, tag = document.page.front, document.page.locale.tag
        charts = tuple(id for kind, id in document.used if kind == "chart")
        return Input((document.title, charts), printed((front.title, charts, tag)))

    def stat(self, id: str) -> Input:
        """A stat; where it is defined is nothing that a reader sees."""
        stat = self.content.stats[id]
        return Input(stat, printed(replace(stat, location=UNSEEN)))

    def dataset(self, id: str) -> Input:
        """A dataset with its descriptor."""
        dataset = self.content.datasets[id]
        return Input(dataset, dataset.fingerprint)

    def descriptor(self, id: str) -> Input:
        """A dataset without its rows: what its columns are, what is said of it."""
        return Input.of(replace(self.content.datasets[id], rows=(), csv=b"", digest=""))

    def csv(self, id: str) -> Input:
        """A dataset's file."""
        dataset = self.content.datasets[id]
        return Input(dataset.csv, dataset.digest)

    def dataset_charts(self, id: str) -> Input:
        """The ids of the charts drawn from a dataset, those with it in their table first."""
        charts = [c for c in self.content.charts.values() if id in c.words.datasets]
        charts.sort(key=lambda chart: (chart.words.table.dataset != id, chart.id))
        return Input.of(tuple(chart.id for chart in charts))

    def citation(self, name: str) -> Input:
        """A source, formatted, by ``locale:id``."""
        code, id = name.split(":", 1)
        return Input.of(citations.html(self.content.sources[id], self.site.locale(code)))

    def string(self, name: str) -> Input:
        """The words of a string, by ``locale:key``."""
        code, key = name.split(":", 1)
        return Input.of(self.content.strings[key][code])

    def asset(self, name: str) -> Input:
        """The address of a static file; LookupError (told at the template's line) if none."""
        if name not in self.assets:
            hint = nearest(name, self.assets)
            raise LookupError(f"there is no file 'static/{name}'" + (hint and f", {hint}"))
        return Input.of(self.site.url(self.assets[name].path))

    def token(self, name: str) -> Input:
        """The value of a design token, by ``theme:name``; None when there is none."""
        theme, name = name.split(":", 1)
        return Input.of(self._tokens[theme].get(name))

    @cached_property
    def _tokens(self) -> tokens.Tokens:
        sheet = self.assets.get(tokens.SHEET)
        return tokens.parse(sheet.data.decode() if sheet else "")

    def settings(self, _: str) -> Input:
        """What pages show of the settings, and the address that they are published at."""
        shown = self.site.settings.model_dump(exclude=UNSHOWN)
        return Input(self.site.settings, printed((shown, self.site.base_url)))

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
