""":::{position} Who, what somebody holds, with the name of who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.specification import Argument, Body, Directive

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse


def view(use: DirectiveUse, context: Context) -> str:
    """Return the position."""
    who = context.inline(use.argument)
    return context.component("position", who=who, body=context.blocks(use.tokens))


SPECIFICATION = Directive(
    name="position",
    doc="What somebody holds, under their name.",
    sample=":::{position} The harbour master\nThe sea is high. {cite}`sample`\n:::",
    argument=Argument("text", "who holds it"),
    body=Body("Markdown", "what they hold, and where it was stated", cites=True),
    view=view,
)
