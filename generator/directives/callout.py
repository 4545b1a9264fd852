""":::{callout} Title, a note beside the text; ``:kind:`` says which sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.context import Context
    from generator.diagnostics import Diagnostic
    from generator.markdown.syntax import DirectiveUse, Places
    from generator.model import Reference

ARGUMENT = "optional"
OPTIONS = {"kind": ("note", "warning", "law")}


def references(use: DirectiveUse) -> Iterable[Reference]:
    """Return nothing: what the body refers to is gathered with the page's."""
    return []


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Return nothing: any body will do."""
    return []


def render(use: DirectiveUse, context: Context) -> str:
    """Return the note."""
    title = context.render_words(use.argument, context) if use.argument else ""
    kind = use.options.get("kind", "note")
    return context.component("callout", kind=kind, title=title, body=context.blocks(use.tokens))
