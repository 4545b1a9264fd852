"""`` {cite}`id` `` or `` {cite}`id#passage, id` ``: sources, by their numbers in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.components.specification import Argument, Role

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.source import Passage, Source


@dataclass(frozen=True)
class Citation:
    """A source where it is cited: its number in the page's list, and the id of this place.

    ``passages`` are those of its passages that are cited here.
    """

    number: int
    anchor: str
    source: Source
    passages: tuple[Passage, ...]


def ids(text: str) -> list[str]:
    """Return what stands between the commas: ids, and ids with a passage, ``id#passage``."""
    return [id.strip() for id in text.split(",")]


def view(use: RoleUse, context: Context) -> str:
    """Return the numbers, each a link to its source at the page's foot."""
    cited: dict[str, list[str]] = {}
    for name in ids(use.text):
        id, _, passage = name.partition("#")
        cited.setdefault(id, []).extend([passage] if passage else [])
    items = []
    for id, names in cited.items():
        anchor, source = context.uid("cite"), context.source(id)
        passages = tuple(source.passages[name] for name in names)
        items.append(Citation(context.cite(id, anchor), anchor, source, passages))
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
