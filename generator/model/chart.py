"""Charts: the words beside a module, and what was loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    Field,
)

from generator.model.text import Cited, Text, fields, listed
from generator.model.written import Words, Written

if TYPE_CHECKING:
    from generator.model.dataset import Dataset


class TableChoice(Written):
    """Which rows and columns stand in the table beside a chart."""

    dataset: str
    columns: tuple[str, ...] = Field(strict=False)
    where: dict[str, Any] = Field(default_factory=dict)


class ChartWords(Written):
    """``content/charts/NAME.yaml``: a chart's words, and what it is drawn from."""

    title: Words
    subtitle: Words
    description: Words
    datasets: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
    table: TableChoice
    outlines: tuple[str, ...] = Field(default=(), strict=False)
    sources: tuple[str, ...] | None = Field(default=None, strict=False)


@dataclass(frozen=True)
class Chart:
    """A chart: its module's text, its words, and where each stood.

    ``outlines`` are the GeoJSON texts that a map is drawn from, by name.
    """

    id: str
    words: ChartWords
    module: str
    module_file: str
    words_file: str
    outlines: dict[str, str]
    digest: str

    def texts(self) -> Iterator[Text]:
        """Walk its words."""
        sources = self.words.sources or ()
        yield from fields(self.words, (), sources, "title", "subtitle", "description")

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names; one that names none has those of its table."""
        yield from listed(self.words.sources or ())

    def sources(self, dataset: Dataset) -> list[str]:
        """Return the ids of its sources: those it names, or those of the rows of its table.

        ``dataset`` is the table's.
        """
        if self.words.sources is not None:
            return list(self.words.sources)
        rows = dataset.select(self.words.table.where)
        named = [str(row.values["source"]) for row in rows if row.values.get("source")]
        return list(dict.fromkeys(named or dataset.descriptor.sources))
