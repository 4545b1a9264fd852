"""The syntax that MyST adds: roles, directives and heading targets, with their places kept.

A role is `` {name}`text` ``; a directive is ``:::{name} argument`` to a line of as many colons, or
a fence of back quotes, with ``:option: value`` lines under its opening. (MyST's own parser builds
Sphinx documents; only its syntax is wanted here.)
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from mdit_py_plugins.myst_role import index as myst_role_plugin
from mdit_py_plugins.myst_role import myst_role_plugin as add_role_rule

from generator import components
from generator.diagnostics import Code, Diagnostic, Location, nearest
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

OPENING = re.compile(r"(:{3,}|(?:`{3,}|~{3,})[ \t]*)\{([^}\s]*)\}(?:[ \t]+(.*?))?[ \t]*$")
OPTION = re.compile(r":([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*$")
COLONS = re.compile(r"(:{3,})[ \t]*$")
FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
# Lines that are meant to open a directive: ``:::note``, ``::: {callout} Title``, ``:::{callout``.
MEANT = re.compile(r":{3,}[ \t]*(?:\{[ \t]*)?[.#]?([A-Za-z][\w-]*)[ \t]*\}?[ \t]*(.*?)[ \t]*:*$")
FEW = re.compile(r"::\{([A-Za-z][\w-]*)\}[ \t]*(.*)$")
MARKER = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")


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
    text = _line(state, start_line)
    opening = OPENING.match(text)
    if opening is not None and opening[1][0] == "`" and "`" in (opening[3] or ""):
        opening = None  # a span of code that begins the line
    if opening is None:
        return text[:2] == "::" and _failed(state, text, start_line, end_line, silent)
    if silent:
        return True
    mark = opening[1].rstrip()
    close, found = _end(state, start_line, end_line, mark)
    places: Places | None = state.env.get("places")
    column = state.bMarks[start_line] + state.tShift[start_line] - _origin(state, start_line) + 1
    if not found and places is not None:
        message = f"the directive '{opening[2]}' is never closed"
        hint = f"end it with a line that is only {mark}"
        place = places.line(start_line, column)
        state.env["diagnostics"].append(
            Diagnostic(place, "error", "unclosed-directive", message, hint)
        )
    body = start_line + 1
    options: dict[str, str] = {}
    lines: dict[str, int] = {}
    while body < close and (option := OPTION.match(_line(state, body))):
        if option[1] in options and places is not None:
            message = f"the option '{option[1]}' stands twice"
            fault = Diagnostic(
                places.line(body), "error", "bad-option", message, "keep one of them"
            )
            state.env["diagnostics"].append(fault)
        options[option[1]] = option[2] or ""
        lines[option[1]] = body
        body += 1
    token = state.push("directive_open", "", 1)
    token.map = [start_line, close]
    token.markup = mark
    token.meta = {
        "name": opening[2],
        "argument": opening[3] or "",
        "options": options,
        "option_lines": lines,
        "argument_at": max(0, opening.start(3)),
        "column": column,
    }
    _tokenize(state, body, close)
    state.push("directive_close", "", -1)
    state.line = close + (1 if found else 0)
    return True


def _tokenize(state: StateBlock, start: int, end: int) -> None:
    """Parse the lines of a directive's body."""
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = old_parent, old_max


def _end(state: StateBlock, start_line: int, end_line: int, mark: str) -> tuple[int, bool]:
    """Return the line that closes a directive, or where what it stands in ends, and which.

    Directives in its body close before it, and what is in a block of code closes nothing.
    """
    open_marks, code = [mark], ""
    for line in range(start_line + 1, end_line):
        indent = state.sCount[line] - state.blkIndent
        if indent < 0 and not state.isEmpty(line):
            return line, False
        text = _line(state, line)
        if mark[0] != ":":
            if text.rstrip().strip(mark[0]) == "" and len(text.rstrip()) >= len(mark):
                return line, True
        elif code:
            if text.rstrip().strip(code[0]) == "" and len(text.rstrip()) >= len(code):
                code = ""
        elif indent >= 4 and len(open_marks) == 1:
            continue
        elif colons := COLONS.match(text):
            if len(colons[1]) >= len(open_marks[-1]):
                open_marks.pop()
            if not open_marks:
                return line, True
        elif MEANT.match(inner := MARKER.sub("", text)):
            open_marks.append(":" * (len(inner) - len(inner.lstrip(":"))))
        elif fence := FENCE.match(inner):
            code = fence[0]
    return end_line, False


def _failed(state: StateBlock, text: str, start_line: int, end_line: int, silent: bool) -> bool:
    """Tell of a line that is meant to open or to close a directive and does not."""
    places: Places | None = state.env.get("places")
    meant, colons = MEANT.match(text) or FEW.match(text), COLONS.match(text)
    if places is None or not (meant or colons):
        return False
    if silent:
        return True
    found, close = False, start_line
    if meant is not None:
        mark = ":" * max(3, len(text) - len(text.lstrip(":")))
        message = f"'{text.strip()}' opens no directive"
        # The nearest name that there is, as it stands in the words of a hint.
        close_name = re.search("'(.+)'", nearest(meant[1], components.names()))
        apart = text[meant.end(1) : meant.end(1) + 1] in ("", " ", "\t", "}", "{")
        name = close_name[1] if close_name and apart else "name"
        title = meant[2].lstrip("{}").strip() if apart else ""
        hint = f"write {mark}{{{name}}}{title and f' {title}'}"
        close, found = _end(state, start_line, end_line, mark)
        if not found:
            close = start_line + 1  # one line of many marks, perhaps, and not a whole page
    else:
        message = "this line closes no directive"
        hint = "delete it, or open one above it with :::{name}"
    column = state.bMarks[start_line] + state.tShift[start_line] - _origin(state, start_line) + 1
    place = places.line(start_line, column)
    state.env["diagnostics"].append(Diagnostic(place, "error", "failed-directive", message, hint))
    _tokenize(state, start_line + 1, close)
    state.line = close + 1 if found else max(close, start_line + 1)
    return True


def _line(state: StateBlock, line: int) -> str:
    """Return a line without its indent and its container's marks."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _origin(state: StateBlock, line: int) -> int:
    """Return the offset at which a line begins in the text."""
    return state.src.rfind("\n", 0, state.bMarks[line] + state.tShift[line]) + 1


def fold(state: StateCore) -> None:
    """Turn each directive's opening, body and close into one token that holds the body."""
    if any(token.type == "directive_open" for token in state.tokens):
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
            opened.meta = {"use": _use(opened.meta, body, place, places)}
        else:
            stack[-1].append(token)
    return stack[0]


def _use(
    meta: dict[str, Any], body: list[Token], place: Location, places: Places | None
) -> DirectiveUse:
    """Return a directive's use; one written by another name has the options that this means."""
    name, options = components.meant(meta["name"], meta["options"])
    lines = meta["option_lines"]
    at = {
        option: places.line(lines[option]) if places and option in lines else place
        for option in options
    }
    return DirectiveUse(
        name, meta["argument"], options, body, place, at, argument_at=meta["argument_at"]
    )


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


def is_blank(tokens: list[Token] | None) -> bool:
    """Whether inline tokens show nothing: neither words nor what a role shows."""
    return all(
        is_blank(token.children)
        if token.type == "inline"
        else token.nesting or not token.content.strip()
        for token in tokens or ()
    )


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
