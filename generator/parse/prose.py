"""The prose of a page, section by section, as a fingerprint: the same for as long as its words are.

Spaces, punctuation, quotes, dashes, capitals, emphasis, line breaks and comments are no part of
it; letters, digits and signs such as ``%`` are. A ``{stat}`` is in it by its id; citations, which
name sources and say nothing, are not.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from generator import components
from generator.model.document import TOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    from generator.parse.found import Found

TAG = re.compile(r"<[^>]*>")
TARGET = re.compile(r"(?<=\S)\s*<[^<>]*>\s*$")  # of a role: shown words <id>
GROUPED = re.compile("(\\d)[ \u00a0\u2009\u202f](?=\\d{3}(?!\\d))")  # 39 171
WITHIN = re.compile(r"(\d)([.,/])(?=\d)")
MINUS = re.compile(r"[-−](?<![\w-].)(?=\d)")
NAMES = {".": "point", ",": "comma", "/": "over"}


class _Signs(dict[int, str]):
    """What ``str.translate`` puts in the place of each character: of most, itself."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if sign in "%‰" or kind in ("Sc", "Sm", "So"):
            kept = f" {sign} "
        elif kind == "Cf":  # a soft hyphen: nothing, in the midst of a word
            kept = ""
        else:
            kept = " " if kind[0] in "CPSZ" else sign
        self[code] = kept
        return kept


SIGNS = _Signs()


def rule(state: StateCore) -> None:
    """Gather the texts of each section, before typography has its way (a rule of the core)."""
    found: Found | None = state.env.get("found")
    if found is None or TOP not in found.prose:
        return
    texts = found.prose[TOP]
    for token in state.tokens:
        kind = token.type
        if kind == "inline":
            texts.append(_inline(token.children or (), state.env))
        elif kind == "heading_open":
            texts = found.prose.setdefault(str(token.attrGet("id")), [])
        elif kind == "directive_open" and not _cites(token):
            texts.append(token.meta["argument"])
        elif kind in ("fence", "code_block"):
            texts.append(token.content)
        elif kind == "html_block":
            texts.append(TAG.sub("", token.content))


def _cites(token: Token) -> bool:
    """Whether a directive's argument names sources."""
    directive = components.written(token)
    argument = directive.argument if directive else None
    return argument is not None and argument.kind == "source"


def _inline(children: Sequence[Token], env: EnvType) -> str:
    """Return the words of a line, those of roles and of footnotes written within it included."""
    parts = []
    for child in children:
        kind = child.type
        if kind in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif kind in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif kind == "myst_role" and not components.cites(child.meta["name"]):
            parts.append(TARGET.sub("", child.content))
        elif kind == "footnote_ref":
            note = env["footnotes"]["list"][child.meta["id"]]
            parts.append(f" {_inline(note.get('tokens', ()), env)} ")
    return "".join(parts)


def fingerprint(texts: Iterable[str]) -> str:
    """Return 16 small letters and digits that stand for the words of some texts."""
    said = words(" ".join(texts)).encode()
    return base64.b32encode(hashlib.blake2b(said, digest_size=10).digest()).decode().lower()


def words(text: str) -> str:
    """Return a text's words alone, one space between them."""
    text = GROUPED.sub(r"\1", unicodedata.normalize("NFC", text))
    text = WITHIN.sub(lambda match: match[1] + NAMES[match[2]], text)
    text = MINUS.sub(" minus ", text)
    return " ".join(text.casefold().translate(SIGNS).split())
