"""Everything that pages are made from, as read and validated, by id."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Location
from generator.files.yaml import YamlDocument
from generator.model.chart import Chart
from generator.model.dataset import Dataset
from generator.model.page import Page
from generator.model.rulebook import Rulebook
from generator.model.source import Source, Term
from generator.model.stat import Stat

# Parts of the site that the generator makes pages for: a list, and one page for each id. Their
# folders' names are strings of the templates: ``data_folder``.
SECTIONS = ("charts", "data")


@dataclass
class Content:
    """Everything that pages are made from, by id.

    ``pages`` come without their bodies; ``unread`` are the files of drafts and of pages with faults
    in their front matter.
    """

    pages: list[Page] = field(default_factory=list)
    datasets: dict[str, Dataset] = field(default_factory=dict)
    stats: dict[str, Stat] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    rulebooks: dict[str, Rulebook] = field(default_factory=dict)
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    documents: dict[str, YamlDocument] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_name = {page.name: page for page in self.pages}

    def place(self, kind: str, id: str) -> Location:
        """Return where a source, a term, a chart or the like is defined."""
        return self.places[f"{kind}:{id}"]

    def pages_in(self, locale: str) -> list[Page]:
        """Return a language's pages, in the order of navigation and then of their ids."""
        pages = [page for page in self.pages if page.locale.code == locale]
        return sorted(pages, key=lambda p: (p.front.order is None, p.front.order or 0, p.id))

    def section(self, name: str) -> list[str]:
        """Return the ids that a section has a page for."""
        return sorted(self.charts if name == "charts" else self.datasets)

    def section_path(self, name: str, locale: str, id: str = "") -> str:
        """Return the path of a section's page for an id, or without one of the list of them all."""
        folder = self.strings.get(f"{name}_folder", {}).get(locale) or name
        return f"{locale}/{folder}/{id}/" if id else f"{locale}/{folder}/"

    def section_paths(self, locale: str) -> list[str]:
        """Return the paths of all that sections publish in a language, each list first."""
        return [
            self.section_path(name, locale, id)
            for name in SECTIONS
            if (ids := self.section(name))
            for id in ("", *ids)
        ]

    def page(self, locale: str, id: str) -> Page | None:
        """Return a page by its language and id."""
        return self._by_name.get(f"{locale}:{id}")
