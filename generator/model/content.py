"""Everything that pages are made from, as read and validated, by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from generator.diagnostics import Location
from generator.files.yaml import Path, YamlDocument
from generator.language.characters import letters
from generator.model.agreed import Agreed, PublishedRecord
from generator.model.archive import ArchiveRecord
from generator.model.chart import Chart
from generator.model.dataset import Dataset
from generator.model.page import Page, Reference
from generator.model.picture import Picture
from generator.model.rulebook import Rulebook
from generator.model.site import Site
from generator.model.source import Source, Term
from generator.model.stat import Stat
from generator.model.text import Described, Text
from generator.model.timeline import EVERY, Event

# Parts of the site that the generator makes pages for: a list, and one page for each id. Their
# folders' names are strings of the templates: ``data_folder``.
SECTIONS = ("charts", "data")
# The search page's folder is named in the same way: ``search_folder``.
SEARCH = "search"


class Placed(NamedTuple):
    """Words beside pages, with the file that they stand in and their whole path in it."""

    document: YamlDocument
    text: Text

    def at(self, code: str) -> Location:
        """Return where the words of a language begin."""
        path, item = self.text.path, self.text.item
        return self.document.locate((*path, code) if item is None else (*path, code, item))


class Content(Struct, dict=True):
    """Everything that pages are made from, by id.

    ``pages`` come without their bodies; ``unread`` are the files of drafts and of pages with faults
    in their front matter. ``agreed`` and ``published`` are what ``explainer agree`` wrote down,
    ``archive`` what ``explainer archive`` did; None: nothing yet. ``hidden`` are the charts,
    datasets and pictures that only drafts use (``chart:ID``): they are checked, and not published.
    ``is_translated`` is whether the site has more than one language.
    """

    pages: list[Page] = field(default_factory=list)
    datasets: dict[str, Dataset] = field(default_factory=dict)
    stats: dict[str, Stat] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    rulebooks: dict[str, Rulebook] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    documents: dict[str, YamlDocument] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    agreed: Agreed | None = None
    published: PublishedRecord | None = None
    archive: ArchiveRecord | None = None
    hidden: frozenset[str] = frozenset()
    is_translated: bool = True

    @cached_property
    def _by_name(self) -> dict[str, Page]:
        return {page.name: page for page in self.pages}

    def copied(self) -> Content:
        """Return the same content, to which more can be added while this stays as it is."""
        parts = asdict(self).items()
        return replace(self, **{k: copy(v) for k, v in parts if isinstance(v, dict | list | set)})

    def place(self, kind: str, id: str) -> Location:
        """Return where a source, a term, a chart or the like is defined."""
        return self.places[f"{kind}:{id}"]

    def is_broken(self, kind: str, id: str) -> bool:
        """Say whether something is missing because its definition has faults that were reported.

        Of a file that could not be read at all nobody knows which ids it defines.
        """
        if kind == "tag":
            return any(one.startswith("event:") for one in self.broken)
        return f"{kind}:{id}" in self.broken or f"{kind}:*" in self.broken

    def tagged(self, tags: Iterable[str]) -> list[str]:
        """Return the ids of the events that have one of these tags, in the order of their dates."""
        wanted = set(tags)
        found = (id for id, one in self.events.items() if wanted & {EVERY, *one.tags})
        return sorted(found, key=lambda id: self.events[id].date)

    def pages_in(self, locale: str) -> list[Page]:
        """Return a language's pages, as a reader may go through them.

        They follow their ``order`` and then their ids, those of a folder their titles; the pages of
        a folder come after its index page, before all that comes after it.
        """
        return sorted((p for p in self.pages if p.locale.code == locale), key=self._reading_order)

    def _reading_order(self, page: Page) -> tuple[tuple[bool, int, str, str], ...]:
        parent, order = self.parent(page), page.front.order
        title = letters(page.front.title) if parent else ""
        place = (order is None, order or 0, title, page.id)
        return (*self._reading_order(parent), place) if parent else (place,)

    def parent(self, page: Page) -> Page | None:
        """Return the index page above a page: of the nearest folder around it that has one.

        The home page, above all of them, is none.
        """
        folder = page.id.removesuffix("/index")
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if found := self.page(page.locale.code, f"{folder}/index"):
                return found
        return None

    def section(self, name: str) -> list[str]:
        """Return the ids that a section has a page for."""
        kind, every = ("chart", self.charts) if name == "charts" else ("dataset", self.datasets)
        return sorted(id for id in every if f"{kind}:{id}" not in self.hidden)

    def section_path(self, name: str, locale: str, id: str = "") -> str:
        """Return the path of a section's page for an id, or without one of the list of them all."""
        folder = self.strings.get(f"{name}_folder", {}).get(locale) or name
        above = f"{locale}/" if self.is_translated else ""
        return f"{above}{folder}/{id}/" if id else f"{above}{folder}/"

    def section_paths(self, site: Site, locale: str) -> list[str]:
        """Return the paths of the pages that the generator makes in a language.

        They are the search page's, if the site has one, and those of sections, each list first.
        """
        paths = [
            self.section_path(name, locale, id)
            for name in SECTIONS
            if (ids := self.section(name))
            for id in ("", *ids)
        ]
        return [self.section_path(SEARCH, locale), *paths] if site.has_search else paths

    def by_kind(self) -> dict[str, Mapping[str, object]]:
        """Return what pages may refer to by name: kind to id to thing."""
        return {
            "stat": self.stats,
            "source": self.sources,
            "term": self.terms,
            "chart": self.charts,
            "rulebook": self.rulebooks,
            "event": self.events,
            "picture": self.pictures,
            "tag": dict.fromkeys(
                (EVERY, *(tag for event in self.events.values() for tag in event.tags))
            ),
        }

    def texts(self) -> Iterator[Placed]:
        """Walk all the words that stand beside pages, with their places."""
        for kind, id in self.described():
            yield from self.texts_of(kind, id)

    def texts_of(self, kind: str, id: str) -> Iterator[Placed]:
        """Walk the words of a dataset, a chart, a term, an event, a rulebook, or its cases."""
        for document, base, thing in self._things(kind, id):
            for text in thing.texts():
                yield Placed(document, text._replace(path=(*base, *text.path)))

    def cited(self) -> Iterator[Reference]:
        """Walk the sources that all but pages names, each where it is named."""
        for kind, id in self.described():
            for document, base, thing in self._things(kind, id):
                for path, source, line, passage in thing.cited():
                    if line is None:
                        place = document.locate((*base, *path))
                    else:
                        place = Location(self.datasets[id].file, line)
                    yield Reference("source", source, place, passage)

    def sources_of(self, kind: str, name: str) -> list[str]:
        """Return the ids of the sources that a page has to show for a use of something."""
        if kind == "source":
            return [name]
        if kind == "stat":
            return list(self.stats[name].sources)
        if kind == "chart":
            chart = self.charts[name]
            return chart.sources(self.datasets[chart.words.table.dataset])
        if kind == "rulebook":
            return list(dict.fromkeys(cited.id for cited in self.rulebooks[name].cited()))
        return []

    def described(self) -> Iterator[tuple[str, str]]:
        """Walk the kinds and ids of all that has words beside pages."""
        yield from (("dataset", id) for id in self.datasets)
        yield from (("chart", id) for id in self.charts)
        yield from (("term", id) for id in self.terms)
        yield from (("event", id) for id in self.events)
        for id in self.rulebooks:
            yield "rulebook", id
            yield "cases", id

    def _things(self, kind: str, id: str) -> Iterator[tuple[YamlDocument, Path, Described]]:
        """Walk what one id stands for: each with its file, and its path in the file."""
        if kind == "term":
            yield self.documents["term"], (id,), self.terms[id]
        elif kind == "event":
            yield self.documents["event"], (id,), self.events[id]
        elif kind == "cases":
            for case in self.rulebooks[id].cases:
                yield self.documents[f"cases:{id}"], (case.position,), case
        else:
            things: dict[str, Mapping[str, Described]] = {
                "dataset": self.datasets,
                "chart": self.charts,
                "rulebook": self.rulebooks,
            }
            yield self.documents[f"{kind}:{id}"], (), things[kind][id]

    def page(self, locale: str, id: str) -> Page | None:
        """Return a page by its language and id."""
        return self._by_name.get(f"{locale}:{id}")
