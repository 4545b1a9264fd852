"""How numbers are written: read as a column declares it, and recognised where it does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import product

from msgspec import Struct

from generator.language.characters import visible
from generator.model.dataset import LIMIT, Column

TOO_LONG = f"a number has at most {LIMIT} digits and is below 10 to the power of {LIMIT}"
SHORTER = f"{TOO_LONG}: round it, or give it in thousands or millions"
GROUPS = {
    ",": "commas",
    ".": "periods",
    " ": "blanks",
    "\u00a0": "no-break spaces",
    "\u202f": "narrow no-break spaces",
    "\u2009": "thin spaces",
    "'": "apostrophes",
    "\u2019": "apostrophes",
    "_": "underscores",
}
ESCAPES = {"\u00a0": r"\u00a0", "\u202f": r"\u202f", "\u2009": r"\u2009", "\u2019": r"\u2019"}
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))


class SizeError(ValueError):
    """Raised for a number that is too long, or too large, to be kept exactly."""


def sized(value: Decimal) -> bool:
    """Whether a number has few enough digits, before its point and behind it."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not -LIMIT <= exponent <= LIMIT:
        return False
    return len(digits) <= LIMIT and abs(value) < 10**LIMIT


class Notation(Struct, frozen=True, dict=True):
    """A way to write numbers, by Frictionless's names: ``1 200,5 %`` is decimal ``,``, group " ".

    ``bare`` numbers have nothing before or behind them.
    """

    whole: bool
    decimal: str = "."
    group: str = ""
    bare: bool = True

    @cached_property
    def _form(self) -> re.Pattern[str]:
        decimal, group = re.escape(self.decimal), re.escape(self.group)
        digits = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+" if self.group else "[0-9]+"
        if self.bare and not self.whole:
            digits += rf"|(?={decimal}[0-9])"  # .5
        part = "()" if self.whole else rf"({decimal}[0-9]+)?"
        power = r"([eE][+-]?[0-9]+)?" if self.bare and not self.whole else "()"
        # "(5)" is -5 to accountants, "5." may be cut short: neither is a mark beside a number.
        beside = "" if self.bare else r"[^\d+\-.,()\u2212]*"
        return re.compile(rf"({beside})([+-]?)({digits}){part}{power}({beside})")

    def read(self, text: str) -> tuple[Decimal, str]:
        """Return a number, and the marks before and behind it: ``12.5 %`` is 12.5 and ``…%``.

        Raises:
            SizeError: it is too long.
            ValueError: it is not written this way.
        """
        found = self._form.fullmatch(text)
        if found is None:
            raise ValueError(text)
        before, sign, digits, part, power, after = found.groups()
        if self.group:
            digits = digits.replace(self.group, "")
        if len(digits) > 10 * LIMIT or len(power or "") > 5:
            raise SizeError(text)
        part = f".{part[1:]}" if part else ""
        value = Decimal(f"{sign}{digits or 0}{part}{power or ''}")
        if (power or len(digits) + len(part) > LIMIT) and not sized(value):
            raise SizeError(text)
        if not before and not after:
            return value, ""
        before, after = before.strip(), after.strip()
        if any(one.isnumeric() for one in before + after):
            raise ValueError(text)  # a power, a fraction: ½
        return value, f"{before}…{after}" if before or after else ""

    def reads(self, text: str) -> bool:
        """Whether a number is written this way."""
        try:
            self.read(text)
        except SizeError:
            return True
        except ValueError:
            return False
        return True

    def declared(self, base: Notation) -> str:
        """Return what a column must say to be read this way rather than as ``base``."""
        said = []
        if self.decimal != base.decimal:
            said.append(f'decimalChar: "{self.decimal}"')
        if self.group != base.group:
            said.append(f'groupChar: "{ESCAPES.get(self.group, self.group)}"')
        if self.bare != base.bare:
            said.append("bareNumber: false")
        return ", ".join(said)

    def described(self, base: Notation) -> str:
        """Say what is peculiar to it, beside ``base``."""
        said = []
        if self.decimal != base.decimal:
            name = {",": "a comma", ".": "a period"}.get(self.decimal, f"'{self.decimal}'")
            said.append(f"{name} before the decimals")
        if self.group != base.group:
            said.append(f"{GROUPS.get(self.group, repr(self.group))} between the thousands")
        if self.bare != base.bare:
            said.append("marks beside the numbers")
        return " and ".join(said) or "digits alone"

    def meaning(self, text: str) -> str:
        """Return the number that a text is, read this way."""
        return f"{self.read(text)[0]:f}"


def notation(column: Column) -> Notation:
    """Return the way in which a column of numbers says that they are written."""
    whole = column.type == "integer"
    return Notation(whole, column.decimalChar, column.groupChar, column.bareNumber)


class Unread(Struct, frozen=True):
    """A text that is not written as its column declares: its first line, and how many have it."""

    text: str
    line: int
    count: int = 1


