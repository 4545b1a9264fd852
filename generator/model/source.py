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

    family: str = ""
    given: str = ""
    literal: str = ""


class Source(Written):
    """Where something was read, by CSL's field names (docs.citationstyles.org, CSL 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: Literal[
        "webpage", "article-newspaper", "report", "legislation", "legal_case", "post", "dataset"
    ] = "webpage"
    title: str
    publisher: str = ""
    container_title: str = Field("", alias="container-title")
    author: tuple[Person, ...] = Field(default=(), strict=False)
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    URL: WebAddress | None = None
    number: str = ""
    language: str = ""
    note: Words | None = None


class Term(Written):
    """A glossary entry."""

    term: Words
    definition: Words
    sources: tuple[str, ...] = Field(default=(), strict=False)

    def texts(self) -> Iterator[Text]:
        """Walk its words."""
        yield from fields(self, (), self.sources, "term", "definition")

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names."""
        yield from listed(self.sources)
