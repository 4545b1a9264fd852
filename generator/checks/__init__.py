"""Checks over the whole site, one module each.

``check(site, content, documents)`` looks at pages; ``check_content(site, content)`` at all else,
and need not look again for as long as only pages change. A module has either, or both.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostics
    from generator.model.content import Content
    from generator.model.document import Document
    from generator.model.site import Site

# What an editor settles before a page is published, and need not before it is seen.
UNAGREED = ("silent-change", "silent-move", "stale-translation")
CHECKS = tuple(
    importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
)


def check(site: Site, content: Content, documents: dict[str, Document], found: Diagnostics) -> None:
    """Run every check of pages; what they find goes to ``found``."""
    for module in CHECKS:
        if hasattr(module, "check"):
            found.extend(module.check(site, content, documents))


def check_content(site: Site, content: Content, found: Diagnostics) -> None:
    """Run every check of what pages rest on; what they find goes to ``found``."""
    for module in CHECKS:
        if hasattr(module, "check_content"):
            found.extend(module.check_content(site, content))
