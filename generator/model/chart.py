"""Charts: the words beside a module, and what was loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    Field,
)

from generator.model.written import Words, Written


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
