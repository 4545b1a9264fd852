"""A page: its front matter, and what it names."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import (
    AliasChoices,
    Field,
)

from generator.diagnostics import Location
from generator.model.site import Locale
from generator.model.written import Slug, Written


class Change(Written):
    """A dated correction or update of a page."""

    date: datetime.date = Field(description="The day of the change.")
    text: str = Field(description="What was changed, in a sentence; inline Markdown.")


class FrontMatter(Written):
    """The fields between the ``---`` lines at the top of a page.

    ``description`` and ``date``, the names of other generators, are taken for ``summary`` and
    ``published``, so that pages written for them build as they are.
    """

    title: Annotated[str, Field(min_length=1)] = Field(description="The page's title.")
    summary: str = Field(
        default="",
        validation_alias=AliasChoices("summary", "description"),
        description=(
            "One or two sentences on the page, shown under its title, in lists and in search "
            "engines; explainers must have it. `description` is taken for it."
        ),
    )
    reviewed: datetime.date | None = Field(
        default=None,
        description="The day on which the page's facts were last checked; explainers must have it.",
    )
    published: datetime.date | None = Field(
        default=None,
        validation_alias=AliasChoices("published", "date"),
        description="The day on which the page was first published. `date` is taken for it.",
    )
    template: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] = Field(
        default="page",
        description=(
            "The template in `templates/` that the page is rendered with. With `explainer`, "
            "the stricter checks apply."
        ),
    )
    slug: Slug | None = Field(
        default=None,
        description="The last part of the page's address, where it is not to be the file's name.",
    )
    draft: bool = Field(
        default=False, description="Whether the page is left out of the published site."
    )
    order: int | None = Field(
        default=None,
        description=(
            "The page's place in the navigation and in lists; a page without it comes last in "
            "lists, and is not in the navigation."
        ),
    )
    nav: str | None = Field(
        default=None, description="The page's name in the navigation, where it is not its title."
    )
    translated: bool = Field(
        default=True,
        description=(
            "Whether the page is to be there in every language; with `false`, no translation "
            "is asked for."
        ),
    )
    changes: tuple[Change, ...] = Field(
        default=(), strict=False, description="Corrections and updates, shown at the page's foot."
    )


@dataclass(frozen=True)
class Page:
    """A page before its Markdown is parsed.

    ``id`` is the file's path below the language's folder without its suffix; translations share it.
    ``body`` starts at line ``body_line`` of the file.
    """

    id: str
    locale: Locale
    file: str
    front: FrontMatter
    title_at: Location
    summary_at: Location
    body: str
    body_line: int
    digest: str

    @cached_property
    def name(self) -> str:
        """The page's name among all: ``en:deal``."""
        return f"{self.locale.code}:{self.id}"

    @cached_property
    def path(self) -> str:
        """The permalink's path below the base URL: ``en/deal/``."""
        *folders, name = self.id.split("/")
        if self.front.slug:
            name = self.front.slug
        elif name == "index":
            name = ""
        return "/".join([self.locale.code, *folders, name, ""]).replace("//", "/")

    @property
    def is_explainer(self) -> bool:
        """Whether the stricter checks apply."""
        return self.front.template == "explainer"


class Heading(NamedTuple):
    """A heading of a page, as the contents list shows it."""

    level: int
    id: str
    text: str
    location: Location


class Reference(NamedTuple):
    """A use of something by name: a stat, a source, a term, a chart, or a link to another page."""

    kind: str
    name: str
    location: Location
