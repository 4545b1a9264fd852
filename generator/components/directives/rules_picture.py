""":::{rules-picture} name, the whole of ``content/rules/NAME.yaml`` in one drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components import rulebook as view
from generator.components import rules_drawing as picture

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse
    from generator.model.rulebook import Rulebook

ARGUMENT = "required"
REFERS_TO: str | None = "rulebook"
OPTIONS: dict[str, tuple[str, ...]] = {}


def render(use: DirectiveUse, context: Context) -> str:
    """Return the drawing, and the same in words."""
    book: Rulebook = context.reads("rulebook", use.argument)
    uid = context.uid("rules-picture")
    return context.component(
        "rules-picture",
        title=context.words(book.rules.title),
        svg=picture.draw(book.rules, context),
        questions=view.questions(book, uid, context),
        uid=uid,
    )
