"""Datasets: a Frictionless descriptor and typed rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field, model_validator

from generator import files
from generator.model.filter import Scalar, Where, holds, plain
from generator.model.text import Cited, Text, fields, listed
from generator.model.written import (
    Id,
    WebAddress,
    WordLists,
    Words,
    Written,
    form,
    refusal,
)

LIMIT = 15  # digits of a number: more are not kept exactly by what draws and reads it
NUMERIC = ("integer", "number")
NAME = r"[A-Za-z_][A-Za-z0-9_]*"
LETTERS = "letters without accents, digits and underscores"


class Constraints(Written):
    """What a column's values must satisfy (Frictionless Table Schema, field constraints)."""

    required: bool = Field(default=False, description="Whether no cell of the column may be empty.")
    unique: bool = Field(
        default=False, description="Whether no value may stand twice in the column."
    )
    minimum: Scalar | None = Field(
        default=None, description="The smallest value allowed: a number, a year, a month or a date."
    )
    maximum: Scalar | None = Field(default=None, description="The largest value allowed.")
    enum: Annotated[tuple[Scalar, ...], Field(min_length=1, strict=False)] | None = Field(
        default=None, description="The only values allowed."
    )
    pattern: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(
        default=None,
        description=(
            "A regular expression that every cell must match as a whole, without looking back or "
            "ahead."
        ),
    )


FieldType = Literal["string", "integer", "number", "year", "yearmonth", "date", "boolean"]

Decimals = Annotated[str, form(r"[^\w+\-\"]", "one mark", 'it so: decimalChar: ","')]
Groups = Annotated[str, form(r"[^0-9A-Za-z+\-\"]?", "one mark", 'it so: groupChar: ","')]


class Column(Written):
    """A column of a dataset (Frictionless Table Schema, field descriptor).

    ``1 200,5 %`` has the decimal character ``,``, the group character " ", and is no bare number.
    """

    name: Annotated[str, form(NAME, "a column's name", LETTERS)] = Field(
        description="The column's name in the header of the CSV file."
    )
    type: FieldType = Field(description="What the column's cells are.")
    title: Words = Field(description="The column's name as readers see it.")
    description: Words | None = Field(default=None, description="What the column holds.")
    unit: Words | None = Field(default=None, description="The unit of the column's numbers.")
    constraints: Constraints = Field(
        default=Constraints(), description="What the column's cells must satisfy."
    )
    labels: dict[Scalar, Words] = Field(
        default_factory=dict, description="What readers see in place of a value, by value."
    )
    decimalChar: Decimals = Field(
        default=".", description="What stands before the decimals of the column's numbers."
    )
    groupChar: Groups = Field(
        default="", description="What stands between the thousands of the column's numbers."
    )
    bareNumber: bool = Field(
        default=True,
        description=(
            "Whether the numbers stand alone; where it is `false`, one and the same mark stands "
            "beside each, such as `%` or `$`."
        ),
    )
    missing: Literal["refuse", "skip"] = Field(
        default="refuse",
        description=(
            "What a stat does where a cell is empty: it refuses, or it skips the row and says so."
        ),
    )

    def label(self, value: Cell) -> dict[str, str] | None:
        """Return what readers see in place of a value, in every language; None if it has none."""
        return next((words for code, words in self.labels.items() if plain(code) == value), None)


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


Mark = Annotated[str, form(r"[^\w\r\n]", "one mark", 'one such as ";" or "\\t"')]


class Dialect(Written):
    """How a CSV file is written (Frictionless Table Dialect)."""

    delimiter: Mark = Field(default=",", description="What stands between two cells.")
    quoteChar: Mark = Field(
        default='"', description="What stands around a cell that has a delimiter in it."
    )
    doubleQuote: bool = Field(
        default=True, description="Whether a quote that belongs to the text is written twice."
    )
    escapeChar: Mark | None = Field(
        default=None, description="What stands before a mark that belongs to the text."
    )
    skipInitialSpace: bool = Field(
        default=False, description="Whether blanks after a delimiter are no part of the cell."
    )
    header: bool = Field(
        default=True, description="Whether the first line has the names of the columns."
    )

    @model_validator(mode="after")
    def _distinct(self) -> Dialect:
        marks = [self.delimiter, self.quoteChar, *filter(None, [self.escapeChar])]
        if len(set(marks)) < len(marks):
            message = "delimiter, quoteChar and escapeChar are not different marks"
            raise refusal(message, "give each its own")
        if " " in marks:
            hint = "part the cells by tabs or commas: blanks stand in cells too"
            raise refusal("a space is no delimiter and no quote", hint)
        return self


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
    total: Scalar = Field(description="The value of `over` in the total's row.")
    parts: Annotated[tuple[Scalar, ...], Field(min_length=1, strict=False)] = Field(
        description="The values of `over` in the rows that are added up."
    )
    by: tuple[str, ...] = Field(
        default=(), strict=False, description="The columns that tell one such sum from the next."
    )


class Descriptor(Written):
    """``content/data/NAME.yaml``: a Frictionless data resource with its words in every language."""

    name: Id = Field(description="The dataset's name: that of its files, without the ending.")
    path: Annotated[str, Field(max_length=200)] = Field(description="The CSV file beside this one.")
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
        description="The sources of the data, by name: `id`, or `id#passage`.",
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
    dialect: Dialect = Field(default=Dialect(), description="How the CSV file is written.")
    table: TableSchema = Field(alias="schema", description="The columns and the key.")
    totals: tuple[Total, ...] = Field(
        default=(), strict=False, description="Rows that must be the sum of others."
    )


# A cell's value by its column's type: months and dates are text in ISO form, empty cells None.
Cell = bool | int | Decimal | str | None


class Row(Struct, frozen=True):
    """A row of a dataset: its typed values by column, and its line in the CSV file."""

    line: int
    values: dict[str, Cell]


class Dataset(Struct, frozen=True, dict=True):
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

    @property
    def names(self) -> list[str]:
        """The columns' names, in the order of the file."""
        return [column.name for column in self.descriptor.table.fields]

    def select(self, where: Where) -> tuple[Row, ...]:
        """Return the rows whose columns hold the wanted values.

        ``where`` was held against the dataset: its columns are there, its values of their types.
        """
        tests = {name: holds(wanted) for name, wanted in where.items()}
        return tuple(
            row for row in self.rows if all(test(row.values[n]) for n, test in tests.items())
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
                yield Text((*base, "labels", str(value)), words, markdown=False)

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that its descriptor names, then those of its rows, each once."""
        yield from listed(self.descriptor.sources)
        seen: set[str] = set()
        for row in self.rows if self.column("source") is not None else ():
            id = str(row.values["source"] or "")
            if id and id not in seen:
                seen.add(id)
                yield Cited((), id, row.line)
