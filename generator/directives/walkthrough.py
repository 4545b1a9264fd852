""":::{walkthrough} name, the questions of ``content/rules/NAME.yaml``: to answer, and to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Reference
from generator.rules import view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.context import Context
    from generator.diagnostics import Diagnostic
    from generator.markdown.syntax import DirectiveUse, Places
    from generator.rules.book import Rulebook

ARGUMENT = "required"
OPTIONS: dict[str, tuple[str, ...]] = {}


def references(use: DirectiveUse) -> Iterable[Reference]:
    """Return the rules file."""
    return [Reference("rulebook", use.argument, use.location)] if use.argument else []


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Return nothing: whether the rules exist is checked with all references."""
    return []


def render(use: DirectiveUse, context: Context) -> str:
    """Return the questions and outcomes."""
    uid = context.uid("walkthrough")
    book: Rulebook = context.reads("rulebook", use.argument)
    walk = view.walkthrough(book, uid, context)
    return context.component("walkthrough", walk=walk, uid=uid)
