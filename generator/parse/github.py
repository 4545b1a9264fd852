"""What GitHub reads beside CommonMark: alerts, task lists and bare addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

ALERT = re.compile(r"\[!([A-Za-z]+)\][+-]?(?:[ \t]+(.*?))?[ \t]*(?:\n|$)")
TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
SIGNS = {" ": "☐", "x": "☑"}
ADDRESS = re.compile(r"(?<![\w/<])https?://[^\s<>]+", re.IGNORECASE)


def add(md: MarkdownIt) -> None:
    """Teach a parser all three, and words struck out."""
    md.enable("strikethrough")
    md.core.ruler.after("block", "alerts", _alerts)
    md.core.ruler.after("inline", "addresses", _addresses)
    md.core.ruler.after("inline", "tasks", _tasks)


def _alerts(state: StateCore) -> None:
    """Make a directive of a quotation that begins with a line ``[!NOTE]``."""
    if "[!" not in state.src:
        return
    lines = state.src.split("\n")
    open_quotes: list[Token | None] = []
    dropped: set[int] = set()
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            following = state.tokens[index + 1 : index + 3]
            content = following[-1] if len(following) == 2 else token
            match = ALERT.match(content.content) if content.type == "inline" else None
            open_quotes.append(token if match else None)
            if match is None or not token.map:
                continue
            line = token.map[0]
            at = lines[line].find("[!")
            token.type, token.tag = "directive_open", ""
            token.meta = {
                "name": match[1].lower(),
                "argument": match[2] or "",
                "options": {},
                "option_lines": {},
                "argument_at": max(0, match.start(2)),
                "column": at + 1,
            }
            content.content = content.content[match.end() :]
            if content.map:
                content.map = [content.map[0] + 1, content.map[1]]
            if not content.content:
                dropped.update(range(index + 1, index + 4))
        elif token.type == "blockquote_close" and open_quotes.pop() is not None:
            token.type, token.tag = "directive_close", ""
    state.tokens = [token for i, token in enumerate(state.tokens) if i not in dropped]


def _tasks(state: StateCore) -> None:
    """Show ``[ ]`` and ``[x]`` at the beginning of a list's item as boxes."""
    if "[ ]" not in state.src and "[x]" not in state.src.lower():
        return
    for item, _, line in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type != "list_item_open" or line.type != "inline" or not line.children:
            continue
        first = line.children[0]
        if match := TASK.match(first.content) if first.type == "text" else None:
            item.attrJoin("class", "task")
            first.content = f"{SIGNS[match[1].lower()]} {first.content[match.end() :]}"


def _addresses(state: StateCore) -> None:
    """Make links of addresses that stand in the text as they are."""
    if "://" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and "://" in token.content:
            token.children = _linked(state, token.children or [])


def _linked(state: StateCore, children: list[Token]) -> list[Token]:
    out: list[Token] = []
    links = 0
    for child in children:
        links += child.nesting if child.type in ("link_open", "link_close") else 0
        if links or child.type != "text" or "://" not in child.content:
            out.append(child)
            continue
        text, start = child.content, 0
        for match in ADDRESS.finditer(text):
            address = _without_stops(match[0])
            if address.endswith("://"):
                continue
            href = state.md.normalizeLink(address)
            out += [
                Token("text", "", 0, content=text[start : match.start()]),
                Token("link_open", "a", 1, {"href": href}, markup="autolink", info="auto"),
                Token("text", "", 0, content=address),
                Token("link_close", "a", -1, markup="autolink", info="auto"),
            ]
            start = match.start() + len(address)
        out.append(Token("text", "", 0, content=text[start:]))
    return [token for token in out if token.type != "text" or token.content]


def _without_stops(address: str) -> str:
    """Return an address without the marks behind it that are the sentence's."""
    while True:
        shorter = address.rstrip(".,;:!?'\"*_~»”’]}")
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
