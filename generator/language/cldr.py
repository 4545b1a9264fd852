"""What the Unicode CLDR knows of a language tag, for every language of the world."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from generator.language.specification import SPACE, Language

Direction = Literal["ltr", "rtl"]
FIELD = re.compile(r"%\((\w+)\)s")
NUMBERS = {"d": r"\d{1,2}", "dd": r"\d{1,2}", "M": r"\d{1,2}", "MM": r"\d{1,2}", "y": r"\d{4}"}


@lru_cache(maxsize=64)
def cldr(tag: str) -> Locale:
    """Return CLDR's data for a language tag such as ``fr-CA``.

    Of a tag that CLDR does not know, the longest part that it does (``fr`` for ``fr-x-plain``);
    for a language that it does not know, its root, which holds for any language.
    """
    subtags = tag.split("-")
    while subtags:
        try:
            return Locale.parse("-".join(subtags), sep="-")
        except (ValueError, UnknownLocaleError):
            subtags.pop()
    return Locale.parse("root")


def direction(tag: str) -> Direction:
    """Return which way a language is written: ``ltr``, or ``rtl`` for Arabic and the like."""
    return "rtl" if cldr(tag).character_order == "right-to-left" else "ltr"


def own_name(tag: str) -> str:
    """Return a language's name in itself, ``Español``; the tag where CLDR knows none."""
    name = cldr(tag).display_name or tag
    return name[:1].upper() + name[1:]


def names_months(tag: str) -> bool:
    """Whether CLDR has names for a language's months; if not, it calls them M01 to M12."""
    return str(cldr(tag).months["format"]["wide"][1]) != "M01"


@lru_cache(maxsize=16)
def month_numbers(tag: str) -> dict[str, int]:
    """Return the number of a month by its name in small letters, the longest names first."""
    months = cldr(tag).months
    names = {name.lower(): n for use in months for n, name in months[use]["wide"].items()}
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=16)
def weekday_numbers(tag: str) -> dict[str, int]:
    """Return the number of a weekday by its name in small letters: 0 for Monday."""
    days = cldr(tag).days["format"]["wide"]
    return {days[number].lower(): number for number in range(7)}


@lru_cache(maxsize=16)
def language(tag: str) -> Language:
    """Return a language that has no file of its own: CLDR's forms of numbers and dates."""
    data = cldr(tag)
    skeletons = data.datetime_skeletons
    forms = (data.date_formats["long"], skeletons["MMMMd"], skeletons["yMMMM"])
    return Language(
        code=tag.split("-", maxsplit=1)[0].lower(),
        number=_number(data),
        dates=tuple(_date(form.format, data) for form in forms),
    )


def _number(data: Locale) -> str:
    """Return the pattern of a language's numbers; a space counts if it parts the thousands."""
    group, decimal = get_group_symbol(data), get_decimal_symbol(data)
    plain = rf"\d+(?:[.,{re.escape(group + decimal)}]\d+)*"
    if not group.isspace():
        return plain
    return rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:{re.escape(decimal)}\d+)?|{plain}"


def _date(form: str, data: Locale) -> str:
    """Return the pattern of a form of dates, ``%(d)s de %(MMMM)s`` say."""
    months = {data.months[use]["wide"][month] for use in data.months for month in range(1, 13)}
    month = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    parts = FIELD.split(form)
    for index, part in enumerate(parts):
        if index % 2:
            parts[index] = NUMBERS.get(part, rf"(?:{month})" if part[0] in "ML" else r"\S*")
        else:
            parts[index] = re.sub(r"\\?\s", lambda _: SPACE, re.escape(part))
    return rf"(?<!\w){''.join(parts)}(?!\d)"
