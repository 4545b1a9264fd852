"""Sources and glossary terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import (
    ConfigDict,
    Field,
)

from generator.model.text import Cited, Text, fields, listed
from generator.model.written import PartialDate, WebAddress, Words, Written


class Person(Written):
    """An author, by CSL's names: a person's two parts, or an organization's ``literal``."""

    family: str = Field(default="", description="A person's family name.")
    given: str = Field(default="", description="A person's given names.")
    literal: str = Field(default="", description="The name of an organization.")


class Source(Written):
    """Where something was read, by CSL's field names (docs.citationstyles.org, CSL 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: Literal[
        "webpage", "article-newspaper", "report", "legislation", "legal_case", "post", "dataset"
    ] = Field(default="webpage", description="What kind of thing the source is.")
    title: str = Field(description="The source's title.")
    publisher: str = Field(default="", description="Who published it.")
    container_title: str = Field(
        default="",
        alias="container-title",
        description="What it appeared in: a newspaper, a journal, a website.",
    )
    author: tuple[Person, ...] = Field(default=(), strict=False, description="Who wrote it.")
    issued: PartialDate | None = Field(
        default=None, description="When it was published: a year, a month or a day."
    )
    accessed: PartialDate | None = Field(
        default=None, description="When it was last read: a year, a month or a day."
    )
    URL: WebAddress | None = Field(default=None, description="Its address on the web.")
    number: str = Field(default="", description="Its number: of a report, a law, a judgment.")
    language: str = Field(
        default="", description="The language it is in, where it is not the page's: `fr`."
    )
    note: Words | None = Field(default=None, description="A remark shown with the source.")


class Term(Written):
    """A glossary entry."""

    term: Words = Field(description="The word, as readers see it.")
    definition: Words = Field(description="What it means, in a sentence or two; inline Markdown.")
    sources: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="The sources of the definition, by their names in `sources.yaml`.",
    )

    def texts(self) -> Iterator[Text]:
        """Walk its words."""
        yield from fields(self, (), self.sources, "term", "definition")

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names."""
        yield from listed(self.sources)
