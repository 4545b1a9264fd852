"""`` {term}`id` `` or `` {term}`shown words <id>` ``: a glossary word, its definition on tap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.page import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.model.document import RoleUse

SHOWN = re.compile(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)


def _parts(use: RoleUse) -> tuple[str | None, str]:
    match = SHOWN.match(use.text)
    return (match[1], match[2].strip()) if match else (None, use.text.strip())


def references(use: RoleUse) -> Iterable[Reference]:
    """Return the glossary's entry."""
    return [Reference("term", _parts(use)[1], use.location)]


def render(use: RoleUse, context: Context) -> str:
    """Return the word, and its definition as a note."""
    shown, id = _parts(use)
    term = context.reads("term", id)
    uid = context.uid("term")
    values = {"term": context.words(term.term), "definition": context.words(term.definition)}
    text = context.render_words(shown, context) if shown else values["term"]
    return context.component("term", term=values, text=text, uid=uid)


def text(use: RoleUse, context: Context) -> str:
    """Return the word."""
    shown, id = _parts(use)
    return shown or context.label(context.reads("term", id).term)
