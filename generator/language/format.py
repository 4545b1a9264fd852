"""Numbers and dates in a reader's own form, by the Unicode CLDR's rules for the language tag."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import dates, numbers

from generator.language import find
from generator.language.cldr import cldr, names_months
from generator.language.typography import Marked


def number(value: int | float | Decimal, tag: str, percent: bool = False) -> str:
    """Return ``39,171``, ``39 171`` (with a no-break space), ``65 %``; all digits are kept.

    ``value`` of a percentage is in per cent: 65 for 65 %.
    """
    exact = Decimal(str(value))
    if percent:
        digits = max(0, -int(exact.as_tuple().exponent))
        pattern = cldr(tag).percent_formats[None].pattern.split(";")[0]
        places = "0." + "0" * digits if digits else "0"
        text = numbers.format_percent(
            exact / 100, format=pattern.replace("0", places), locale=cldr(tag)
        )
    else:
        text = numbers.format_decimal(exact, locale=cldr(tag), decimal_quantization=False)
    return text.replace("-", "−")


@lru_cache(maxsize=4096)
def date(iso: str | datetime.date, tag: str) -> str:
    """Return a date in words; ``iso`` is a whole date, a month ``2023-03`` or a year ``2023``.

    It stays as it is in a language whose months CLDR has no names for.
    """
    text = iso.isoformat() if isinstance(iso, datetime.date) else iso
    year, *rest = [int(part) for part in text.split("-")]
    if not rest or not names_months(tag):
        return text
    if len(rest) == 1:
        form = cldr(tag).datetime_skeletons["yMMMM"].pattern
        return dates.format_date(datetime.date(year, rest[0], 1), form, locale=cldr(tag))
    words = dates.format_date(datetime.date(year, rest[0], rest[1]), "long", locale=cldr(tag))
    if rest[1] == 1:
        # CLDR writes "1 mars"; French says "1er mars".
        words = words.replace("1 ", f"{find(tag).first_day} ", 1)
    return Marked(words, tag)


def rounded(value: Fraction | int | float | Decimal, step: float | int) -> Decimal:
    """Round to the nearest multiple of ``step``, a half away from zero, exactly."""
    unit = Fraction(Decimal(str(step)))
    quotient = Fraction(value) / unit
    whole = int(abs(quotient) + Fraction(1, 2))
    result = Fraction(whole if quotient >= 0 else -whole) * unit
    places = max(0, -int(Decimal(str(step)).normalize().as_tuple().exponent))
    return (Decimal(result.numerator) / Decimal(result.denominator)).quantize(
        Decimal(1).scaleb(-places)
    )
