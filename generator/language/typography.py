"""The marks and spaces of good typography, put in for those that editors type."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.language import find
from generator.language.specification import NARROW

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _comes_to(line: str, touched: Search) -> bool:
    """Whether a line's texts may be touched: they are parts of it but for quotes and addresses."""
    return '"' in line or "<" in line or bool(touched(line))


def _inline(children: list[Token], tag: str, touched: Search) -> None:
    for position, child in enumerate(children):
        if child.type != "text" or not touched(child.content):
            continue
        before = children[position - 1] if position else None
        if before is not None and before.info == "auto" and before.nesting > 0:
            continue  # an address, shown as it is
        text = marks(child.content, tag)
        if before is None or before.type in ("softbreak", "hardbreak"):
            # A mark that begins a line has nothing before it to keep company with.
            text = text.lstrip(NARROW) if not child.content.startswith(NARROW) else text
        child.content = text
