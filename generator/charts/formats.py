"""The forms of numbers and dates on a chart's axes, in d3's terms, for any language tag.

They are d3's own where it has a table for the tag, else made from the Unicode CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from generator.language.cldr import cldr

Table = dict[str, object]

# CLDR's fields of dates and times as d3's; of those that are not here (eras), nothing is shown.
FIELDS = {
    "y": "%Y",
    "M": "%-m",
    "MM": "%m",
    "MMM": "%b",
    "MMMM": "%B",
    "d": "%-d",
    "dd": "%d",
    "H": "%-H",
    "HH": "%H",
    "h": "%-I",
    "hh": "%I",
    "m": "%-M",
    "mm": "%M",
    "s": "%-S",
    "ss": "%S",
    "a": "%p",
    "B": "%p",
}
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)


class _Fields(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


@lru_cache(maxsize=16)
def formats(tag: str) -> tuple[Table, Table]:
    """Return a language's table of numbers and its table of dates, as d3's locales hold them."""
    import vl_convert

    try:  # the library has a literal type for the tags that it knows
        number: Table = dict(vl_convert.get_format_locale(tag))  # type: ignore[arg-type]
        time: Table = dict(vl_convert.get_time_format_locale(tag))  # type: ignore[arg-type]
    except ValueError:
        return _number(tag), _time(tag)
    # Where d3 has digits of its own, as in Arabic, the page around the chart has not.
    return (number, time) if "numerals" not in number else (_number(tag), time)


def _number(tag: str) -> Table:
    data = cldr(tag)
    symbols = data.number_symbols["latn"]
    currency = data.currency_formats["standard"]
    groups = dict.fromkeys(data.decimal_formats[None].grouping)  # (3, 3) in d3 is [3]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": list(groups),
        "currency": [currency.prefix[0], currency.suffix[0]],
        "percent": data.percent_formats[None].suffix[0] or "%",
    }


def _time(tag: str) -> Table:
    data = cldr(tag)
    fields = _Fields(FIELDS)
    periods = data.day_periods["format"]["abbreviated"]
    days, months = data.days["format"], data.months["format"]
    return {
        "dateTime": data.datetime_formats["medium"].format("%X", "%x"),
        "date": (data.date_formats["medium"].format % fields).strip(),
        "time": (data.time_formats["medium"].format % fields).strip(),
        "periods": [periods["am"], periods["pm"]],
        "days": [days["wide"][day] for day in SUNDAY_FIRST],
        "shortDays": [days["abbreviated"][day] for day in SUNDAY_FIRST],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [_short(month, months) for month in range(1, 13)],
    }


def _short(month: int, names: Mapping[str, Mapping[int, str]]) -> str:
    """Return a month's short name, or its whole name where CLDR has only its code, ``M01``."""
    short = str(names["abbreviated"][month])
    return str(names["wide"][month]) if short == f"M{month:02}" else short
