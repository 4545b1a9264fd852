"""Datasets: a Frictionless descriptor and typed rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
)

from generator import files
from generator.model.text import Cited, Text, fields, listed
from generator.model.written import Id, WebAddress, WordLists, Words, Written


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

    def select(self, where: dict[str, Any]) -> tuple[Row, ...]:
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
            id = row.values["source"]
            if id and id not in seen:
                seen.add(id)
                yield Cited((), str(id), row.line)


def _holds(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        low, high = _plain(wanted.get("from")), _plain(wanted.get("to"))
        if value is None:
            return False
        return (low is None or value >= low) and (high is None or value <= high)
    if isinstance(wanted, list):
        return any(_holds(value, one) for one in wanted)
    return bool(value == _plain(wanted))


def _plain(wanted: Any) -> Any:
    return wanted.isoformat() if isinstance(wanted, datetime.date) else wanted
