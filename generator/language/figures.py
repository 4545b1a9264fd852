"""Numbers that state a fact, told from dates, times, legal references and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

CITED = "\ue000"  # stands for a {cite}
OTHER = "\ue001"  # stands for any other role, or code

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
S = r"[ \u00a0\u202f]"
REFERENCE = r"\d[\d.]*(?:\(\w+\)|\w\b|\))*"
COMMON = (
    r"“[^”]*”|«[^»]*»|\"[^\"]*\"",
    r"\b\d{4}-\d\d(?:-\d\d)?\b",
    r"\b(?:SOR|DORS|SI|TR)/\d+-\d+\b",
    r"\b\d{4} (?:SCC|FCA?|CSC|CA?F|ONCA|QCCA|QCCS|ONSC) \d+\b",
    r"\bC-\d+(?:\.\d+)?\b",
    r"(?<![\d,.])(?:1[89]|20|21)\d\d(?:[–-](?:(?:1[89]|20|21)\d\d|\d\d))?(?![\d%]|[,.]\d|"
    + S
    + r"?%)",
)
ENGLISH = (
    r"\b(?:MONTHS)" + S + r"\d{1,2}(?:(?:[–-]| to | and )\d{1,2})?(?:,? \d{4})?\b",
    r"\b\d{1,2} (?:MONTHS)\b",
    r"\b\d{1,2}(?::\d\d)?" + S + r"?(?:a\.m\.|p\.m\.|am\b|pm\b)|\b\d{1,2}:\d\d\b",
    r"\b(?:sections?|articles?|paragraphs?|subsections?|clauses?|rules?|regulations?|parts?|chapters?"
    r"|schedules?|appendix|annex|pages?|steps?|forms?|notes?|tables?|figures?|volumes?|(?<!\.)ss?\.|arts?\."
    r"|paras?\.|c\.|cc\.|nos?\.|vols?\.|pp?\.|n\.)"
    + S
    + "?"
    + REFERENCE
    + r"(?:(?:, | and | or | to |[–-])"
    + REFERENCE
    + ")*",
    r"\b\d+(?:st|nd|rd|th)\b",
    r"\b\d+(?:" + S + r"|-)(?:days?|years?|months?|weeks?|hours?|minutes?)\b",
    (
        r"\b(?:under|over|aged?|ages) \d{1,2}(?: (?:and|to|or) \d{1,2})?"
        r"(?=[.,;:)]|$| (?:who|and|or|with|at|is|are)\b)"
    ),
    r"\b\d{1,2} (?:or|and) (?:over|older|under|younger)\b",
    r"\b(?:Highway|Route|Interstate|Room|Bill|Act|Resolution|Convention) (?:No\. )?\d+\b",
)
FRENCH = (
    r"\b\d{1,2}(?:er)?" + S + r"(?:MONTHS)\b(?: \d{4})?",
    r"\b\d{1,2}(?:er)?(?:(?:[–-]| au | et )\d{1,2})" + S + r"(?:MONTHS)\b",
    r"\b\d{1,2}" + S + r"?h\b(?:" + S + r"?\d\d)?|\b\d{1,2}:\d\d\b",
    r"\b(?:articles?|paragraphes?|alinéas?|règles?|règlements?|parties?|chapitres?|annexes?|pages?"
    r"|étapes?|formulaires?|notes?|tableaux?|figures?|volumes?|arts?\.|par\.|al\.|ch\.|nos?|n[o°º]s?"
    r"|vol\.|pp?\.)" + S + "?" + REFERENCE + r"(?:(?:, | et | ou | à |[–-])" + REFERENCE + ")*",
    r"\b\d+(?:ers?|res?|ères?|es?|èmes?|ièmes?|nde?s?|ds?)\b",
    r"\b\d+(?:" + S + r"|-)(?:jours?|ans?|années?|mois|semaines?|heures?|minutes?)\b",
    r"\b(?:autoroute|route|loi|résolution|projet de loi) (?:n[o°º] ?)?\d+\b",
)
NUMBERS = {
    "fr": r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*",
    "en": r"\d+(?:[.,]\d+)*",
}
END = re.compile(rf"[.!?…]+[\"”»)\]]*(?:\s*{CITED})*(?=\s|$)")
ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|M|MM|Mme|St|Ste|No|no|vol|art|par|ss?|c|pp?|v|etc|approx|env)|"
    r"\b[A-Z]|[ap]\.m)\.$"
)


@lru_cache(maxsize=8)
def _passing(language: str) -> re.Pattern[str]:
    """Return what is recognised as something other than a statement of fact."""
    own = {"en": ENGLISH, "fr": FRENCH}.get(language, ())
    months = MONTHS.get(language, "").replace(" ", "|")
    patterns = [pattern.replace("MONTHS", months) for pattern in (*COMMON, *own)]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Walk a text's sentences as offsets; a citation after a full stop belongs to it."""
    start = 0
    for match in END.finditer(text):
        rest = text[match.end() :].lstrip()
        first = rest[:1]
        if first and first.islower():
            continue
        if CITED not in match[0] and ABBREVIATED.search(text[start : match.end()]) and rest:
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def every(text: str, language: str) -> Iterator[re.Match[str]]:
    """Walk all numbers of a text, whatever they are."""
    return re.finditer(NUMBERS.get(language, NUMBERS["en"]), text)


def unsourced(text: str, language: str) -> Iterator[int]:
    """Walk the offsets of the numbers that state a fact in a sentence without a citation.

    ``text`` is a paragraph, a list's item or a table's row, as typed, with ``CITED`` and ``OTHER``
    in the places of roles.
    """
    number = re.compile(NUMBERS.get(language, NUMBERS["en"]))
    masked = _passing(language).sub(lambda match: " " * len(match[0]), text)
    for start, end in sentences(text):
        if CITED not in text[start:end]:
            yield from (match.start() for match in number.finditer(masked, start, end))
