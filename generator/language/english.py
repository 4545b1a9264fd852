"""English: quotes as CLDR gives them, and a no-break space between a number and its unit."""

from __future__ import annotations

import re

from generator.language.specification import DASHED, NO_BREAK, SPACE, Language

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
LANGUAGE = Language(
    code="en",
    quotes=("“", "”", "‘", "’"),
    spacing=((re.compile(r"(?<=\d) (?=(?:km|m|years?|days?|a\.m\.|p\.m\.)(?!\w))"), NO_BREAK),),
    touched=re.compile(rf"[\--9](?:{DASHED}|(?<=[0-9]) )"),
    dates=(
        rf"\b{MONTH}{SPACE}\d{{1,2}}(?:(?:[–-]| to | and )\d{{1,2}})?(?:,? \d{{4}})?\b",
        rf"\b(?:\d{{1,2}} )?{MONTH} \d{{4}}\b",
        rf"\b\d{{1,2}} {MONTH}\b",
    ),
    times=(rf"\b\d{{1,2}}(?::\d\d)?{SPACE}?(?:a\.m\.|p\.m\.|am\b|pm\b)",),
    references=(
        *("sections?", "articles?", "paragraphs?", "subsections?", "clauses?", "rules?"),
        *("regulations?", "parts?", "chapters?", "schedules?", "appendix", "annex", "pages?"),
        *("steps?", "forms?", "notes?", "tables?", "figures?", "volumes?", r"(?<!\.)ss?\."),
        *(r"arts?\.", r"paras?\.", r"c\.", r"cc\.", r"nos?\.", r"vols?\.", r"pp?\.", r"n\."),
    ),
    joins=("and", "or", "to"),
    ordinals=("st", "nd", "rd", "th"),
    durations=("days?", "years?", "months?", "weeks?", "hours?", "minutes?"),
    numbered=(
        *("Highway", "Route", "Interstate", "Room", "Bill", "Act", "Resolution", "Convention"),
    ),
    other=(
        (
            r"\b(?:under|over|aged?|ages) \d{1,2}(?: (?:and|to|or) \d{1,2})?"
            r"(?=[.,;:)]|$| (?:who|and|or|with|at|is|are)\b)"
        ),
        r"\b\d{1,2} (?:or|and) (?:over|older|under|younger)\b",
    ),
    regulations=("SOR", "SI"),
    courts=("SCC", "FCA?", "ONCA", "ONSC"),
    abbreviations=(
        *("Mr", "Mrs", "Ms", "Dr", "St", "No", "no", "vol", "art", "par", "ss?", "c", "pp?", "v"),
        *("etc", "approx", r"\d*[ap]\.m"),
    ),
)
