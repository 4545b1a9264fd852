"""The items of a bullet list, for directives whose body is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


def items(tokens: list[Token]) -> Iterator[list[Token]]:
    """Walk the bodies of a list's outer items."""
    depth, start = 0, 0
    for index, token in enumerate(tokens):
        if token.type == "list_item_open":
            depth += 1
            if depth == 1:
                start = index + 1
        elif token.type == "list_item_close":
            depth -= 1
            if depth == 0:
                yield tokens[start:index]
