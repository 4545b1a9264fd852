""":::{callout} Title, a note beside the text; ``:kind:`` says which sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse

ARGUMENT = "optional"
REFERS_TO: str | None = None
OPTIONS = {"kind": ("note", "warning", "law")}


def render(use: DirectiveUse, context: Context) -> str:
    """Return the note."""
    title = context.render_words(use.argument, context) if use.argument else ""
    kind = use.options.get("kind", "note")
    return context.component("callout", kind=kind, title=title, body=context.blocks(use.tokens))
