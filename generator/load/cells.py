"""A column's cells: from text to values of its type, and what its descriptor forbids."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.diagnostics import Code, nearest
from generator.language.characters import hidden, tidied, visible
from generator.load import notation
from generator.load.faults import Faults
from generator.load.notation import SizeError, Unread
from generator.model.dataset import LIMIT, NUMERIC, Cell, Column, TableSchema
from generator.model.filter import Scalar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

CODES = (
    Code(
        "dataset-missing",
        means="A cell is empty in a column that may not be empty (`required`).",
        mend="Fill it in, or take `required` away from the column.",
    ),
    Code(
        "dataset-type",
        means="A cell is not of its column's type.",
        mend=(
            "Correct the cell, or the column's `type`. Numbers with thousands separators, decimal "
            "commas or units are read where the column declares them: `groupChar`, `decimalChar`, "
            "`bareNumber`."
        ),
        example='- {name: share, type: number, decimalChar: ",", title: {en: Share, fr: Part}}',
    ),
    Code(
        "dataset-code",
        means="A cell is not one of the values that its column may have (`enum`).",
        mend="Correct the cell, or add the value to the column's `enum`.",
    ),
    Code(
        "dataset-pattern",
        means="A cell does not have the form that its column's `pattern` asks for.",
        mend="Correct the cell or the pattern.",
    ),
    Code(
        "dataset-range",
        means="A number is below its column's `minimum` or above its `maximum`.",
        mend="Correct the cell or the limit.",
    ),
    Code(
        "dataset-size",
        means="A number is too long to be kept exactly, or a cell has too many characters.",
        mend="Round the number, or give it in thousands or millions.",
    ),
    Code(
        "dataset-blank",
        means="A cell has a blank at its start or its end, or two in a row.",
        mend="Delete the blanks: a value with and one without them would be two.",
    ),
    Code(
        "dataset-invisible",
        means="A cell has characters that are not seen, such as a zero-width space or a tab.",
        mend="Delete them: a value with and one without them would be two.",
    ),
    Code(
        "dataset-accents",
        means="A cell has accents as characters of their own, apart from their letters.",
        mend="Write the letters with their accents as one character each (Unicode's form NFC).",
    ),
)

LONGEST = 32_767  # characters of a cell: what spreadsheets hold too
KINDS = {
    "string": ("text", "put it between quotes"),
    "integer": ("a whole number", "write digits alone, such as 1200"),
    "number": ("a number", "write digits alone, such as 1200.5"),
    "year": ("a year such as 2023", "write four digits"),
    "yearmonth": ("a month such as 2023-03", "write the year, a hyphen and two digits"),
    "date": ("a date such as 2023-03-25", "write it as year-month-day"),
    "boolean": ("true or false", "write true or false, in small letters"),
}
FORMS = {
    "year": re.compile(r"[0-9]{4}"),
    "yearmonth": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def _written(kind: str, text: str) -> Cell:
    """Return the value of a cell that is neither text nor a counted number.

    Raises:
        ValueError: it is not of that type.
    """
    if kind == "boolean":
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"
    if not FORMS[kind].fullmatch(text):
        raise ValueError(text)
    if kind == "date":
        datetime.date.fromisoformat(text)
    return int(text) if kind == "year" else text


def value_of(column: Column, wanted: Scalar) -> Cell:
    """Return a value that YAML gives as the column's cells have it: a bound, a code, a filter's.

    Raises:
        SizeError: a number that is too long.
        ValueError: it is of another type than the column.
    """
    kind = column.type
    if isinstance(wanted, datetime.datetime) or (isinstance(wanted, bool) != (kind == "boolean")):
        raise ValueError(wanted)
    if isinstance(wanted, bool):
        return wanted
    if kind in NUMERIC:
        if not isinstance(wanted, int | float):
            raise ValueError(wanted)
        if isinstance(wanted, int) and abs(wanted) >= 10**LIMIT:
            raise SizeError(wanted)
        exact = Decimal(str(wanted))
        if not notation.sized(exact):
            raise SizeError(wanted)
        if kind == "integer" and exact != exact.to_integral_value():
            raise ValueError(wanted)
        return int(exact) if kind == "integer" else exact
    if kind == "year":
        if not isinstance(wanted, int) or not 0 <= wanted <= 9999:
            raise ValueError(wanted)
        return wanted
    if kind == "date" and isinstance(wanted, datetime.date):
        return wanted.isoformat()
    if not isinstance(wanted, str):
        raise ValueError(wanted)
    return unicodedata.normalize("NFC", wanted) if kind == "string" else _written(kind, wanted)


def form_of(pattern: str) -> TypeAdapter[str]:
    """Return what tells texts of a form; its engine takes time in proportion to the text alone.

    Raises:
        ValueError: the pattern is none, or one that takes looking back or ahead.
    """
    from typing import Annotated

    from pydantic import Field, TypeAdapter
    from pydantic_core import SchemaError

    try:
        re.compile(pattern)  # who reads the published package does it with this
        TypeAdapter(Annotated[str, Field(pattern=pattern)])
        return TypeAdapter(Annotated[str, Field(pattern=f"^(?:{pattern})$")])
    except SchemaError as error:
        raise ValueError(str(error).strip().rpartition("error: ")[2].rstrip(".")) from None
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from None


class ColumnReader:
    """Reads the cells of one column; what it cannot read it keeps, to say why at the end."""

    def __init__(self, column: Column, index: int, table: TableSchema, faults: Faults) -> None:
        self.column = column
        self.known: dict[str, Cell] = {}  # each text that was read without a fault
        self._index, self._faults = index, faults
        self._first: dict[str, int] = {}  # the line of each of them
        self._missing = frozenset(table.missingValues)
        self._required = column.constraints.required or column.name in table.primaryKey
        self._notation = notation.notation(column) if column.type in NUMERIC else None
        self._marks: dict[str, Unread] = {}
        self._unread: dict[str, int] = {}  # each text that is no number, and its first line
        rules = column.constraints
        self._form = form_of(rules.pattern) if rules.pattern else None
        self._codes = {value_of(column, one): str(one) for one in rules.enum or ()}
        self._bounds: list[tuple[str, Scalar, Callable[[Cell], bool]]] = []
        if rules.minimum is not None:
            low = value_of(column, rules.minimum)
            self._bounds.append(("below", rules.minimum, lambda value: value < low))  # type: ignore[operator]
        if rules.maximum is not None:
            high = value_of(column, rules.maximum)
            self._bounds.append(("above", rules.maximum, lambda value: value > high))  # type: ignore[operator]
        self._limited = bool(rules.enum or rules.pattern or self._bounds)

    def _fault(self, message: str, hint: str, line: int, *, code: str) -> None:
        self._faults.add(message, hint, line, self._index, code=code)

    def read(self, text: str, line: int) -> Cell:
        """Return a cell's value; report what is wrong with it, and return None for it."""
        name = self.column.name
        if text in self._missing:
            if self._required:
                hint = "write its value; only a column without 'required' may have none"
                self._fault(f"'{name}' may not be empty", hint, line, code="dataset-missing")
            return None
        if len(text) > LONGEST:
            message = f"this cell of '{name}' has {len(text)} characters"
            self._fault(message, f"a cell holds at most {LONGEST}", line, code="dataset-size")
            return None
        if self._untidy(text, line):
            return None
        try:
            value = self._typed(text, line)
        except SizeError:
            message = f"'{name}' is too long a number: '{_cut(text)}'"
            self._fault(message, notation.SHORTER, line, code="dataset-size")
            return None
        except ValueError:
            if self._notation:
                self._unread.setdefault(text, line)
                return None
            kind, hint = KINDS[self.column.type]
            message = f"'{name}' is {kind}, not '{_cut(visible(text))}'"
            self._fault(message, self._in_digits(text) or hint, line, code="dataset-type")
            return None
        if self._limited and self._forbidden(value, text, line):
            return value
        self.known[text] = value
        self._first[text] = line
        return value

    def _untidy(self, text: str, line: int) -> bool:
        """Report what is in a text that a reader does not see, and that tells it from others."""
        tidy = tidied(text)
        if tidy == text or (self._notation and not self._notation.reads(tidy)):
            return False  # sound, or how the number is written is said first
        name, shown = self.column.name, _cut(visible(text))
        hint = f"write '{_cut(tidy)}'" if tidy else "leave the cell empty"
        if tidy in self._first:
            here = f"in line {self._first[tidy]}, and here what looks like it: '{shown}'"
            message = f"'{name}' has '{_cut(tidy)}' {here}"
            self._fault(message, hint, line, code="ambiguous-value")
        elif hidden(text):
            message = f"'{name}' has characters that are not seen: '{shown}'"
            self._fault(message, hint, line, code="dataset-invisible")
        elif not unicodedata.is_normalized("NFC", text):
            message = f"'{name}' has accents apart from their letters: '{shown}'"
            self._fault(message, hint, line, code="dataset-accents")
        else:
            message = f"'{name}' has a blank too many: '{shown}'"
            self._fault(message, hint, line, code="dataset-blank")
        return True

    def _typed(self, text: str, line: int) -> Cell:
        if self._notation:
            value, marks = self._notation.read(text)
            if not self._notation.bare:
                self._marks.setdefault(marks, Unread(text, line))
            return int(value) if self._notation.whole else value or abs(value)
        return text if self.column.type == "string" else _written(self.column.type, text)

    def _in_digits(self, text: str) -> str:
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
        return f"write {plain}" if plain != text else ""

    def _forbidden(self, value: Cell, text: str, line: int) -> bool:
        """Report what the column's constraints say against a value."""
        name, rules, shown, sound = self.column.name, self.column.constraints, _cut(text), True
        if rules.enum is not None and value not in self._codes:
            known = list(self._codes.values())
            hint = nearest(text, known) or f"known: {', '.join(known)}"
            message = f"'{shown}' is not one of '{name}''s codes"
            self._fault(message, hint, line, code="dataset-code")
            sound = False
        if self._form is not None and not self._form.validator.isinstance_python(text):
            message = f"'{shown}' has not the form that '{name}' must have: {rules.pattern}"
            hint = "mend the cell, or the pattern in the descriptor"
            self._fault(message, hint, line, code="dataset-pattern")
            sound = False
        for side, bound, passed in self._bounds:
            if passed(value):
                message = f"'{name}' is {side} {bound}: {shown}"
                hint = "mend the cell, or the bound in the descriptor"
                self._fault(message, hint, line, code="dataset-range")
                sound = False
        return not sound

    def finish(self, texts: Callable[[], Iterator[str]], place: str) -> None:
        """Say why numbers could not be read, once all are known.

        ``texts`` are those of the column's cells; ``place`` names the file that declares it.
        """
        if self._unread:
            counts = Counter(texts())
            unread = [Unread(text, line, counts[text]) for text, line in self._unread.items()]
            used = set(counts) - self._missing
            for reason in notation.reasons(self.column, unread, used, place):
                self._fault(reason.message, reason.hint, reason.cell.line, code="dataset-type")
        elif len(self._marks) > 1:
            first, second, *_ = self._marks.values()
            message = (
                f"'{self.column.name}' has other marks beside '{visible(second.text)}' than beside "
                f"'{visible(first.text)}' in line {first.line}"
            )
            hint = "all numbers of a column are in one unit: write the same marks beside each"
            self._fault(message, hint, second.line, code="dataset-type")


def _cut(text: str) -> str:
    """Return a text that is short enough for a message."""
    return text if len(text) <= 60 else f"{text[:57]}…"
