"""What a language's file says: one ``Language``, with all that the program knows of it.

Patterns are regular expressions as text, without groups that capture; case is ignored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SPACE = rf"[ {NO_BREAK}{NARROW}]"
# The end of a pattern for ``Language.touched``: the hyphens or stops that become a dash or an
# ellipsis in every language. The pattern begins with one set of characters, ``-`` and ``.`` among
# them.
DASHED = r"(?<=-)-|(?<=\.)\.\."


@dataclass(frozen=True, eq=False)
class Language:
    """One language. The defaults are those of a language that has no file of its own.

    For typography:
        ``quotes``: the outer marks, then the inner ones, each opening and closing.
        ``spacing``: patterns and what takes their place, applied in order to every text.
        ``touched``: finds something in every text that ``spacing``, a dash or an ellipsis would
        change. Most texts have nothing to change, so this is the pattern that must be fast: begin
        it with one set of characters, where possible one range, and end it with ``DASHED``.

    For dates:
        ``first_day``: how the first day of a month is written.

    For the check that every number has a source, which passes over numbers that state no fact:
        ``number``: the form of a number.
        ``dates``, ``times``: the forms of dates and times of day.
        ``references``, ``joins``: words before the number of a part of a document ("section 3"),
        and the words between several such numbers ("3 and 4").
        ``ordinals``: what makes a number an ordinal, written right after it.
        ``durations``: units of time after a number.
        ``numbered``: words for things that have a number for a name ("Route 7").
        ``other``: further patterns.
        ``regulations``, ``courts``: the legal reporters: what precedes ``/2004-217`` in the
        citation of a regulation, and what stands between year and number in that of a judgment.
        ``abbreviations``: words whose full stop ends no sentence; here case counts.
    """

    code: str
    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")
    spacing: tuple[tuple[re.Pattern[str], str], ...] = ()
    touched: re.Pattern[str] = re.compile(rf"[-.](?:{DASHED})")
    first_day: str = "1"
    number: str = r"\d+(?:[.,]\d+)*"
    dates: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    durations: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
