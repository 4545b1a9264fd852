"""The marks and spaces of good typography, put in for those that editors type."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.language import find
from generator.language.specification import NARROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    Search = Callable[[str], re.Match[str] | None]

DASHES = (
    (re.compile(r"(?<!-)---(?!-)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"\.{3,}"), "…"),
)
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def marks(text: str, tag: str) -> str:
    """Return text with dashes, ellipses and no-break spaces in place of the typed ones."""
    language = find(tag)
    if not language.touched.search(text):
        return text
    for pattern, replacement in (*DASHES, *language.spacing):
        text = pattern.sub(replacement, text)
    return text


class Marked(str):
    """A text with its language's marks; in HTML, the ending of an ordinal is raised."""

    tag: str

    def __new__(cls, text: str, tag: str) -> Marked:
        """Put the marks of a language into a text."""
        made = super().__new__(cls, marks(text, tag))
        made.tag = tag
        return made

    def __reduce__(self) -> tuple[type[Marked], tuple[str, str]]:
        """Return what another process makes the same of."""
        return Marked, (str(self), self.tag)

    def __html__(self) -> Markup:
        """Return the text as a template shows it."""
        ending, safe = find(self.tag).raised, str(escape(str(self)))
        return Markup(ending.sub(r"<sup>\g<0></sup>", safe))  # noqa: S704 (escaped)


@lru_cache(maxsize=1024)  # the site's own labels, which every page shows
def plain(text: str, tag: str) -> str:
    """Return a label with its language's marks; only apostrophes are expected of its quotes."""
    return marks(APOSTROPHE.sub("’", text), tag)


def rule(state: StateCore) -> None:
    """Apply the marks to every text of a document but code (a rule of the parser's core)."""
    tag = state.env.get("tag", "")
    touched = find(tag).touched.search
    for token in state.tokens:
        if token.type == "inline" and _comes_to(token.content, touched):
            _inline(token.children or [], tag, touched)
            if find(tag).raised.search(token.content):
                token.children = list(_raised(token.children or [], find(tag).raised))


def _comes_to(line: str, touched: Search) -> bool:
    """Whether a line's texts may be touched.

    They are parts of it but for quotes, addresses and what roles show.
    """
    return '"' in line or "<" in line or "` " in line or bool(touched(line))


def _inline(children: list[Token], tag: str, touched: Search) -> None:
    for position, child in enumerate(children):
        if child.type != "text":
            continue
        before = children[position - 1] if position else None
        if before is not None and before.type == "myst_role" and child.content[:1] == " ":
            # What a role shows may be a number: its unit stays with it.
            child.content = marks(f"0{child.content}", tag)[1:]
        if not touched(child.content):
            continue
        if before is not None and before.info == "auto" and before.nesting > 0:
            continue  # an address, shown as it is
        text = marks(child.content, tag)
        if before is None or before.type in ("softbreak", "hardbreak"):
            # A mark that begins a line has nothing before it to keep company with.
            text = text.lstrip(NARROW) if not child.content.startswith(NARROW) else text
        child.content = text


def _raised(children: list[Token], ending: re.Pattern[str]) -> Iterator[Token]:
    """Walk a line's parts, the endings of ordinals in them raised."""
    from markdown_it.token import Token

    for child in children:
        if child.type != "text" or not ending.search(child.content):
            yield child
            continue
        start = 0
        for match in ending.finditer(child.content):
            yield _part(child, child.content[start : match.start()])
            yield Token("sup_open", "sup", 1)
            yield _part(child, match[0])
            yield Token("sup_close", "sup", -1)
            start = match.end()
        yield _part(child, child.content[start:])


def _part(whole: Token, text: str) -> Token:
    part = whole.copy()
    part.content = text
    return part
