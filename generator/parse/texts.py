"""The words of a page, section by section, as readers see them: what its site's search looks in."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator import components
from generator.model.document import TOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

    from generator.model.document import DirectiveUse, RoleUse, Texts

    Part = str | RoleUse | DirectiveUse

BLANKS = re.compile(r"[ \n]+")  # not those that hold words together, which typography has set


def by_section(tokens: Iterable[Token], parsed: Callable[[str], list[Token]]) -> Texts:
    """Return the words of each section by its heading's id; headings are no part of them.

    ``parsed`` returns the tokens of a directive's title, from its Markdown. Footnotes, which stand
    at the page's foot, are given to its first section. Citations say nothing and are left out.
    """
    found: dict[str, list[Part]] = {TOP: []}
    words = found[TOP]
    is_heading = False
    for token in _flat(tokens, parsed):
        kind = token.type
        if kind == "heading_open":
            words = found.setdefault(str(token.attrGet("id")), [])
            is_heading = True
        elif kind == "footnote_block_open":
            words = found[TOP]
        elif kind == "inline":
            if not is_heading:
                words.extend(_inline(token.children or ()))
                words.append(" ")
            is_heading = False
        elif kind == "directive" and _shows_words(token.meta["use"]):
            words.append(replace(token.meta["use"], tokens=[]))
        elif kind in ("fence", "code_block"):
            words.append(f"{token.content} ")
    return {id: tuple(_joined(parts)) for id, parts in found.items() if id == TOP or parts}


def _flat(tokens: Iterable[Token], parsed: Callable[[str], list[Token]]) -> Iterator[Token]:
    """Walk tokens, and after a directive's those of its title and of its body."""
    for token in tokens:
        yield token
        if token.type != "directive":
            continue
        use: DirectiveUse = token.meta["use"]
        directive = components.DIRECTIVES.get(use.name)
        if directive and directive.argument and directive.argument.kind == "text" and use.argument:
            yield from parsed(f"{use.argument}:")
        yield from _flat(use.tokens, parsed)


def _shows_words(use: DirectiveUse) -> bool:
    """Whether a directive shows words that neither its title nor its body holds."""
    directive = components.DIRECTIVES.get(use.name)
    return directive is not None and directive.text is not None


def _inline(children: Iterable[Token]) -> Iterator[Part]:
    for child in children:
        kind = child.type
        if kind in ("text", "code_inline"):
            yield child.content
        elif kind in ("softbreak", "hardbreak"):
            yield " "
        elif kind == "myst_role" and not components.cites(child.meta["name"]):
            yield child.meta["use"]


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Walk the parts with the texts between the others in one piece each."""
    for is_text, some in groupby(parts, key=lambda part: isinstance(part, str)):
        if is_text:
            yield BLANKS.sub(" ", "".join(map(str, some)))
        else:
            yield from some
