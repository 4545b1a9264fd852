"""What a text states: numbers, shares, dates, claims of scope, trends, in figures or in words.

A value is the same however it is written: ``15,000``, ``15 000``, ``fifteen thousand`` and
``quinze mille``. So the words of a sentence can be compared with those of its source, and an
English sentence with a French source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from unicodedata import numeric

from babel.numbers import get_decimal_symbol
from msgspec import Struct
from msgspec.structs import replace

from generator.language import find
from generator.language.cldr import cldr, month_numbers, weekday_numbers
from generator.language.figures import (
    CITED,
    CLOCK,
    ISO_DATE,
    STAT,
    TELEPHONE,
    YEARS,
    counted,
    names,
    passing,
    sentences,
)
from generator.language.numerals import GAP, Numeral, Numerals, any_word, key
from generator.language.specification import NO_BREAK_HYPHEN, NONE, SPACE, Language
from generator.language.statements import MOVES, Day, Kind, Statement

# A figure, its thousands parted by spaces or marks; a fraction of one character may follow.
FIGURE = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
# The name of a bill, in any language: C-12, S-7.
BILL = re.compile(rf"(?<![\w-])[A-Z][-{NO_BREAK_HYPHEN}]\d{{1,4}}\b(?!-)")
VULGAR = "[½⅓⅔¼¾⅕⅖⅗⅘⅛]"
SLASHED = re.compile(r"/(\d{1,3})(?![\d/])")
DOLLAR = r"(?:US|CAN|CA|C|AU|A)?\$"
BEFORE = re.compile(rf"({DOLLAR}|€|£){SPACE}?", re.IGNORECASE)
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound"}
SYMBOLS = {
    r"k\$": ("dollar", Fraction(10**3)),
    r"M\$": ("dollar", Fraction(10**6)),
    r"G\$": ("dollar", Fraction(10**9)),
    r"\$(?: ?(?:US|CAN|CA)\b)?": ("dollar", Fraction(1)),
    "€": ("euro", Fraction(1)),
    "£": ("pound", Fraction(1)),
}
# After the sign of a currency alone: $4.5M, $3bn.
SHORT_SCALE = re.compile(r" ?(k|mn?|bn?)\b", re.IGNORECASE)
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
TIME_UNITS = {"second", "minute", "day", "month", "year"}
# What the first number of "60 to 70 per cent" takes from the second.
SERIES = {"most", "record", "highest", "lowest", "superlative"}
JOINED = {"percent", "points", "money", "duration", "measure"}
WHOLES = {*range(2, 11), 12, 20, 100, 1000}  # what shares are of: 3 in 10


@lru_cache(maxsize=8192)  # a quotation is asked for on many pages, a page's text at each edit
def statements(text: str, tag: str) -> tuple[Statement, ...]:
    """Return all that a text states, in the order of its places.

    Numbers that are names or parts of one are left out: section 7, C-12, Boeing 747, G7.
    """
    return tuple(_Reading(_grammar(tag), text).statements())


def unsourced_words(text: str, tag: str, stated: Iterable[Statement]) -> Iterator[Statement]:
    """Walk the words that state a number, a scope or a trend in a sentence without a citation.

    ``stated`` is all that the text states; ``text`` is as for ``figures.unsourced``, and what is
    passed over there is passed over here: quoted words, durations, ages. Ordinals are passed over
    too.

    Of numbers in words, those from ten on are told, and smaller ones only in a share, a
    percentage, a multiple or an amount with a unit. Style guides in both languages spell out what
    is below ten, so there the word is the usual form of a count of things that the page itself
    names ("two more limits"); from ten on figures are usual, and a word is as much a statistic
    as a figure is.

    A multiple, a trend, and a claim of scope on a series, the highest, a record, may rest on a stat
    of the sentence instead (``figures.STAT``); that something is the only or the first of all, no
    stat shows.
    """
    bounds = [(start, end) for start, end in sentences(text) if CITED not in text[start:end]]
    if not bounds:
        return
    found = [statement for statement in stated if _told(statement)]
    if not found:
        return
    passed = [match.span() for match in passing(find(tag)).finditer(text)]
    found = [one for one in found if not any(a <= one.start < b for a, b in passed)]
    for start, end in bounds:
        stat = STAT in text[start:end]
        for statement in found:
            if start <= statement.start < end and not (stat and _of_series(statement)):
                yield statement


def bills(text: str) -> Iterator[str]:
    """Walk the names of the bills in a text: ``C-12``, ``S-7``."""
    return map(_hyphened, BILL.findall(text))


def _hyphened(name: str) -> str:
    return name.replace(NO_BREAK_HYPHEN, "-")


def _of_series(statement: Statement) -> bool:
    """Whether a word says something of a series, which a stat may show: rose, the highest."""
    return statement.kind in ("multiple", "trend") or statement.value in SERIES


def _told(statement: Statement) -> bool:
    if not statement.sure or any(character.isdigit() for character in statement.text):
        return False
    if statement.kind == "number":
        return isinstance(statement.value, Fraction) and statement.value >= 10
    if statement.kind == "trend":
        return statement.value in MOVES
    kinds = ("magnitude", "percent", "points", "fraction", "multiple", "money", "measure", "scope")
    return statement.kind in kinds


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns) or NONE})"


class _Units:
    """The units of one kind, with what each stands for: ``weeks``, 7 days."""

    def __init__(self, units: Mapping[str, tuple[str, Fraction]], before: str) -> None:
        self._units = [(_pattern(rf"{before}(?:{form})(?!\w)"), *units[form]) for form in units]
        self._any = _pattern(rf"{before}{_any(units)}(?!\w)")

    def match(self, text: str, at: int) -> tuple[int, str, Fraction] | None:
        """Return where the unit ends that stands at a place, its name, how many of it it is."""
        if not self._any.match(text, at):
            return None
        found = ((form.match(text, at), name, factor) for form, name, factor in self._units)
        return max((match.end(), name, factor) for match, name, factor in found if match)


class _Grammar:
    """The patterns of one language."""

    def __init__(self, language: Language, tag: str) -> None:
        words = language.quantities
        dates = "|".join((ISO_DATE, *language.dates))
        self.decimal = str(get_decimal_symbol(cldr(tag)))
        self.months = month_numbers(tag)
        self.weekdays = weekday_numbers(tag)
        self.month = _pattern(_any(re.escape(name) for name in self.months))
        # "98 p. 100" is no page.
        kept = rf"(?P<kept>{dates}|\d{SPACE}?{_any(words.percents)})"
        self.names = _pattern("|".join((kept, *names(language))))
        self.numerals = Numerals(words)
        begun = any_word((*words.articles, *words.collectives, *words.vague))
        scanned = {
            "telephone": TELEPHONE,
            "date": dates,
            "lone": f"(?-i:{words.lone_month})",
            "decade": words.decades,
            "year": YEARS,
            "counted": counted(language),
            "weekday": rf"(?<!\w){any_word(self.weekdays)}",
            "time": "|".join((*language.times, CLOCK)),
            "hour": rf"(?<![\w-]){any_word(words.hours)}",
            "multiple": _any(pattern for pattern, _ in words.multiples),
            "halved": rf"(?<![\w-]){words.half_of}",
            "share": _any(form for form, _ in words.shares),
            "figure": rf"(?<![\w.,/])(?:{DOLLAR}{SPACE}?|[€£] ?)?(?:{FIGURE})",
            "vulgar": VULGAR,
            "word": rf"(?<![\w-])(?:{self.numerals.pattern}|{begun})",
        }
        self.scanned = _pattern("|".join(f"(?P<{name}>{form})" for name, form in scanned.items()))
        joins = _any(re.escape(word) for word in language.joins)
        self.joined = _pattern(rf"{SPACE}?(?:[–-]|{joins}){SPACE}?")
        self.out_of = _pattern(words.out_of)
        self.ages = _pattern(_any(words.ages))
        self.half_of = _pattern(words.half_of)
        self.and_half = _pattern(words.and_half)
        self.part_words = {**words.part, **words.parts}
        self.part = _pattern(rf"(?:{GAP}({any_word(words.part)}){words.part_follows})")
        self.hyphened_part = _pattern(rf"-({any_word(words.part)})")
        self.parts = _pattern(rf"{GAP}({any_word(words.parts)})")
        self.times = _pattern(words.times)
        self.percent = _pattern(rf"(?:{SPACE}|-)?{_any(words.percents)}")
        self.points = _pattern(rf"(?:{SPACE}|-){words.points}")
        self.collective = _pattern(rf"{any_word(words.collectives)}")
        self.values = {**dict.fromkeys(words.hundreds, 100), **words.scales, **words.collectives}
        self.orders = {**self.values, **words.vague}  # a "douzaines" without a number is tens
        self.gap = re.compile(GAP)
        self.vague = _pattern(any_word(words.vague))
        self.vague_of = _pattern(rf" {words.vague_of} ?")
        self.few = _pattern(rf"(?:^|\W){_any(words.few)}{GAP}$")
        self.large = _pattern(any_word((*words.hundreds, *words.scales)))
        self.ordinal = _pattern(rf"{_any(language.ordinals)}(?!\w)")
        self.articles = frozenset(words.articles)
        self.money = _Units({**SYMBOLS, **words.currencies}, rf"{GAP}?")
        self.measure = _Units(words.measures, rf"(?:{GAP}{_any(words.qualifiers)})?{GAP}?")
        self.doubtful = {word: _pattern(form) for word, form in words.doubtful.items()}
        self.meant: dict[str, tuple[Kind, list[tuple[re.Pattern[str], Fraction]]]] = {
            "multiple": ("multiple", [(_pattern(form), times) for form, times in words.multiples]),
            "share": ("fraction", [(_pattern(form), share) for form, share in words.shares]),
        }
        self.hours = words.hours
        self.bill = _pattern(rf"{language.bill}(?-i:({BILL.pattern}))")
        self.afternoon = _pattern(words.afternoon)
        self.said: list[tuple[Kind, str, re.Pattern[str]]] = [
            *(("scope", name, _pattern(form)) for name, form in words.scope),
            *(("trend", name, _pattern(form)) for name, form in words.trends),
        ]


@lru_cache(maxsize=16)
def _grammar(tag: str) -> _Grammar:
    return _Grammar(find(tag), tag)


class _Amount(Struct, frozen=True):
    """A number with what follows it, before it is compared with its neighbours."""

    start: int
    end: int
    value: Fraction
    kind: Kind = "number"
    unit: str = ""
    factor: Fraction = Fraction(1)  # how many of its unit one of it is: 7 days a week
    scale: Fraction = Fraction(1)  # the thousand or million that followed it
    step: Fraction = Fraction(1)
    one: str = ""  # the article or "one" that is all there is of a number


def _meant(forms: list[tuple[re.Pattern[str], Fraction]], match: re.Match[str]) -> Fraction:
    return next(value for form, value in forms if form.match(match.string, match.start()))


def _with_unit(amount: _Amount, unit: tuple[int, str, Fraction]) -> _Amount:
    end, name, factor = unit
    kind: Kind = "duration" if name in TIME_UNITS else "measure"
    return replace(amount, end=end, kind=kind, unit=name, factor=factor)


class _Reading:
    """The statements of one text, while they are gathered."""

    def __init__(self, grammar: _Grammar, text: str) -> None:
        self._grammar = grammar
        self._original = text
        self._text = grammar.names.sub(lambda m: m[0] if m["kept"] else _blank(m), text)
        self._ages = [match.span() for match in grammar.ages.finditer(self._text)]
        self._found: list[Statement] = []
        self._amounts: list[_Amount] = []

    def statements(self) -> list[Statement]:
        """Return all statements in the order of their places."""
        at = 0
        while match := self._grammar.scanned.search(self._text, at):
            at = max(self._one(match), match.start() + 1)
        self._join_amounts()
        self._join_days()
        for amount in self._amounts:
            self._add_amount(amount)
        self._bills()
        self._said()
        return sorted(self._found, key=lambda statement: (statement.start, statement.end))

    def _one(self, match: re.Match[str]) -> int:
        """Read what was found, and return where to look for more."""
        start, end = match.span()
        match match.lastgroup:
            case "telephone":
                digits = re.sub(r"\D", "", match[0])
                self._add(start, end, "number", Fraction(digits[-10:]))
            case "date" | "lone":
                self._dates(start, end)
            case "decade":
                year = int(re.sub(r"\D", "", match[0]))
                self._add(start, end, "decade", Day(year if year > 99 else 1900 + year))
            case "year":
                for digits in re.findall(r"\d+", match[0]):
                    century = match[0][:2] if len(digits) == 2 else ""
                    self._add(start, end, "year", Day(int(century + digits)))
            case "counted" | "weekday" | "hour" as name:
                self._add(start, end, *self._named(name, match[0].lower()))
            case "time":
                self._time(start, end)
            case "multiple" | "share" as name:
                kind, forms = self._grammar.meant[name]
                self._add(start, end, kind, _meant(forms, match))
            case "halved":
                return self._half(start, end)
            case "vulgar":
                return self._follow(_Amount(start, end, Fraction(str(numeric(match[0])))))
            case "figure":
                return self._figure(start)
            case _:
                return self._word(start, end)
        return end

    def _add(
        self, start: int, end: int, kind: Kind, value: Fraction | Day | str, unit: str = ""
    ) -> None:
        self._found.append(Statement(start, end, self._original[start:end], kind, value, unit))

    # Dates and times

    def _named(self, name: str, words: str) -> tuple[Kind, Fraction]:
        """Return what a numbered day, a weekday or a named hour states."""
        if name == "counted":
            return "ordinal", Fraction(re.sub(r"\D", "", words))
        if name == "weekday":
            return "weekday", Fraction(self._grammar.weekdays[words])
        return "time", Fraction(self._grammar.hours[words])

    def _dates(self, start: int, end: int) -> None:
        words = self._text[start:end].lower()
        month = self._month(words)
        if month is None:  # 2023-03-24
            self._add_day(start, end, Day(*(int(part) for part in re.findall(r"\d+", words))))
            return
        number, rest = month
        numbers = [int(part) for part in re.findall(r"\d+", rest)]
        year = next((n for n in numbers if n > 31), 0)
        for day in [n for n in numbers if n <= 31] or [0]:
            self._add_day(start, end, Day(year, number, day))

    def _month(self, words: str) -> tuple[int, str] | None:
        """Return the number of the month that a date names, and what else the date says."""
        grammar = self._grammar
        if match := grammar.month.search(words):
            return grammar.months[match[0]], words[: match.start()] + words[match.end() :]
        for match in re.finditer(r"[^\W\d]{3,}", words):
            for name, number in grammar.months.items():
                if name.startswith(match[0]):
                    return number, words[: match.start()] + words[match.end() :]
        return None

    def _add_day(self, start: int, end: int, day: Day) -> None:
        self._add(start, end, "date" if day.day else "month", day)

    def _time(self, start: int, end: int) -> None:
        words = self._text[start:end]
        hour, minute, *_ = [int(part) for part in re.findall(r"\d+", words)] + [0]
        if hour > 24 or (hour == 24 and not minute):
            self._add(start, end, "duration", Fraction(60 * hour + minute), "minute")
            return
        if re.search(r"[ap]\.?m", words, re.IGNORECASE):
            hour = hour % 12 + (12 if self._grammar.afternoon.search(words) else 0)
        self._add(start, end, "time", Fraction(60 * hour + minute))

    # Numbers

    def _figure(self, start: int) -> int:
        text = self._text
        before = BEFORE.match(text, start)
        match = re.compile(FIGURE).match(text, before.end() if before else start)
        if not match:
            return start + 1
        value, step = self._value(match[0])
        end = match.end()
        if value is None:
            return end
        if slashed := SLASHED.match(text, end):
            whole = int(slashed[1])
            if value.denominator == 1 and 0 < value < whole:
                self._add(start, slashed.end(), "fraction", value / whole)
            return slashed.end()
        if ordinal := self._grammar.ordinal.match(text, end):
            self._add(start, ordinal.end(), "ordinal", value)
            return ordinal.end()
        if vulgar := re.compile(VULGAR).match(text, end):
            value, end = value + Fraction(str(numeric(vulgar[0]))), vulgar.end()
        amount = _Amount(start, end, value, step=step)
        if before:
            unit = CURRENCIES[before[1][-1]]
            amount = replace(amount, kind="money", unit=unit)
            if short := SHORT_SCALE.match(text, end):
                scale = Fraction(SHORT_SCALES[short[1].lower()])
                self._amounts.append(replace(amount, end=short.end(), scale=scale))
                return short.end()
        return self._follow(amount, figure=True)

    def _value(self, figure: str) -> tuple[Fraction | None, Fraction]:
        """Return the value of a figure, and one in its last digit; ``None`` for 1.2.3, or a key."""
        digits = re.sub(SPACE, "", figure)
        point = re.escape(self._grammar.decimal)
        group = r"\." if point == "," else ","
        if re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?", digits):
            digits = re.sub(group, "", digits)
        elif re.fullmatch(rf"\d{{1,3}}(?:{point}\d{{3}}){{2,}}", digits):
            digits = re.sub(point, "", digits)
        whole, *decimals = re.split("[.,]", digits)
        if len(decimals) > 1 or len(digits) > 40:
            return None, Fraction(1)
        places = len(decimals[0]) if decimals else 0
        return Fraction(".".join((whole, *decimals))), Fraction(1, 10**places)

    def _word(self, start: int, end: int) -> int:
        """Read a number in words, an order of magnitude, or what an article counts."""
        text, grammar = self._text, self._grammar
        numeral = grammar.numerals.read(text, start)
        if numeral is None:
            if text[start:end].lower() not in grammar.articles:
                return self._magnitude(start)
            numeral = Numeral(1, end)
        word = key(text[start : numeral.end])
        doubtful = grammar.doubtful.get(word)
        if self._is_name(start, numeral.end) or (doubtful and not doubtful.match(text, start)):
            return numeral.end
        if numeral.ordinal:
            self._add(start, numeral.end, "ordinal", Fraction(numeral.value))
            if numeral.value == 1:  # as often an adverb, or no number: "at first"
                self._found[-1] = replace(self._found[-1], sure=False)
            return numeral.end
        if numeral.value == 1 and (half := grammar.half_of.match(text, numeral.end + 1)):
            return self._half(start, half.end())
        one = word if numeral.value == 1 else ""
        scale = Fraction(numeral.scale)
        return self._follow(
            _Amount(start, numeral.end, numeral.value / scale, scale=scale, one=one)
        )

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a number word stands in a name: Trois-Rivières, the Group of Seven."""
        text = self._text
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
            return True
        before = text[:start].rstrip()[-1:]
        capital = text[start].isupper() and text[start + 1 : start + 2].islower()
        return capital and (before.isalpha() or before == ",")

    def _magnitude(self, start: int) -> int:
        """Read "hundreds of thousands", "several hundred"."""
        text, grammar = self._text, self._grammar
        match = grammar.vague.match(text, start)
        if not match and grammar.few.search(text, max(0, start - 30), start):
            match = grammar.large.match(text, start) or grammar.collective.match(text, start)
        if not match:
            return start + 1
        value, end = grammar.orders[key(match[0])], match.end()
        while gap := grammar.vague_of.match(text, end) or grammar.gap.match(text, end):
            more = grammar.vague.match(text, gap.end()) or grammar.large.match(text, gap.end())
            if not more:
                break
            value, end = value * grammar.orders[key(more[0])], more.end()
        self._add(start, end, "magnitude", Fraction(value))
        return end

    def _half(self, start: int, end: int) -> int:
        """Read half a million, half a dozen, half an hour; ``end`` is where the noun begins."""
        text, grammar = self._text, self._grammar
        half = _Amount(start, end, Fraction(1, 2))
        if noun := grammar.large.match(text, end) or grammar.collective.match(text, end):
            value = Fraction(grammar.values[key(noun[0])], 2)
            return self._follow(replace(half, end=noun.end(), value=value))
        if unit := grammar.measure.match(text, end):
            self._amounts.append(_with_unit(half, unit))
            return unit[0]
        return end

    def _follow(self, amount: _Amount, figure: bool = False) -> int:
        """Read what follows a number, and keep it; return where that ends."""
        text, grammar, end = self._text, self._grammar, amount.end
        if half := grammar.and_half.match(text, end):
            amount = replace(amount, value=amount.value + Fraction(1, 2), one="")
            end = half.end()
        scale = grammar.numerals.scale(text, end) if amount.scale == 1 else None
        if scale:
            amount, end = replace(amount, scale=Fraction(scale.value), one=""), scale.end
        elif (gap := grammar.gap.match(text, end)) and (
            many := grammar.collective.match(text, gap.end())
        ):
            doubtful = grammar.doubtful.get(key(many[0]))
            if not doubtful or doubtful.match(text, gap.end()):
                scale_of = Fraction(grammar.values[key(many[0])])
                amount, end = replace(amount, value=amount.value * scale_of, one=""), many.end()
                if (of := grammar.vague_of.match(text, end)) and (
                    vague := grammar.vague.match(text, of.end())
                ):
                    times = Fraction(grammar.orders[key(vague[0])])
                    amount, end = replace(amount, scale=times), vague.end()
        if end > amount.end and (half := grammar.and_half.match(text, end)):
            amount, end = replace(amount, value=amount.value + Fraction(1, 2)), half.end()
        amount = replace(amount, end=end)
        if amount.kind == "number" and (share := self._share(amount)):
            self._add(amount.start, share[0], "fraction", share[1])
            return share[0]
        amount = self._with_kind(amount)
        plain = amount.kind == "number"
        if not (plain and figure and text[amount.end : amount.end + 1].isalpha()):  # not 5G
            self._amounts.append(amount)
        return amount.end

    def _share(self, amount: _Amount) -> tuple[int, Fraction] | None:
        """Return the end and the value of "two-thirds" after its "two"."""
        text, grammar, end = self._text, self._grammar, amount.end
        if amount.value == 1:
            match = grammar.part.match(text, end) or grammar.hyphened_part.match(text, end)
        else:
            match = grammar.parts.match(text, end)
        if not match:
            return None
        whole = grammar.part_words[key(match[1])]
        return (match.end(), amount.value / whole) if amount.value < whole else None

    def _with_kind(self, amount: _Amount) -> _Amount:
        """Return an amount with the unit or the like that follows it."""
        text, grammar, end = self._text, self._grammar, amount.end
        if amount.kind == "money":
            return amount
        if match := grammar.points.match(text, end):
            return replace(amount, kind="points", end=match.end())
        if match := grammar.percent.match(text, end):
            return replace(amount, kind="percent", end=match.end(), one="")
        if amount.value > 1 and (match := grammar.times.match(text, end)):
            return replace(amount, kind="multiple", end=match.end())
        if unit := grammar.money.match(text, end):
            return replace(_with_unit(amount, unit), kind="money")
        if unit := grammar.measure.match(text, end):
            amount = _with_unit(amount, unit)
            if half := grammar.and_half.match(text, amount.end):
                return replace(amount, value=amount.value + Fraction(1, 2), end=half.end(), one="")
        return amount

    def _join_amounts(self) -> None:
        """Read "60 to 70 per cent" as two percentages, and "3 in 10" as a share."""
        text, grammar, amounts = self._text, self._grammar, self._amounts
        for index in range(len(amounts) - 2, -1, -1):
            if index + 1 == len(amounts):
                continue  # its neighbour was the whole of a share
            first, second = amounts[index], amounts[index + 1]
            between = text[first.end : second.start]
            if first.kind != "number" or len(between) > 60:
                continue
            if BEFORE.match(text, second.start):
                continue  # "$" says of its own number alone what it is
            if grammar.joined.fullmatch(between):
                scaled = first.value < second.value and first.scale == 1 and first.value < 1000
                amounts[index] = replace(
                    first,
                    kind=second.kind if second.kind in JOINED else "number",
                    unit=second.unit,
                    factor=second.factor,
                    scale=second.scale if scaled else first.scale,
                    one="" if second.kind in JOINED else first.one,
                )
            elif grammar.out_of.fullmatch(between) and second.kind == "number":
                share = first.value / second.value if second.value in WHOLES else Fraction(1)
                if share < 1 and first.scale == second.scale == 1:
                    self._add(first.start, second.end, "fraction", share)
                    del amounts[index : index + 2]

    def _join_days(self) -> None:
        """Give "January" of "January to August 2025" its year."""
        later, year = -1, 0  # where the date after this one begins, and its year
        for index in sorted(range(len(self._found)), key=lambda i: -self._found[i].start):
            statement = self._found[index]
            if not isinstance(statement.value, Day):
                continue
            between = self._text[statement.end : later] if later >= statement.end else ""
            joined = between == ", " or self._grammar.joined.fullmatch(between)
            if statement.value.month and not statement.value.year and year and joined:
                self._found[index] = replace(statement, value=statement.value._replace(year=year))
            else:
                year = statement.value.year
            later = statement.start

    # Afterwards

    def _add_amount(self, amount: _Amount) -> None:
        kind, unit = amount.kind, amount.unit
        if kind == "number":
            if amount.one:
                return
            if any(start <= amount.start < end for start, end in self._ages):
                kind, unit = "duration", "year"
        self._found.append(
            Statement(
                amount.start,
                amount.end,
                self._original[amount.start : amount.end],
                kind,
                amount.value * amount.scale * amount.factor,
                unit,
                amount.step * amount.scale,
                sure=amount.one not in self._grammar.articles,
            )
        )

    def _bills(self) -> None:
        for match in self._grammar.bill.finditer(self._original):
            self._add(*match.span(1), "bill", _hyphened(match[1]))

    def _said(self) -> None:
        """Add the claims of scope and the trends; "first" is then no ordinal."""
        for kind, name, pattern in self._grammar.said:
            for match in pattern.finditer(self._text):
                if kind == "scope":
                    self._found = [
                        statement
                        for statement in self._found
                        if statement.kind != "ordinal"
                        or not match.start() <= statement.start < match.end()
                    ]
                self._add(*match.span(), kind, name)
