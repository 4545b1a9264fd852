""":::{rules-picture} name, the whole of ``content/rules/NAME.yaml`` in one drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import rulespicture, rulesview
from generator.model import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.context import Context
    from generator.diagnostics import Diagnostic
    from generator.markdown.syntax import DirectiveUse, Places
    from generator.rulebook import Rulebook

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
        svg=rulespicture.draw(book.rules, context),
        questions=rulesview.questions(book, uid, context),
        uid=uid,
    )
