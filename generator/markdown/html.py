"""From tokens to HTML: the parser's own renderer, with a short way for the tokens that are most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


class Html(RendererHTML):
    """Renders as its base does; without it, rendering took twice the time."""

    def render(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
        """Return the HTML of blocks."""
        out: list[str] = []
        rules = self.rules
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if token.children:
                    out.append(self.renderInline(token.children, options, env))
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            elif token.nesting < 0 and token.block and not token.attrs:
                if not token.hidden:
                    out.append(f"</{token.tag}>\n")
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


def attributes(values: dict[str, str | int | float]) -> str:
    """Return a tag's attributes, each after a space."""
    return "".join(f' {escapeHtml(k)}="{escapeHtml(str(v))}"' for k, v in values.items())
