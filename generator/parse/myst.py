"""The syntax that MyST adds: roles, directives and heading targets, with their places kept.

A role is `` {name}`text` ``; a directive is ``:::{name} argument`` to a line of as many colons,
with ``:option: value`` lines under its opening. (MyST's own parser builds Sphinx documents; only
its syntax is wanted here.)
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from mdit_py_plugins.myst_role import index as myst_role_plugin
from mdit_py_plugins.myst_role import myst_role_plugin as add_role_rule

from generator.diagnostics import Code, Diagnostic, Location
from generator.files.places import Places
from generator.model.document import DirectiveUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

CODES = (
    Code(
        "unclosed-directive",
        means="A directive has no end: the rest of the page would become a part of it.",
        mend="End it with a line of as many colons as it began with.",
        example=":::{callout} Good to know\nText.\n:::",
    ),
)

OPENING = re.compile(r"(:{3,})\{([^}\s]*)\}(?:[ \t]+(.*?))?[ \t]*$")
OPTION = re.compile(r":([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*$")
FENCE = re.compile(r"(:{3,})[ \t]*$")


def add(md: MarkdownIt) -> None:
    """Teach a parser the syntax."""
    add_role_rule(md)
    md.inline.ruler.at("myst_role", _role)
    md.block.ruler.before(
        "fence", "directive", _directive, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.core.ruler.push("fold_directives", fold)


def _role(state: StateInline, silent: bool) -> bool:
    """Run the plugin's rule, and keep the words of the role as they were written."""
    before = state.pos
    if not myst_role_plugin.myst_role(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta["raw"] = state.src[before : state.pos]
    return True


def _directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a directive: its body is parsed in place, so that all lines stay true."""
    if state.is_code_block(start_line):
        return False
    opening = OPENING.match(_line(state, start_line))
    if opening is None:
        return False
    if silent:
        return True
    colons = len(opening[1])
    close, found = start_line + 1, False
    while close < end_line:
        fence = FENCE.match(_line(state, close))
        if state.sCount[close] < state.blkIndent and not state.isEmpty(close):
            break
        if fence is not None and len(fence[1]) >= colons:
            found = True
            break
        close += 1
    places: Places | None = state.env.get("places")
    if not found and places is not None:
        column = state.bMarks[start_line] + state.tShift[start_line] - _origin(state, start_line)
        message = f"the directive '{opening[2]}' is never closed"
        hint = f"end it with a line that is only {opening[1]}"
        place = places.line(start_line, column + 1)
        state.env["diagnostics"].append(
            Diagnostic(place, "error", "unclosed-directive", message, hint)
        )
    body = start_line + 1
    options: dict[str, str] = {}
    lines: dict[str, int] = {}
    while body < close and (option := OPTION.match(_line(state, body))):
        options[option[1]] = option[2] or ""
        lines[option[1]] = body
        body += 1
    token = state.push("directive_open", "", 1)
    token.map = [start_line, close]
    token.markup = opening[1]
    token.meta = {
        "name": opening[2],
        "argument": opening[3] or "",
        "options": options,
        "option_lines": lines,
        "argument_at": max(0, opening.start(3)),
        "column": state.bMarks[start_line]
        + state.tShift[start_line]
        - _origin(state, start_line)
        + 1,
    }
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, body, close)
    state.parentType, state.lineMax = old_parent, old_max
    state.push("directive_close", "", -1)
    state.line = close + (1 if found else 0)
    return True


def _line(state: StateBlock, line: int) -> str:
    """Return a line without its indent and its container's marks."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _origin(state: StateBlock, line: int) -> int:
    """Return the offset at which a line begins in the text."""
    return state.src.rfind("\n", 0, state.bMarks[line] + state.tShift[line]) + 1


def fold(state: StateCore) -> None:
    """Turn each directive's opening, body and close into one token that holds the body."""
    if ":::" in state.src:
        state.tokens = _fold(state.tokens, state.env.get("places"))


def _fold(tokens: list[Token], places: Places | None) -> list[Token]:
    stack: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "directive_open":
            stack[-1].append(token)
            stack.append([])
        elif token.type == "directive_close":
            body = stack.pop()
            opened = stack[-1][-1]
            opened.type, opened.nesting = "directive", 0
            line = opened.map[0] if opened.map else 0
            column = opened.meta.pop("column")
            place = places.line(line, column) if places else Location("", line + 1, column)
            opened.meta = {"use": DirectiveUse(tokens=body, location=place, **opened.meta)}
        else:
            stack[-1].append(token)
    return stack[0]


def uses(tokens: list[Token]) -> Iterator[DirectiveUse]:
    """Walk the directives of folded tokens, outer ones before those in their bodies."""
    for token in tokens:
        if token.type == "directive":
            use: DirectiveUse = token.meta["use"]
            yield use
            yield from uses(use.tokens)


def slugify(text: str) -> str:
    """Return an id made of a heading's words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def plain_text(tokens: list[Token] | None) -> str:
    """Return the words of inline tokens, without marks and roles."""
    parts: list[str] = []
    for token in tokens or []:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.children:
            parts.append(plain_text(token.children))
    return "".join(parts)
