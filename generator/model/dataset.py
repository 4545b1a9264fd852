"""Datasets: a Frictionless descriptor and typed rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from generator import files
from generator.model.text import Cited, Text, fields, listed
from generator.model.written import Id, WebAddress, WordLists, Words, Written


class Constraints(Written):
    """What a column's values must satisfy (Frictionless Table Schema, field constraints)."""

    required: bool = Field(default=False, description="Whether no cell of the column may be empty.")
    unique: bool = Field(
        default=False, description="Whether no value may stand twice in the column."
    )
    minimum: int | float | None = Field(default=None, description="The smallest number allowed.")
    maximum: int | float | None = Field(default=None, description="The largest number allowed.")
    enum: tuple[str | int, ...] | None = Field(
        default=None, strict=False, description="The only values allowed."
    )
    pattern: str | None = Field(
        default=None, description="A regular expression that every cell must match as a whole."
    )


FieldType = Literal["string", "integer", "number", "year", "yearmonth", "date", "boolean"]


class Column(Written):
    """A column of a dataset (Frictionless Table Schema, field descriptor)."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] = Field(
        description="The column's name in the header of the CSV file."
    )
    type: FieldType = Field(description="What the column's cells are.")
    title: Words = Field(description="The column's name as readers see it.")
    description: Words | None = Field(default=None, description="What the column holds.")
    unit: Words | None = Field(default=None, description="The unit of the column's numbers.")
    constraints: Constraints = Field(
        default=Constraints(), description="What the column's cells must satisfy."
    )
    labels: dict[str | int, Words] = Field(
        default_factory=dict, description="What readers see in place of a value, by value."
    )

    def label(self, value: Cell) -> dict[str, str] | None:
        """Return what readers see in place of a value, in every language; None if it has none."""
        if isinstance(value, Decimal):
            return self.labels.get(int(value)) if value == int(value) else None
        return None if value is None or isinstance(value, bool) else self.labels.get(value)


class TableSchema(Written):
    """A dataset's columns in the order of the file, and its key (Frictionless Table Schema)."""

    fields: Annotated[list[Column], Field(min_length=1)] = Field(
        description="The columns, in the order of the CSV file."
    )
    primaryKey: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="The columns whose values together tell every row from all others.",
    )
    missingValues: tuple[str, ...] = Field(
        default=("",), strict=False, description="What an empty cell looks like."
    )


class Licence(Written):
    """A licence by Frictionless's names."""

    name: str = Field(default="", description="The licence's short name, such as `CC-BY-4.0`.")
    title: str = Field(default="", description="The licence's name in full.")
    path: WebAddress | None = Field(default=None, description="The address of its text.")


class Total(Written):
    """A row that is the sum of others: where ``over`` is ``total``, of those where it is ``parts``.

    ``by`` names the columns that tell one such sum from the next.
    """

    column: str = Field(description="The column of numbers that are added up.")
    over: str = Field(description="The column that tells the total's row from those of its parts.")
    total: str | int = Field(description="The value of `over` in the total's row.")
    parts: Annotated[tuple[str | int, ...], Field(min_length=1, strict=False)] = Field(
        description="The values of `over` in the rows that are added up."
    )
    by: tuple[str, ...] = Field(
        default=(), strict=False, description="The columns that tell one such sum from the next."
    )


class Descriptor(Written):
    """``content/data/NAME.yaml``: a Frictionless data resource with its words in every language."""

    name: Id = Field(description="The dataset's name: that of its files, without the ending.")
    path: str = Field(description="The CSV file beside this one.")
    title: Words = Field(description="The dataset's name as readers see it.")
    description: Words = Field(description="What the dataset holds.")
    unit: Words = Field(description="What its numbers count: persons, metres.")
    publisher: Words = Field(description="Who published the data.")
    homepage: WebAddress | None = Field(
        default=None, description="The address of the publisher's page on the data."
    )
    sources: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="The sources of the data, by their names in `sources.yaml`.",
    )
    licenses: tuple[Licence, ...] = Field(
        default=(), strict=False, description="The licences under which the data may be used."
    )
    as_of: datetime.date = Field(
        description="The day up to which the data go, or on which they were read."
    )
    caveats: WordLists | None = Field(
        default=None,
        description="What a reader should know before relying on the data: a list of sentences.",
    )
    table: TableSchema = Field(alias="schema", description="The columns and the key.")
    totals: tuple[Total, ...] = Field(
        default=(), strict=False, description="Rows that must be the sum of others."
    )


