"""French: quotes as CLDR gives them, and the spaces of punctuation.

They follow the Office québécois de la langue française's table of punctuation (a no-break space
before a colon and inside guillemets) with the narrow no-break space before ; ! and ? that French
typographers set.
"""

from __future__ import annotations

import re

from generator.language.specification import DASHED, NARROW, NO_BREAK, SPACE, Language

MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
LANGUAGE = Language(
    code="fr",
    quotes=(f"«{NO_BREAK}", f"{NO_BREAK}»", "“", "”"),
    spacing=(
        (re.compile(r"«[ \u00a0\u202f]*"), f"«{NO_BREAK}"),
        (re.compile(r"[ \u00a0\u202f]*»"), f"{NO_BREAK}»"),
        (re.compile(r"[ \u00a0]*:(?=[\s\u00a0]|$)"), f"{NO_BREAK}:"),
        (
            re.compile(r"(?<=[^\s?!;])[ \u00a0\u202f]*([;!?]+)(?=[\s\u00a0\u202f»”)\]]|$)"),
            rf"{NARROW}\1",
        ),
        (re.compile(r"^ ?([;!?]+)(?=[\s\u00a0\u202f»”)\]]|$)"), rf"{NARROW}\1"),
        (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NO_BREAK),
        (re.compile(r"(?<=\d) ?(?=[%$])"), NO_BREAK),
        (re.compile(r"(?<=\d) (?=(?:h|km|m|ans?|jours?|mois|heures?)\b)"), NO_BREAK),
    ),
    touched=re.compile(rf"[-.0-9«»:;!?](?:{DASHED}|(?<=[«»:;!?])|(?<=[0-9])[ %$])"),
    first_day="1er",
    number=rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*",
    dates=(
        rf"\b\d{{1,2}}(?:er)?{SPACE}{MONTH}\b(?: \d{{4}})?",
        rf"\b\d{{1,2}}(?:er)?(?:(?:[–-]| au | et )\d{{1,2}}){SPACE}{MONTH}\b(?: \d{{4}})?",
        rf"\b{MONTH} \d{{4}}\b",
    ),
    times=(rf"\b\d{{1,2}}{SPACE}?h\b(?:{SPACE}?\d\d)?",),
    references=(
        *("articles?", "paragraphes?", "alinéas?", "règles?", "règlements?", "parties?"),
        *("chapitres?", "annexes?", "pages?", "étapes?", "formulaires?", "notes?", "tableaux?"),
        *("figures?", "volumes?", r"arts?\.", r"par\.", r"al\.", r"ch\.", "nos?", "n[o°º]s?"),
        *(r"vol\.", r"pp?\."),
    ),
    joins=("et", "ou", "à"),
    ordinals=("ers?", "res?", "ères?", "es?", "èmes?", "ièmes?", "nde?s?", "ds?"),
    durations=("jours?", "ans?", "années?", "mois", "semaines?", "heures?", "minutes?"),
    numbered=("autoroute", "route", "loi", "résolution", "projet de loi"),
    regulations=("DORS", "TR"),
    courts=("CSC", "CA?F", "QCCA", "QCCS"),
    abbreviations=(
        *("M", "MM", "Mme", "Dr", "St", "Ste", "no", "vol", "art", "par", "pp?", "c", "v", "etc"),
        "env",
    ),
)
