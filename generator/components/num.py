"""`` {num}`text` ``: a number that states no fact of the world, marked so by the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.components.specification import Argument, Role
from generator.language.typography import marks

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import RoleUse


def view(use: RoleUse, context: Context) -> str:
    """Return the number with its language's spaces."""
    return escape(text(use, context))


def text(use: RoleUse, context: Context) -> str:
    """Return the number with its language's spaces."""
    return marks(use.text, context.locale.tag)


SPECIFICATION = Role(
    name="num",
    doc="A number that states no fact of the world, and so needs no source.",
    sample="The first {num}`3` questions are short.",
    argument=Argument("number", "the number, shown as it is typed"),
    view=view,
    text=text,
)
