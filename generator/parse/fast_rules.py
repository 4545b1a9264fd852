"""Rules reached by the character that they begin with, in place of asking each rule in turn.

The parser asks every rule at every line and every mark, and nearly all look at one character and
decline. Here one rule looks at that character and asks those that it may begin, in their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from markdown_it.rules_core import normalize, text_join
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

Rule = TypeVar("Rule")

# What each rule begins with; a rule that is not named here is asked always.
BLOCKS = {
    "directive": ":`~",
    "fence": "`~",
    "myst_line_comment": "%",
    "blockquote": ">",
    "myst_block_break": "+",
    "myst_target": "(",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
INLINES = {
    "newline": "\n",
    "escape": "\\",
    "myst_role": "{",
    "backticks": "`",
    "strikethrough": "~",
    "stressed": "*",
    "linked": "[",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
# Stressed words as most are: nothing else in them, a space before, a space or a mark after.
# No other star can pair with theirs.
STRESSED = re.compile(
    r"""(?<![^ \n])(\*\*?)([^\W_](?:[^\n\\`*_\[\]!<&{^~]*[^\W_])?)\1"""
    r"""(?:(?=([.,;:?()"'’»]| (?![ \n])))|(?=[ \n!]|\Z))"""
)
# Links as most within a site are: words alone, and an address in which nothing is to be escaped.
LINKED = re.compile(
    r"\[([^\n\\`*_~\[\]<&]+)\]\(((?:\.\./)*[A-Za-z0-9][A-Za-z0-9_./-]*(?:#[A-Za-z0-9_-]+)?)\)"
)
CHAINS = ("paragraph", "reference", "blockquote", "list", "footnote_def")


def add(md: MarkdownIt) -> None:
    """Put the dispatching rules in the place of those that the parser has now."""
    md.inline.ruler.before("emphasis", "stressed", _stressed)
    md.inline.ruler.before("link", "linked", _linked)
    _blocks(md)
    _inlines(md)


def _stressed(state: StateInline, silent: bool) -> bool:
    """Make stressed words at once, without the pairing of their stars (0.9 of the parsing)."""
    match = None if silent else STRESSED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    stars, words, text_follows = match.groups()
    name = "strong" if stars == "**" else "em"
    if stars == "**" and not state.pending:
        state.push("text", "", 0)  # the pairing of two stars leaves such behind
    _pair(state, name, name, words, markup=stars)
    if stars == "**" and not text_follows:
        state.push("text", "", 0)
    state.pos = match.end()
    return True


def _linked(state: StateInline, silent: bool) -> bool:
    """Make a link at once, without a look for the end of its words and the parts of its address."""
    match = None if silent else LINKED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    _pair(state, "link", "a", match[1], {"href": match[2]})
    state.pos = match.end()
    return True


def _pair(
    state: StateInline,
    name: str,
    tag: str,
    words: str,
    attrs: dict[str, str | int | float] | None = None,
    markup: str = "",
) -> None:
    """Push words between the two tokens of a tag; there are no marks among them to be paired.

    (The levels are set when the line is done.)
    """
    if state.pending:
        state.pushPending()
    state.tokens += (
        Token(f"{name}_open", tag, 1, attrs or {}, markup=markup),
        Token("text", "", 0, content=words),
        Token(f"{name}_close", tag, -1, markup=markup),
    )


def _named(ruler: Ruler[Rule]) -> list[tuple[str, Rule]]:
    return list(zip(ruler.get_active_rules(), ruler.getRules(), strict=True))


def _by_opener(
    rules: Sequence[tuple[str, Rule]], openers: Mapping[str, str]
) -> tuple[dict[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    """Return the rules to ask for each character, and those for any other character."""
    table = {
        opener: tuple(rule for name, rule in rules if opener in openers.get(name, opener))
        for opener in "".join(openers.values())
    }
    return table, tuple(rule for name, rule in rules if name not in openers)


def _blocks(md: MarkdownIt) -> None:
    ruler = md.block.ruler
    rules = _named(ruler)
    main = _block_rule(rules)
    others = {}
    for chain in CHAINS:
        members = ruler.getRules(chain)
        others[chain] = _block_rule([pair for pair in rules if pair[1] in members])
    ruler.before("table", "block", main)
    for chain, rule in others.items():
        ruler.push(f"end_of_{chain}", rule, {"alt": [chain]})
    # States ask whether "code" is on. The first rule always succeeds, as paragraphs are in it.
    ruler.enableOnly(["block", "code", *(f"end_of_{chain}" for chain in CHAINS)])


def _block_rule(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    """Return the rule of a chain: the one that begins blocks, or one that ends an open block."""
    table, rest = _by_opener(rules, BLOCKS)
    get = table.get

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        done = False
        for rule in get(state.src[at : at + 1], rest):
            if done := rule(state, start, end, silent):
                break
        return done

    return block


def _inlines(md: MarkdownIt) -> None:
    table, _ = _by_opener(_named(md.inline.ruler), {"text": "", **INLINES})
    table["]"] = ()  # links end there
    marks = re.compile("[" + re.escape("".join(table)) + "]")

    def span(state: StateInline, silent: bool) -> bool:
        at = state.pos
        rules = table.get(state.src[at])
        if rules is None:
            mark = marks.search(state.src, at, state.posMax)
            state.pos = mark.start() if mark else state.posMax
            if not silent:
                state.append_pending(state.src[at : state.pos])
            return True
        done = False
        for rule in rules:
            if done := rule(state, silent):
                break
        return done

    def inline(state: StateCore) -> None:
        for token in state.tokens:
            if token.type != "inline":
                continue
            token.children = []
            if marks.search(token.content):
                md.inline.parse(token.content, md, state.env, token.children)
            elif token.content:
                # Most lines of tables and lists are words alone.
                token.children.append(Token("text", "", 0, content=token.content))

    def joined(state: StateCore) -> None:
        if "\\" in state.src or "&" in state.src:  # without an escape, nothing is in pieces
            text_join(state)

    def quoted(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline" and ("'" in token.content or '"' in token.content):
                process_inlines(token.children or [], state)

    def normalized(state: StateCore) -> None:
        if "\r" in state.src or "\0" in state.src:  # files are read with plain line ends
            normalize(state)

    md.core.ruler.at("normalize", normalized)
    md.inline.ruler.push("span", span)
    md.inline.ruler.enableOnly(["span"])
    md.core.ruler.at("inline", inline)
    md.core.ruler.at("text_join", joined)
    md.core.ruler.at("smartquotes", quoted)
