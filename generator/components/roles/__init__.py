"""Roles: what an editor may write as `` {name}`text` ``. Each is one module here.

A module ``NAME.py`` defines ``references(use)``, which names what the role refers to,
``render(use, context)``, which returns safe HTML, and ``text(use, context)``, which returns the
words alone for places that hold no markup.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.page import Reference


class Role(Protocol):
    """What a role's module provides."""

    def references(self, use: RoleUse) -> Iterable[Reference]:
        """Return what the role refers to, with places."""
        ...

    def render(self, use: RoleUse, context: Context) -> str:
        """Return the role's HTML."""
        ...

    def text(self, use: RoleUse, context: Context) -> str:
        """Return the role's words."""
        ...


ROLES: dict[str, Role] = {
    module.name: cast("Role", importlib.import_module(f"{__name__}.{module.name}"))
    for module in pkgutil.iter_modules(__path__)
}
