""":::{callout} Title, a note beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.specification import Argument, Body, Directive, Option

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse

EXAMPLE = "example"
KIND = Option(
    "kind",
    "which sort of note it is; dates and numbers of an example are supposed, and need no source",
    ("note", "warning", "law", EXAMPLE),
    "note",
)
# As MyST names its admonitions and GitHub its alerts.
NOTES = ("note", "tip", "hint", "seealso", "admonition")
WARNINGS = ("warning", "caution", "important", "attention", "danger", "error")


def view(use: DirectiveUse, context: Context) -> str:
    """Return the note."""
    title = context.inline(use.argument) if use.argument else ""
    kind = use.options.get(KIND.name, KIND.default)
    return context.component("callout", kind=kind, title=title, body=context.blocks(use.tokens))


SPECIFICATION = Directive(
    name="callout",
    doc="A note set apart from the text.",
    sample=":::{callout} Before you go\n:kind: warning\n\nThe water rises fast.\n:::",
    argument=Argument("text", "its title", required=False),
    options=(KIND,),
    body=Body("Markdown", "the note"),
    view=view,
    supposes=(KIND.name, EXAMPLE),
    aliases={
        **{name: {KIND.name: "note"} for name in NOTES},
        **{name: {KIND.name: "warning"} for name in WARNINGS},
    },
)
