"""`` {cite}`id` `` or `` {cite}`id, id` ``: sources, by their numbers in the page's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.page import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.model.document import RoleUse


def _ids(use: RoleUse) -> list[str]:
    return [id.strip() for id in use.text.split(",")]


def references(use: RoleUse) -> Iterable[Reference]:
    """Return the sources."""
    return [Reference("source", id, use.location) for id in _ids(use)]


def render(use: RoleUse, context: Context) -> str:
    """Return the numbers, each a link to its source at the page's foot."""
    items = []
    for id in _ids(use):
        anchor = context.uid("cite")
        number = context.cite(id, anchor)
        items.append({"number": number, "anchor": anchor, "source": context.reads("source", id)})
    return context.component("cite", items=items, uid=items[0]["anchor"])


def text(use: RoleUse, context: Context) -> str:
    """Return nothing: a citation's number means nothing off its page."""
    return ""