_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_SPAN = {
    "type": "object",
    "properties": {"from": _SCALAR, "to": _SCALAR},
    "additionalProperties": False,
}
_WANTED = {"anyOf": [_SCALAR, _SPAN, {"type": "array", "items": {"anyOf": [_SCALAR, _SPAN]}}]}
# Columns, and what a row must hold in them to be taken: ``stats.select`` says how they compare.
Where = Annotated[
    dict[str, object],
    WithJsonSchema(
        {"title": "columns and values", "type": "object", "additionalProperties": _WANTED}
    ),
]

# A cell's value by its column's type: months and dates are text in ISO form, empty cells None.
Cell = bool | int | Decimal | str | None


@dataclass(frozen=True)
class Row:
    """A row of a dataset: its typed values by column, and its line in the CSV file."""

    line: int
    values: dict[str, Cell]


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

    def select(self, where: Where) -> tuple[Row, ...]:
        """Return the rows whose columns hold the wanted values.

        A wanted value is one value, a list (any of them), or a mapping with ``from`` and ``to``
        (inclusive, either may be left out). Dates compare in ISO form.

        Raises:
            KeyError: a column that the dataset does not have.
        """
        for name in where:
            if self.column(name) is None:
                raise KeyError(name)
        return tuple(
            row for row in self.rows if all(_holds(row.values[n], w) for n, w in where.items())
        )

    def texts(self) -> Iterator[Text]:
        """Walk the words of its descriptor; none of them is Markdown."""
        described = self.descriptor
        names = ("title", "description", "unit", "publisher")
        yield from fields(described, (), described.sources, *names, markdown=False)
        caveats = described.caveats or {}
        for item in range(max(map(len, caveats.values()), default=0)):
            words = {code: texts[item] for code, texts in caveats.items() if item < len(texts)}
            yield Text(("caveats",), words, described.sources, markdown=False, item=item)
        for position, column in enumerate(described.table.fields):
            base = ("schema", "fields", position)
            yield from fields(column, base, (), "title", "description", "unit", markdown=False)
            for value, words in column.labels.items():
                yield Text((*base, "labels", value), words, markdown=False)

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that its descriptor names, then those of its rows, each once."""
        yield from listed(self.descriptor.sources)
        seen: set[str] = set()
        for row in self.rows if self.column("source") is not None else ():
            id = str(row.values["source"] or "")
            if id and id not in seen:
                seen.add(id)
                yield Cited((), id, row.line)


def _holds(value: Cell, wanted: object) -> bool:
    if isinstance(wanted, dict):
        low, high = wanted.get("from"), wanted.get("to")
        if value is None:
            return False
        return (low is None or _reaches(value, low)) and (high is None or _reaches(high, value))
    if isinstance(wanted, list):
        return any(_holds(value, one) for one in wanted)
    return value == _plain(wanted)


def _reaches(value: object, low: object) -> bool:
    """Say whether a value is at least as great as another; TypeError if they do not compare."""
    value, low = _plain(value), _plain(low)
    if isinstance(value, str) and isinstance(low, str):
        return value >= low
    if isinstance(value, int | float | Decimal) and isinstance(low, int | float | Decimal):
        return value >= low
    raise TypeError("values of different types")


def _plain(wanted: object) -> object:
    return wanted.isoformat() if isinstance(wanted, datetime.date) else wanted