class Reason(Struct, frozen=True):
    """Why cells of a column cannot be read: the first of them, how many, and what mends it."""

    cell: Unread
    message: str
    hint: str


def reasons(column: Column, unread: list[Unread], texts: set[str], place: str) -> Iterator[Reason]:
    """Say why cells are no numbers: one reason for a notation, one for each text without any.

    ``texts`` are those of all the column's cells, read or not; ``place`` names the file that
    declares it.
    """
    base = notation(column)
    for cell in unread:
        if plain := _in_digits(cell.text, base):
            count = sum(one.count for one in unread) - 1
            more = f"; {count} more cells of it cannot be read" if count else ""
            yield Reason(
                cell,
                f"'{column.name}' is written with other signs than 0 to 9 and '-': "
                f"'{visible(cell.text)}'{more}",
                f"write {plain}",
            )
            return
    candidates = sorted(_candidates(base), key=lambda one: one.declared(base).count(":"))
    first = unread[0]
    likely = [one for one in candidates if one.reads(first.text) and _reads_all(one, texts)]
    if likely:
        yield _declared(column, base, likely, first, place)
        return
    ways: dict[Notation, Unread] = {}
    for cell in unread:
        written = (one for one in candidates if one.bare == base.bare and one.reads(cell.text))
        if way := next(written, None):
            ways.setdefault(way, cell)
        else:
            what = "a whole number" if base.whole else "a number"
            message = f"'{column.name}' is {what}, not '{visible(cell.text)}'"
            if cell.count > 1:
                message += f" ({cell.count} cells)"
            yield Reason(cell, message, _hint(cell.text))
    if ways:
        shown = [
            f"{way.described(base)}: '{visible(cell.text)}' in line {cell.line}"
            for way, cell in ways.items()
        ]
        message = f"the numbers of '{column.name}' are not written in one way; {'; '.join(shown)}"
        example = "1200" if base.whole else "1200.5"
        hint = f"write them all in one way, such as {example}"
        yield Reason(next(iter(ways.values())), message, hint)


def _in_digits(text: str, base: Notation) -> str:
    """Return a number of other scripts' digits, or with a typographer's minus, as it should be."""
    if text.isascii():
        return ""
    plain = "".join(
        str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text
    ).translate(DASHES)
    plain = plain.replace("\u066b", base.decimal).replace("\u066c", base.group)
    return plain if plain != text and base.reads(plain) else ""


def _candidates(base: Notation) -> Iterator[Notation]:
    decimals = [base.decimal] if base.whole else dict.fromkeys([base.decimal, ".", ","])
    groups = dict.fromkeys([base.group, "", *GROUPS])
    for decimal, group, bare in product(decimals, groups, dict.fromkeys([base.bare, False])):
        one = Notation(base.whole, decimal, group, bare)
        if (base.whole or decimal != group) and one != base:
            yield one


def _declared(
    column: Column, base: Notation, likely: list[Notation], first: Unread, place: str
) -> Reason:
    """Say what the column must declare to be read; both ways, where they give other numbers."""
    cost = likely[0].declared(base).count(":")
    likely = [one for one in likely if one.declared(base).count(":") == cost]
    said = {one.meaning(first.text): one for one in reversed(likely) if _small(one, first.text)}
    if len(said) > 1:
        message = f"'{visible(first.text)}' in '{column.name}' can be read in two ways"
        words = ", or ".join(f"{one.declared(base)} if it is {n}" for n, one in said.items())
    else:
        message = f"'{column.name}' has {likely[0].described(base)}: '{visible(first.text)}'"
        words = likely[0].declared(base)
    return Reason(first, message, f"add to the column '{column.name}' in {place}: {words}")


def _small(way: Notation, text: str) -> bool:
    try:
        way.read(text)
    except SizeError:
        return False
    return True


def _reads_all(way: Notation, texts: set[str]) -> bool:
    marks = set()
    for text in texts:
        try:
            marks.add(way.read(text)[1])
        except SizeError:
            continue
        except ValueError:
            return False
    return len(marks) <= 1


UNKNOWN = re.compile(
    r"[-\u2013\u2014?*x./]+|n\.?/?[ad]\.?|null|none|nil|unknown|inconnu|s\.?o\.?", re.I
)


def _hint(text: str) -> str:
    """Say what to write in place of a cell that is no number in any notation."""
    if UNKNOWN.fullmatch(text):
        return (
            f"if that says that nothing is known, add to the schema: missingValues: ['', '{text}']"
        )
    if re.fullmatch(r"\(.*[0-9]\)", text):
        return "a number below zero is written with a hyphen: -5"
    if re.fullmatch(r"[+-]?[0-9]+[.][0-9]+", text):
        return "give the column the type number, or write a whole number"
    if text.startswith(("#", "=")):
        return "this is a spreadsheet's formula or fault: write the number itself"
    return "write digits alone, such as 1200, or leave the cell empty"
