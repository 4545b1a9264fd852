"""From tokens to HTML: the parser's own renderer, with a short way for the tokens that are most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKING = {"directive", "myst_role", "link_open", "image"}


class Html(RendererHTML):
    """Renders as its base does; without it, rendering took twice the time."""

    def render(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
        """Return the HTML of blocks."""
        return self._blocks(tokens, range(len(tokens)), options, env)

    def baked(self, tokens: Sequence[Token], options: Any) -> list[Token]:
        """Return few tokens for many: those that ask a context, and the HTML of those between.

        Rendered while it is at hand, a page takes a fifth of the memory while it waits for others.
        """
        out: list[Token] = []
        start = 0
        for index, token in enumerate(tokens):
            if token.type == "inline":
                children = token.children or []
                if _is_text(children):
                    continue
                asking = [i for i, child in enumerate(children) if child.type in ASKING]
                if not asking:
                    continue
                token.children = self._baked_line(children, asking, options)
            elif token.type not in ASKING:
                continue
            made = self._blocks(tokens, range(start, index), options, {})
            out += [Token("html_block", "", 0, content=made), token]
            start = index + 1
        made = self._blocks(tokens, range(start, len(tokens)), options, {})
        return [*out, Token("html_block", "", 0, content=made)]

    def _baked_line(self, children: list[Token], asking: list[int], options: Any) -> list[Token]:
        out: list[Token] = []
        start = 0
        for index in asking:
            made = self.renderInline(children[start:index], options, {})
            out += [Token("html_inline", "", 0, content=made), children[index]]
            start = index + 1
        made = self.renderInline(children[start:], options, {})
        return [*out, Token("html_inline", "", 0, content=made)]

    def _blocks(self, tokens: Sequence[Token], span: range, options: Any, env: Any) -> str:
        out: list[str] = []
        rules = self.rules
        for index in span:
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                children = token.children or []
                if _is_text(children):
                    out.append(escapeHtml(children[0].content))
                else:
                    out.append(self.renderInline(children, options, env))
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            elif token.nesting < 0 and token.block and not token.attrs:
                if not token.hidden:
                    out.append(f"</{token.tag}>\n")
            elif token.nesting > 0 and token.block and not token.attrs and not token.hidden:
                out.append(_opened(tokens, index))
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)

    def renderInline(self, tokens: Sequence[Token], options: Any, env: Any) -> str:  # noqa: N802
        """Return the HTML of the parts of a line."""
        out: list[str] = []
        rules = self.rules
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                out.append(escapeHtml(token.content))
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            elif token.nesting and not token.attrs:
                out.append(f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>")
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)


def _is_text(children: Sequence[Token]) -> bool:
    """Whether a line is words alone, as most are in tables and lists."""
    return len(children) == 1 and children[0].type == "text"


def _opened(tokens: Sequence[Token], index: int) -> str:
    """Return the tag that opens a block, with a line end where its content is blocks."""
    tag = tokens[index].tag
    before = "\n" if index and tokens[index - 1].hidden else ""
    if index + 1 < len(tokens):
        following = tokens[index + 1]
        empty = following.nesting < 0 and following.tag == tag
        if following.type == "inline" or following.hidden or empty:
            return f"{before}<{tag}>"
    return f"{before}<{tag}>\n"


def attributes(values: dict[str, str | int | float]) -> str:
    """Return a tag's attributes, each after a space."""
    return "".join(f' {escapeHtml(k)}="{escapeHtml(str(v))}"' for k, v in values.items())
