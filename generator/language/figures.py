"""Numbers that state a fact, told from dates, times, legal references and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.language import find, known
from generator.language.specification import SPACE, Language

CITED = "\ue000"  # stands for a {cite}
OTHER = "\ue001"  # stands for any other role, or code
STAT = "\ue002"  # may stand for a {stat}, for those who tell it from other roles

QUOTED = r"“[^”]*”|«[^»]*»|\"[^\"]*\""
QUOTATION = re.compile(QUOTED)
ISO_DATE = r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?\b"
# Names that end in a number, in any language: G7, COVID-19, C-12, A380; Boeing 747, Windows 11.
CODE = r"(?-i:\b[A-ZÀ-Þ][A-Za-zÀ-ÿ]*[-\u2011]?\d[A-Za-z\d]*(?:[.-][A-Za-z\d]+)*\b)"
PRODUCTS = ("Boeing", "Airbus", "Windows", "Apollo", "Ariane", "iPhone", "Android", "Xbox", "Type")
YEARS = (
    r"(?<![\d,.])(?:1[89]|20|21)\d\d(?:[–-](?:(?:1[89]|20|21)\d\d|\d\d))?"
    rf"(?![\d%]|[,.]\d|{SPACE}?%)"
)
CLOCK = r"\b\d{1,2}:\d\d\b"
# 514-842-2244, 1 800 668-8258; +33 1 42 68 53 00.
TELEPHONE = (
    rf"(?<![\w.-])(?:1(?:{SPACE}|-))?\d{{3}}(?:{SPACE}|[-.])\d{{3}}[-.]\d{{4}}(?![\w-])"
    rf"|(?<!\w)\+\d{{1,3}}(?:(?:{SPACE}|[.-])\d{{1,4}}){{2,5}}\b"
)
# Creative Commons' licences, as they are named: CC BY 4.0.
LICENCE = r"(?-i:\bC(?:C|reative Commons)(?:[ -](?:[A-Z]\w+|0))+ \d\.\d\b)"
# A radio station, by its frequency: 98,5 FM.
STATION = r"\b\d{2,3}[.,]\d (?-i:FM)\b"
# The number of a part of a document: 3, 101(1)c), (1)(a.1).
PART = r"(?:\d[\d.]*|\(\w[\w.]*\))(?:\([\w.]+\)|\w\b|\))*"
ANY = r"\d+(?:[.,:/\u00a0\u202f-]\d+)*"
NUMBER = re.compile(r"\bnos?\.$", re.IGNORECASE)  # "no. 5", but "Mostly, no. It …"
END = re.compile(rf"[.!?…]+(?:{SPACE}?»|[\"”)\]])*(?:\s*{CITED})*(?=\s|$)")


def _any(words: Iterable[str]) -> str:
    """Return the pattern of one of several; of none, a pattern that nothing matches."""
    return f"(?:{'|'.join(words) or '(?!)'})"


@lru_cache(maxsize=16)
def names(language: Language) -> tuple[str, ...]:
    """Return the patterns of numbers that are names or parts of one, and count nothing.

    A judgment or a regulation is cited by its own language's reporter in a text of any language.
    """
    statutes = _any(name for one in known().values() for name in one.statutes)
    regulations = _any(name for one in known().values() for name in one.regulations)
    courts = _any(name for one in known().values() for name in one.courts)
    articles = _any(rf"\b{word}" for word in language.quantities.articles)
    join = _any((", ", *(f" {word} " for word in language.joins), "[–-]"))
    return (
        LICENCE,
        STATION,
        rf"\b{statutes} \(?\d{{4}}\b",
        rf"\b{regulations}/\d+-\d+\b",
        rf"\b\d{{4}} {courts} \d+\b",
        CODE,
        rf"{articles} (?-i:[A-ZÀ-Þ][\w-]+) \d{{1,4}}\b(?![,.]\d|{SPACE}(?:\d|%))",
        rf"\b{_any(language.references)}{SPACE}?{PART}(?:{join}{PART})*",
        r"^\(\d+(?:\.\d+)*\)|\b\d+(?:\.\d+)*\(\w+\)",
        rf"\b{_any((*language.numbered, *PRODUCTS))} \d+\b(?![,.]\d)",
    )


def counted(language: Language) -> str:
    """Return the pattern of a day by its number: "from day 14 on"."""
    return rf"{language.counted}{SPACE}\d+\b(?![,.]\d)"


@lru_cache(maxsize=16)
def passing(language: Language) -> re.Pattern[str]:
    """Return what is recognised as something other than a statement of fact."""
    patterns = (
        QUOTED,
        ISO_DATE,
        *language.dates,
        *names(language),
        YEARS,
        *language.times,
        CLOCK,
        rf"\b\d+{_any(language.ordinals)}\b",
        counted(language),
        rf"\b\d+(?:{SPACE}|-){_any(language.durations)}\b",
        *language.quantities.ages,
    )
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@lru_cache(maxsize=1)
def _abbreviated() -> re.Pattern[str]:
    """Return what ends in a full stop that ends no sentence, in any language's texts."""
    words = dict.fromkeys(word for one in known().values() for word in one.abbreviations)
    return re.compile(rf"\b(?:{_any(words)}|[A-Z])\.$")


@lru_cache(maxsize=16)
def _typed(language: Language) -> re.Pattern[str]:
    patterns = (*language.dates, *language.times, ANY)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _shortened(before: str, following: str) -> bool:
    """Whether a text that ends in a full stop ends in a shortened word, and so no sentence."""
    if NUMBER.search(before) and not following.isdigit():
        return False
    return bool(_abbreviated().search(before))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Walk a text's sentences as offsets; a citation after a full stop belongs to it."""
    start = 0
    for match in END.finditer(text):
        rest = text[match.end() :].lstrip()
        first = rest[:1]
        if first and first.islower():
            continue
        if rest and CITED not in match[0] and _shortened(text[start : match.end()], first):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def every(text: str, tag: str) -> Iterator[re.Match[str]]:
    """Walk all numbers of a text, whatever they are."""
    return re.finditer(find(tag).number, text)


def typed(text: str, tag: str) -> list[str]:
    """Return the dates, times and numbers of a text, each as it is typed, on one line."""
    return _typed(find(tag)).findall(text.replace("\n", " "))


def unsourced(text: str, tag: str) -> Iterator[int]:
    """Walk the offsets of the numbers that state a fact in a sentence without a citation.

    ``text`` is a paragraph, a list's item or a table's row, as typed, with ``CITED`` and ``OTHER``
    in the places of roles.
    """
    language = find(tag)
    number = re.compile(language.number)
    masked = passing(language).sub(lambda match: " " * len(match[0]), text)
    for start, end in sentences(text):
        if CITED not in text[start:end]:
            yield from (match.start() for match in number.finditer(masked, start, end))
