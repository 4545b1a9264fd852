"""Sources with their passages, and glossary terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
)

from generator.model.text import Cited, Text, fields, listed
from generator.model.written import (
    Day,
    Id,
    PartialDate,
    Said,
    SaidAddress,
    Words,
    Written,
    refusal,
    said,
)

QUOTED = 60  # the words that a quotation may have, which is little enough to quote


class Person(Written):
    """An author, by CSL's names: a person's two parts, or an organization's ``literal``."""

    family: str = Field(default="", description="A person's family name.")
    given: str = Field(default="", description="A person's given names.")
    literal: str = Field(default="", description="The name of an organization.")


def _short(quote: str | dict[str, str]) -> str | dict[str, str]:
    for text in quote.values() if isinstance(quote, dict) else [quote]:
        if (count := len(text.split())) > QUOTED:
            message = f"a quotation has at most {QUOTED} words, and this one has {count}"
            raise refusal(message, "quote no more than the sentence needs")
    return quote


class Passage(Written):
    """The words of a source that a sentence rests on, as they stand there."""

    model_config = ConfigDict(populate_by_name=True)

    quote: Annotated[Said, AfterValidator(_short)] = Field(
        description=(
            f"The exact words, at most {QUOTED}: in the source's language, or in each language in "
            "which it is official."
        )
    )
    translation: dict[str, str] = Field(
        default_factory=dict,
        description="The editor's own translation of the words, by language, where one is needed.",
    )
    locator: Said = Field(description="Where in the source they stand: section, page, paragraph.")
    read: Day = Field(description="The day on which they were read there.")
    read_in: str = Field(
        default="",
        alias="copy",
        description="The copy that they were read in, where that was not the original.",
    )
    current_to: Day | None = Field(
        default=None, description="The day to which the text of a law is current."
    )

    def quotes(self, language: str) -> dict[str, str]:
        """Return the words by language; those in one language are in ``language``."""
        return self.quote if isinstance(self.quote, dict) else {language: self.quote}


class Source(Written):
    """Where something was read, by CSL's field names (docs.citationstyles.org, CSL 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: Literal[
        "webpage", "article-newspaper", "report", "legislation", "legal_case", "post", "dataset"
    ] = Field(default="webpage", description="What kind of thing the source is.")
    title: Said = Field(description="The source's title.")
    publisher: Said | None = Field(default=None, description="Who published it.")
    container_title: Said | None = Field(
        default=None,
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
    URL: SaidAddress | None = Field(default=None, description="Its address on the web.")
    archived: SaidAddress | None = Field(
        default=None, description="The address of a copy in an archive of the web."
    )
    number: str = Field(default="", description="Its number: of a report, a law, a judgment.")
    language: str = Field(
        default="", description="The language it is in, where it is not the page's: `fr`."
    )
    note: Words | None = Field(default=None, description="A remark shown with the source.")
    passages: dict[Id, Passage] = Field(
        default_factory=dict,
        description="Its words that the site rests on, by name; a citation names one as `id#name`.",
    )

    def titled(self, code: str) -> str:
        """Return the title in a language, or as it is."""
        return said(self.title, code)

    def published_by(self, code: str) -> str:
        """Return the publisher's name in a language, or nothing."""
        return said(self.publisher or "", code)

    def contained_in(self, code: str) -> str:
        """Return in a language the title of what it appeared in, or nothing."""
        return said(self.container_title or "", code)

    def url(self, code: str) -> str:
        """Return the address of its version in a language, or of another; nothing without one."""
        return said(self.URL or "", code)

    def copy_url(self, code: str) -> str:
        """Return the address of the archived copy, as for ``url``."""
        return said(self.archived or "", code)


class Term(Written):
    """A glossary entry."""

    term: Words = Field(description="The word, as readers see it.")
    definition: Words = Field(description="What it means, in a sentence or two; inline Markdown.")
    sources: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="The sources of the definition, by name: `id`, or `id#passage`.",
    )

    def texts(self) -> Iterator[Text]:
        """Walk its words."""
        yield from fields(self, (), self.sources, "term", "definition")

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names."""
        yield from listed(self.sources)
