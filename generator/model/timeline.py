"""Dated events, which timelines show and charts mark."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from generator.model.text import Cited, Text
from generator.model.written import Id, PartialDate, Words, Written

EVERY = "all"  # the tag of every event


class Event(Written):
    """An entry of ``content/timeline.yaml``."""

    date: PartialDate = Field(description="When it happened: a year, a month or a day.")
    text: Words = Field(description="What happened, in a sentence or two; inline Markdown.")
    label: Words | None = Field(
        default=None,
        description="The event in a word or two, for the charts that mark it; no Markdown.",
    )
    tags: tuple[Id, ...] = Field(
        default=(),
        strict=False,
        description=f"The groups that it belongs to, by any names; `{EVERY}` has every event.",
    )

    def texts(self) -> Iterator[Text]:
        """Walk its words."""
        yield Text(("text",), self.text, date=self.date)
        if self.label is not None:
            yield Text(("label",), self.label, markdown=False)

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names: none beside its words, which cite their own."""
        yield from ()
