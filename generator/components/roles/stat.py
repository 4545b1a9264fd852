"""`` {stat}`id` ``: a number computed from a dataset, with a note that says where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.statview import plain, view
from generator.model.page import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.model.document import RoleUse


def references(use: RoleUse) -> Iterable[Reference]:
    """Return the stat."""
    return [Reference("stat", use.text.strip(), use.location)]


def render(use: RoleUse, context: Context) -> str:
    """Return the number as ``<data>``, and its note."""
    uid = context.uid("stat")
    return context.component("stat", stat=view(use.text.strip(), uid, context), uid=uid)


def text(use: RoleUse, context: Context) -> str:
    """Return the number with its word for the rounding."""
    return plain(use.text.strip(), context)
