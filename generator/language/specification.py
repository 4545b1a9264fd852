"""What a language's file says: one ``Language``, with all that the program knows of it.

Patterns are regular expressions as text, without groups that capture; case is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct, field

NO_BREAK = "\u00a0"
NARROW = "\u202f"
NO_BREAK_HYPHEN = "\u2011"
# A letter and a number that name one thing: bill C-12.
LETTERED = re.compile(r"(?<=\b[A-Z])-(?=[0-9])"), NO_BREAK_HYPHEN
SPACE = rf"[ {NO_BREAK}{NARROW}]"
# The end of a pattern for ``Language.touched``: the hyphens or stops that become a dash or an
# ellipsis in every language. The pattern begins with one set of characters, ``-`` and ``.`` among
# them.
DASHED = r"(?<=-)-|(?<=\.)\.\."
NONE = r"(?!)"  # the pattern of what a language does not have: nothing matches it


class Quantities(Struct, frozen=True, eq=False):
    """The words in which a language states numbers, shares, dates, scope and trends.

    The defaults are those of a language that has no file of its own: it has figures and percents.
    Words that are looked up (``ones`` to ``vague``) are in small letters, with hyphens for spaces.

    For numbers in words:
        ``ones``: words that no smaller one follows: one to nineteen in English.
        ``tens``: words that a smaller one may follow, with their value and what that one is less
        than: ``twenty`` is 20 and leaves room for less than 10; ``soixante`` for less than 20.
        ``ordinals``: the last words of ordinals: ``first``, ``twentieth``.
        ``hundreds``, ``scales``: words for a hundred; for a thousand, a million and so on.
        ``bare``: those of them that mean one without saying so: ``cent``, ``mille``.
        ``tens_joiner``: the word between tens and 1 or 11 (``vingt et un``).
        ``hundreds_joiner``: the word after hundreds and scales (``one hundred and five``).
        ``articles``: words that mean one before a scale, a collective or a unit: ``a hundred``.
        ``collectives``: nouns for a number of things: ``dozen``, ``vingtaine``.
        ``vague``: words for an order of magnitude: ``hundreds``, ``des milliers``.
        ``vague_of``: what stands between two of those ("hundreds of thousands").
        ``few``: words that make an order of magnitude of a scale: ``several hundred``.
        ``doubtful``: number words that are often something else, each with the pattern that holds
        where it is a number (``neuf``, which also means new).

    For shares and multiples:
        ``half_of``: what halves the scale, collective or unit after it: ``half a`` million.
        ``and_half``: what adds a half to the number or unit before it.
        ``shares``: patterns of shares with no numerator, each with its value: ``half of``.
        ``part``, ``parts``: the words for one third, fourth, ..., and for several of them.
        ``part_follows``: what must follow one part ("a third of", but not "a third country").
        ``out_of``: what stands between the numbers of a share: 3 ``in`` 10.
        ``multiples``: patterns with the factor that each states: ``doubled``.
        ``times``: what makes a multiple of the number before it: ``times as many``.
        ``percents``, ``points``: what follows a percentage; a difference between two of them.

    For units and dates:
        ``currencies``, ``measures``: what follows an amount, with its unit and how many of that
        unit it is; a week is 7 days.
        ``qualifiers``: words that may stand before the unit: 14 ``calendar`` days.
        ``ages``: phrases whose numbers are ages in years.
        ``lone_month``: the name of a month without a day or year; here case counts.
        ``decades``: a decade by its year.
        ``afternoon``: what adds twelve hours to a time of day.
        ``hours``: times of day that have a name, with their minutes after midnight.

    For claims that a number may disprove:
        ``scope``: pairs of what is claimed and its pattern: ``first``, ``only``, ``most`` (of
        them), ``all``, ``none``, ``always``, ``never``, ``record``, ``highest``, ``lowest``, or
        ``superlative`` for any other. The patterns leave common harmless uses alone.
        ``trends``: pairs of a direction (``up``, ``down`` or ``level``) and its pattern.
    """

    ones: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    hundreds: tuple[str, ...] = ()
    scales: Mapping[str, int] = field(default_factory=dict)
    bare: tuple[str, ...] = ()
    tens_joiner: str = NONE
    hundreds_joiner: str = NONE
    articles: tuple[str, ...] = ()
    collectives: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)
    vague_of: str = NONE
    few: tuple[str, ...] = ()
    doubtful: Mapping[str, str] = field(default_factory=dict)
    half_of: str = NONE
    and_half: str = NONE
    shares: tuple[tuple[str, Fraction], ...] = ()
    part: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    part_follows: str = NONE
    out_of: str = NONE
    multiples: tuple[tuple[str, Fraction], ...] = ()
    times: str = NONE
    percents: tuple[str, ...] = ("%", "٪")
    points: str = NONE
    currencies: Mapping[str, tuple[str, Fraction]] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, Fraction]] = field(default_factory=dict)
    qualifiers: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    lone_month: str = NONE
    decades: str = NONE
    afternoon: str = NONE
    hours: Mapping[str, int] = field(default_factory=dict)
    scope: tuple[tuple[str, str], ...] = ()
    trends: tuple[tuple[str, str], ...] = ()


class ReadingEase(Struct, frozen=True, eq=False):
    """A language's formula for how hard a text is to read.

    ``name`` is the one that it is cited by. ``score`` takes the words of a mean sentence and the
    syllables of a mean word; ``higher_is`` says what a high score means. ``syllables`` counts those
    of a word without hyphens or apostrophes.
    """

    name: str
    score: Callable[[float, float], float]
    syllables: Callable[[str], int]
    higher_is: Literal["harder", "easier"]


class Language(Struct, frozen=True, eq=False):
    """One language. The defaults are those of a language that has no file of its own.

    For typography:
        ``quotes``: the outer marks, then the inner ones, each opening and closing.
        ``spacing``: patterns and what takes their place, applied in order to every text.
        ``touched``: finds something in every text that ``spacing``, a dash or an ellipsis would
        change. Most texts have nothing to change, so this is the pattern that must be fast: begin
        it with one set of characters, where possible one range, and end it with ``DASHED``.
        ``raised``: the ending of an ordinal that is raised: the ``er`` of 1er. Where it stands,
        ``touched`` finds something too.

    For dates:
        ``first_day``: how the first day of a month is written.

    For the check that every number has a source, which passes over numbers that state no fact:
        ``number``: the form of a number.
        ``dates``, ``times``: the forms of dates and times of day.
        ``references``, ``joins``: words before the number of a part of a document ("section 3"),
        and the words between several such numbers ("3 and 4").
        ``ordinals``: what makes a number an ordinal, written right after it.
        ``counted``: what makes one of the number after it: from ``day`` 14 on.
        ``durations``: units of time after a number.
        ``numbered``: words for things that have a number for a name ("Route 7").
        ``bill``: what stands before the name of a bill ("Bill C-12").
        ``statutes``, ``regulations``, ``courts``: the legal reporters: what precedes the year in
        the citation of a law ("S.C. 2001"), and ``/2004-217`` in that of a regulation, and what
        stands between year and number in that of a judgment.
        ``abbreviations``: words whose full stop ends no sentence; here case counts.

    For the checks that read what a sentence says:
        ``quantities``: the words for numbers, shares, units, scope and trends.

    For the check of how hard the texts are to read:
        ``ease``: the language's formula, if it has one.

    For the search, whose script compares words in small letters, without accents:
        ``stopwords``: words that stand in every text and so tell little of what is asked.
        ``suffixes``: the endings without which forms of a word are the same (``crossed``,
        ``crossings``), a pattern that JavaScript reads too.
    """

    code: str
    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")
    spacing: tuple[tuple[re.Pattern[str], str], ...] = ()
    touched: re.Pattern[str] = re.compile(rf"[-.](?:{DASHED})")
    raised: re.Pattern[str] = re.compile(NONE)
    first_day: str = "1"
    number: str = r"\d+(?:[.,]\d+)*"
    dates: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    counted: str = NONE
    durations: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    bill: str = NONE
    statutes: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    quantities: Quantities = Quantities()
    ease: ReadingEase | None = None
    stopwords: tuple[str, ...] = ()
    suffixes: str = NONE
