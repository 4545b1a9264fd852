"""Checks over the whole site, one module each.

A module has one of these, or several; each yields diagnostics:

- ``check(site, content, documents)`` looks at pages together;
- ``check_pages(site, content, documents)`` looks at each by itself, and is given only those that it
  has not seen; the content is without its pages, so that it cannot ask about others;
- ``check_content(site, content)`` looks at all else, and again only when more than pages change.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

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
    """Run every check of pages together; what they find goes to ``found``."""
    for module in CHECKS:
        if hasattr(module, "check"):
            found.extend(module.check(site, content, documents))


def check_pages(
    site: Site, content: Content, documents: Collection[Document], found: Diagnostics
) -> None:
    """Run every check of pages by themselves; what they find goes to ``found``."""
    for module in CHECKS:
        if hasattr(module, "check_pages"):
            found.extend(module.check_pages(site, content, documents))


def check_content(site: Site, content: Content, found: Diagnostics) -> None:
    """Run every check of what pages rest on; what they find goes to ``found``."""
    for module in CHECKS:
        if hasattr(module, "check_content"):
            found.extend(module.check_content(site, content))
