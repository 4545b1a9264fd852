"""Checks over the whole site. Each is one module here with ``check(site, content, documents)``."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.config import Site
    from generator.content import Content
    from generator.diagnostics import Diagnostics
    from generator.parse import Document

CHECKS = tuple(
    importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
)


def check(site: Site, content: Content, documents: dict[str, Document], found: Diagnostics) -> None:
    """Run every check; what they find goes to ``found``."""
    for module in CHECKS:
        found.extend(module.check(site, content, documents))
