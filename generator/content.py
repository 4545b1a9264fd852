"""Everything that pages are made from, as read and validated, by id."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Location
from generator.model import Chart, Dataset, Page, Source, Stat, Term
from generator.yamlfile import YamlDocument

DATA_FOLDER = "data_folder"


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
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    documents: dict[str, YamlDocument] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_name = {page.name: page for page in self.pages}

    def place(self, kind: str, id: str) -> Location:
        """Return where a source, term or chart is defined."""
        return self.places[f"{kind}:{id}"]

    def pages_in(self, locale: str) -> list[Page]:
        """Return a language's pages, in the order of navigation and then of their ids."""
        pages = [page for page in self.pages if page.locale.code == locale]
        return sorted(pages, key=lambda p: (p.front.order is None, p.front.order or 0, p.id))

    def data_path(self, locale: str, id: str = "") -> str:
        """Return the path of a dataset's page, or without an id of the list of them all."""
        folder = self.strings.get(DATA_FOLDER, {}).get(locale) or "data"
        return f"{locale}/{folder}/{id}/" if id else f"{locale}/{folder}/"

    def data_paths(self, locale: str) -> list[str]:
        """Return the paths of a language's pages about datasets: the list, then each."""
        if not self.datasets:
            return []
        return [self.data_path(locale, id) for id in ("", *sorted(self.datasets))]

    def page(self, locale: str, id: str) -> Page | None:
        """Return a page by its language and id."""
        return self._by_name.get(f"{locale}:{id}")
