"""HTML among Markdown: nothing of it is published but what a list of harmless tags allows.

Whether a site allows any is said in its settings, which the checks know; here it is cleaned in
every case, and what is left of each piece is written down.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from generator.diagnostics import Location
from generator.model.document import RawHtml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

VOID = {"br", "wbr", "hr"}
PHRASES = frozenset(
    re.findall(
        r"\w+",
        "abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span"
        " strong sub sup time u var wbr",
    )
)
BLOCKS = PHRASES.union(
    re.findall(
        r"\w+", "blockquote dd details div dl dt figcaption figure hr li ol p pre summary ul"
    )
)
ATTRIBUTES = {"*": {"dir", "lang", "title"}, "details": {"open"}, "time": {"datetime"}}
COMMENT = re.compile(r"<!--(?:>|->|.*?-->)", re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)\b.*>", re.DOTALL)


def block(token: Token) -> RawHtml | None:
    """Clean a block of HTML; None if it is a comment alone, which is dropped."""
    html = COMMENT.sub("", token.content)
    if not html.strip():
        token.content = ""
        return None
    token.content = _clean(html, BLOCKS)
    refused = "<!--" if "<!--" in html else _difference(html, token.content)
    return RawHtml(Location(""), html.strip().split("\n")[0], refused)


def inline(children: Iterable[Token]) -> dict[int, RawHtml]:
    """Clean the tags among a line's tokens, by their position; each has to have its partner."""
    found: dict[int, RawHtml] = {}
    opened: list[tuple[int, Token, str]] = []
    for position, token in enumerate(children):
        if token.type != "html_inline":
            continue
        html = token.content
        token.content = ""
        if not COMMENT.sub("", html):
            continue
        match = TAG.fullmatch(html)
        name = match[2].lower() if match else ""
        if match is None or (match[1] and not (opened and opened[-1][2] == name)):
            found[position] = RawHtml(Location(""), html, html)
        elif match[1]:
            opened.pop()
            token.content = f"</{name}>"
        else:
            clean = _clean(html, PHRASES)
            found[position] = RawHtml(Location(""), html, _difference(html, clean, first=True))
            if clean:
                token.content = clean.removesuffix(f"</{name}>")
                if name not in VOID:
                    opened.append((position, token, name))
    for position, token, _ in opened:
        token.content = ""
        found[position] = found[position]._replace(refused=found[position].written)
    return found


def _clean(html: str, tags: frozenset[str]) -> str:
    import nh3

    return nh3.clean(html, tags=set(tags), attributes=ATTRIBUTES, link_rel=None)


class _Tags(HTMLParser):
    """Gathers the tags of HTML and the names of their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{' '.join([tag, *sorted(name for name, _ in attrs)])}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")


def _difference(html: str, clean: str, *, first: bool = False) -> str:
    """Return a tag that cleaning took away, changed or had to close; "" if there is none.

    ``first``: the first tag alone, without its partner.
    """
    pairs = zip_longest(_Tags(html).found, _Tags(clean).found, fillvalue="")
    for one, other in islice(pairs, 1 if first else None):
        if one != other:
            return one or other
    return ""
