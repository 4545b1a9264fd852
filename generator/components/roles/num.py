"""`` {num}`text` ``: a number that states no fact of the world, marked so by the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.language.typography import marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.page import Reference


def references(use: RoleUse) -> Iterable[Reference]:
    """Return nothing: the number refers to nothing."""
    return []


def render(use: RoleUse, context: Context) -> str:
    """Return the number with its language's spaces."""
    return escape(text(use, context))


def text(use: RoleUse, context: Context) -> str:
    """Return the number with its language's spaces."""
    return marks(use.text, context.locale.tag)
