"""`` {cite}`id` `` or `` {cite}`id#passage, id` ``: sources, by their numbers in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.specification import Argument, Role
from generator.model.text import by_source

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import RoleUse


class Citation(Struct, frozen=True):
    """A source where it is cited.

    ``number`` is its number in the page's list, ``anchor`` the id of this place, ``note`` that of
    the note with the words that are cited here.
    """

    number: int
    anchor: str
    note: str


def ids(text: str) -> list[str]:
    """Return what stands between the commas: ids, and ids with a passage, ``id#passage``."""
    return [id.strip() for id in text.split(",")]


def view(use: RoleUse, context: Context) -> str:
    """Return the numbers, each a button that shows the words of its source."""
    items = []
    for id, passages in by_source(ids(use.text)).items():
        anchor = context.uid("cite")
        number = context.cite(id, anchor)
        items.append(Citation(number, anchor, context.note(id, passages)))
    return context.component("cite", items=items, uid=items[0].anchor)


def text(use: RoleUse, context: Context) -> str:
    """Return nothing: a citation's number means nothing off its page."""
    return ""


SPECIFICATION = Role(
    name="cite",
    doc="The sources of a sentence, by their numbers in the page's list.",
    sample="The sea was high. {cite}`sample`",
    argument=Argument(
        "source",
        "the source's id in content/sources.yaml, or id#passage for one of its passages, or "
        "several: id#passage, id",
    ),
    ids=ids,
    cites=True,
    view=view,
    text=text,
)
