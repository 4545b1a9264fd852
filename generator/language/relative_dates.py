"""The dates that a text leaves to its own: "on Monday", "last November", "as of August 5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from generator.language import known
from generator.language.cldr import weekday_numbers
from generator.language.statements import Day, Statement


def meant(text: str, tag: str, stated: Iterable[Statement], issued: Day) -> Iterator[Day]:
    """Walk the days and months that a text means by words without a year.

    ``stated`` is all that the text states, ``issued`` the date of the text itself. A weekday is
    the last one up to that date, a month or a day the last one too: a report of May 19, 2023 means
    November 2022 by "November". A text that names a year leaves nothing out.
    """
    days = [one.value for one in stated if isinstance(one.value, Day)]
    if not issued.month or any(day.year for day in days):
        return
    for day in days:
        later = (day.month, day.day) > (issued.month, issued.day or 31)
        yield day._replace(year=issued.year - later)
    if not issued.day:
        return
    last = date(*issued)
    for number in {weekday_numbers(tag)[name.lower()] for name in weekdays(tag).findall(text)}:
        then = last - timedelta(days=(last.weekday() - number) % 7)
        yield Day(then.year, then.month, then.day)


@lru_cache(maxsize=16)
def weekdays(tag: str) -> re.Pattern[str]:
    """Return what finds the names of a language's weekdays."""
    names = "|".join(map(re.escape, weekday_numbers(tag)))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _laws() -> re.Pattern[str]:
    """Return what finds the year in a law's or a regulation's citation, in any language."""
    statutes = "|".join(name for one in known().values() for name in one.statutes)
    regulations = "|".join(name for one in known().values() for name in one.regulations)
    return re.compile(rf"\b(?:(?:{statutes}) |(?:{regulations})/)(\d{{4}})\b")


def years_of_laws(text: str) -> Iterator[Day]:
    """Walk the years in which the laws and regulations were made that a text cites."""
    for year in _laws().findall(text):
        yield Day(int(year))
