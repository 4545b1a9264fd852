""":::{rules-picture} name, the whole of ``content/rules/NAME.yaml`` in one drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Reference
from generator.rules import picture, view

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
