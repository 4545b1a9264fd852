"""Charts: the words beside a module, and what was loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from pydantic import (
    Field,
)

from generator.model.filter import Named
from generator.model.text import Cited, Text, fields, listed, source_ids
from generator.model.written import Words, Written

if TYPE_CHECKING:
    from generator.model.dataset import Dataset


class TableChoice(Written):
    """Which rows and columns stand in the table beside a chart."""

    dataset: str = Field(description="The dataset whose rows are shown.")
    columns: tuple[str, ...] = Field(
        strict=False, description="The columns that are shown, in this order."
    )
    where: Named = Field(
        default_factory=dict,
        description="Which rows are shown, written like the `where` of a stat.",
    )


class ChartWords(Written):
    """``content/charts/NAME.yaml``: a chart's words, and what it is drawn from."""

    title: Words = Field(description="What the chart says, in one line.")
    subtitle: Words = Field(description="What is drawn, and in which unit.")
    description: Words = Field(
        description="What can be seen in the chart, for readers who do not see it; inline Markdown."
    )
    datasets: Annotated[tuple[str, ...], Field(min_length=1, strict=False)] = Field(
        description="The datasets that the chart's module reads."
    )
    table: TableChoice = Field(description="The table of the chart's numbers.")
    events: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="The events of `content/timeline.yaml` that the module marks.",
    )
    outlines: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description=(
            "The map outlines of `content/data/geo/` that the module reads, without the ending."
        ),
    )
    sources: tuple[str, ...] | None = Field(
        default=None,
        strict=False,
        description="The chart's sources, where they are not those of the dataset in its table.",
    )


class Chart(Struct, frozen=True):
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
            return source_ids(self.words.sources)
        rows = dataset.select(self.words.table.where)
        named = [str(row.values["source"]) for row in rows if row.values.get("source")]
        return list(dict.fromkeys(named or source_ids(dataset.descriptor.sources)))
