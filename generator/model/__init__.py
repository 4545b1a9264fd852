"""The nouns: what a site is made of, as editors write it and as the corridor passes it on."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)

from generator import files
from generator.diagnostics import Location


def _all_locales(words: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    """Refuse words that lack one of the site's languages, or have one that the site does not."""
    wanted = (info.context or {}).get("locales", ())
    for code in wanted:
        if not words.get(code):
            raise ValueError(f"the words for '{code}' are missing")
    for code in words:
        if wanted and code not in wanted:
            raise ValueError(f"'{code}' is not one of the site's languages")
    return words


def _slug(text: str) -> str:
    if not text or any(c.isspace() or c in "/\\?#%\"'<>" for c in text) or text.startswith("."):
        raise ValueError("a slug has letters, digits and hyphens only")
    return text


def _partial_date(value: object) -> object:
    """Take 2023, 2023-03 or 2023-03-24, in whichever type YAML gives it."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise ValueError("a year, a month or a day is expected here: 2023, 2023-03 or 2023-03-25")
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise ValueError("an address that begins with https:// is expected here")
    return text


Words = Annotated[dict[str, str], AfterValidator(_all_locales)]
WordLists = Annotated[dict[str, list[str]], AfterValidator(_all_locales)]
Slug = Annotated[str, AfterValidator(_slug)]
PartialDate = Annotated[str, BeforeValidator(_partial_date)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Written(BaseModel):
    """A model of something that an editor writes: frozen, and strict about names and types."""

    # A site has a use for some of the models: each is built when it is first asked for.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Locale(Written):
    """A language of the site: ``code`` in addresses, ``tag`` (BCP 47) for the reader's machine."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)?$")]
    tag: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")]
    name: str


class SiteSettings(Written):
    """``content/site.yaml``."""

    title: Words
    description: Words
    base_url: WebAddress = "http://localhost:8000/"
    locales: Annotated[list[Locale], Field(min_length=1)]
    freshness_days: Annotated[int, Field(ge=1)] = 365
    words_licence: Words | None = None


class Change(Written):
    """A dated correction or update of a page."""

    date: datetime.date
    text: str


class FrontMatter(Written):
    """The fields between the ``---`` lines at the top of a page.

    ``description`` and ``date``, the names of other generators, are taken for ``summary`` and
    ``published``, so that pages written for them build as they are.
    """

    title: Annotated[str, Field(min_length=1)]
    summary: str = Field("", validation_alias=AliasChoices("summary", "description"))
    reviewed: datetime.date | None = None
    published: datetime.date | None = Field(
        None, validation_alias=AliasChoices("published", "date")
    )
    template: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] = "page"
    slug: Slug | None = None
    draft: bool = False
    order: int | None = None
    nav: str | None = None
    translated: bool = True
    changes: tuple[Change, ...] = Field(default=(), strict=False)


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


class Constraints(Written):
    """What a column's values must satisfy (Frictionless Table Schema, field constraints)."""

    required: bool = False
    unique: bool = False
    minimum: int | float | None = None
    maximum: int | float | None = None
    enum: tuple[str | int, ...] | None = Field(default=None, strict=False)
    pattern: str | None = None


FieldType = Literal["string", "integer", "number", "year", "yearmonth", "date", "boolean"]


class Column(Written):
    """A column of a dataset (Frictionless Table Schema, field descriptor)."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
    type: FieldType
    title: Words
    description: Words | None = None
    unit: Words | None = None
    constraints: Constraints = Constraints()
    labels: dict[str | int, Words] = Field(default_factory=dict)


class TableSchema(Written):
    """A dataset's columns in the order of the file, and its key (Frictionless Table Schema)."""

    fields: Annotated[list[Column], Field(min_length=1)]
    primaryKey: tuple[str, ...] = Field(default=(), strict=False)
    missingValues: tuple[str, ...] = Field(default=("",), strict=False)


class Licence(Written):
    """A licence by Frictionless's names."""

    name: str = ""
    title: str = ""
    path: WebAddress | None = None


class Total(Written):
    """A row that is the sum of others: where ``over`` is ``total``, of those where it is ``parts``.

    ``by`` names the columns that tell one such sum from the next.
    """

    column: str
    over: str
    total: str | int
    parts: Annotated[tuple[str | int, ...], Field(min_length=1, strict=False)]
    by: tuple[str, ...] = Field(default=(), strict=False)


class Descriptor(Written):
    """``content/data/NAME.yaml``: a Frictionless data resource with its words in every language."""

    name: Id
    path: str
    title: Words
    description: Words
    unit: Words
    publisher: Words
    homepage: WebAddress | None = None
    sources: tuple[str, ...] = Field(default=(), strict=False)
    licenses: tuple[Licence, ...] = Field(default=(), strict=False)
    as_of: datetime.date
    caveats: WordLists | None = None
    table: TableSchema = Field(alias="schema")
    totals: tuple[Total, ...] = Field(default=(), strict=False)


class StatDefinition(Written):
    """One entry of ``content/stats.yaml``: how a number is computed from a dataset.

    ``where`` picks the rows, ``of`` the rows that a share or a ratio is taken of, or that a change
    starts from. ``round`` is the step to round to, in the unit printed.
    """

    dataset: str
    where: dict[str, Any] = Field(default_factory=dict)
    aggregate: Literal[
        "value",
        "sum",
        "mean",
        "min",
        "max",
        "first",
        "last",
        "count",
        "share",
        "change",
        "ratio",
    ] = "value"
    field: str | None = None
    of: dict[str, Any] | None = None
    show: str | None = None
    round: Annotated[float | int, Field(gt=0)] | None = None
    approximate: bool = False
    unit: Words | None = None
    label: Words


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
class Row:
    """A row of a dataset: its typed values by column, and its line in the CSV file."""

    line: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Dataset:
    """A dataset as read and validated; ``csv`` is the file's own bytes, published as they are."""

    id: str
    descriptor: Descriptor
    rows: tuple[Row, ...]
    csv: bytes
    digest: str
    file: str

    @cached_property
    def fingerprint(self) -> str:
        """The digest of the rows and of what the descriptor says of them."""
        return files.digest((self.digest + repr(self.descriptor)).encode())

    def column(self, name: str) -> Column | None:
        """Return the column of that name."""
        return next((c for c in self.descriptor.table.fields if c.name == name), None)


@dataclass(frozen=True)
class Stat:
    """A number, computed: ``value`` exact after rounding, ``rows`` what it came from."""

    id: str
    definition: StatDefinition
    value: Any
    exact: Any
    percent: bool
    rows: tuple[Row, ...]
    of_rows: tuple[Row, ...]
    sources: tuple[str, ...]
    location: Location


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
