"""The marks and spaces of good typography, by language, put in for those that editors type.

English and French quotes follow CLDR; French spaces follow the Office québécois de la langue
française's table of punctuation (a no-break space before a colon and inside guillemets) with the
narrow no-break space before ; ! and ? that French typographers set.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    Search = Callable[[str], re.Match[str] | None]

NO_BREAK = "\u00a0"
NARROW = "\u202f"
QUOTES = {"fr": [f"«{NO_BREAK}", f"{NO_BREAK}»", "“", "”"]}
DEFAULT_QUOTES = ["“", "”", "‘", "’"]

DASHES = (
    (re.compile(r"(?<!-)---(?!-)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"\.{3,}"), "…"),
)
FRENCH = (
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
)
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
ENGLISH = ((re.compile(r"(?<=\d) (?=(?:km|m|years?|days?|a\.m\.|p\.m\.)(?!\w))"), NO_BREAK),)
# What a language's patterns need to see; most texts have none of it. (Begun with one set of
# characters, and a set that is one range from - to 9, the search takes a third of the time.)
DASHED = r"(?<=-)-|(?<=\.)\.\."
TOUCHED = {
    "fr": re.compile(rf"[-.0-9«»:;!?](?:{DASHED}|(?<=[«»:;!?])|(?<=[0-9])[ %$])"),
    "en": re.compile(rf"[\--9](?:{DASHED}|(?<=[0-9]) )"),
}


def language_of(tag: str) -> str:
    """Return the language of a tag: ``fr`` of ``fr-CA``."""
    return tag.split("-", maxsplit=1)[0].lower()


def quotes(language: str) -> list[str]:
    """Return a language's four quotation marks: outer and inner, opening and closing."""
    return QUOTES.get(language, DEFAULT_QUOTES)


def marks(text: str, language: str) -> str:
    """Return text with dashes, ellipses and no-break spaces in place of the typed ones."""
    if not TOUCHED.get(language, TOUCHED["en"]).search(text):
        return text
    spaces = FRENCH if language == "fr" else ENGLISH if language == "en" else ()
    for pattern, replacement in (*DASHES, *spaces):
        text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=1024)  # the site's own labels, which every page shows
def plain(text: str, language: str) -> str:
    """Return a label with its language's marks; only apostrophes are expected of its quotes."""
    return marks(APOSTROPHE.sub("’", text), language)


def rule(state: StateCore) -> None:
    """Apply the marks to every text of a document but code (a rule of the parser's core)."""
    language = state.env.get("language", "")
    touched = TOUCHED.get(language, TOUCHED["en"]).search
    for token in state.tokens:
        if token.type == "inline" and _comes_to(token.content, touched):
            _inline(token.children or [], language, touched)


def _comes_to(line: str, touched: Search) -> bool:
    """Whether a line's texts may be touched: they are parts of it but for quotes and addresses."""
    return '"' in line or "<" in line or bool(touched(line))


def _inline(children: list[Token], language: str, touched: Search) -> None:
    for position, child in enumerate(children):
        if child.type != "text" or not touched(child.content):
            continue
        text = marks(child.content, language)
        before = children[position - 1] if position else None
        if before is None or before.type in ("softbreak", "hardbreak"):
            # A mark that begins a line has nothing before it to keep company with.
            text = text.lstrip(NARROW) if not child.content.startswith(NARROW) else text
        child.content = text
