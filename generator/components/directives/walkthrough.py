""":::{walkthrough} name, the questions of ``content/rules/NAME.yaml``: to answer, and to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components import rulebook as view

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse
    from generator.model.rulebook import Rulebook

ARGUMENT = "required"
REFERS_TO: str | None = "rulebook"
OPTIONS: dict[str, tuple[str, ...]] = {}


def render(use: DirectiveUse, context: Context) -> str:
    """Return the questions and outcomes."""
    uid = context.uid("walkthrough")
    book: Rulebook = context.reads("rulebook", use.argument)
    walk = view.walkthrough(book, uid, context)
    return context.component("walkthrough", walk=walk, uid=uid)
