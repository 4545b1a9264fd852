"""`` {cite}`id` `` or `` {cite}`id, id` ``: sources, by their numbers in the page's list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.components.specification import Argument, Role

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.source import Source


@dataclass(frozen=True)
class Citation:
    """A source where it is cited: its number in the page's list, and the id of this place."""

    number: int
    anchor: str
    source: Source


def ids(text: str) -> list[str]:
    """Return the ids between the commas."""
    return [id.strip() for id in text.split(",")]


def view(use: RoleUse, context: Context) -> str:
    """Return the numbers, each a link to its source at the page's foot."""
    items = []
    for id in ids(use.text):
        anchor = context.uid("cite")
        items.append(Citation(context.cite(id, anchor), anchor, context.source(id)))
    return context.component("cite", items=items, uid=items[0].anchor)


def text(use: RoleUse, context: Context) -> str:
    """Return nothing: a citation's number means nothing off its page."""
    return ""


SPECIFICATION = Role(
    name="cite",
    doc="The sources of a sentence, by their numbers in the page's list.",
    sample="The sea was high. {cite}`sample`",
    argument=Argument("source", "the source's id in content/sources.yaml, or several: id, id"),
    ids=ids,
    cites=True,
    view=view,
    text=text,
)
