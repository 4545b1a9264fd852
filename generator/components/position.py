""":::{position} Who, what somebody holds, with the name of who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.specification import Argument, Body, Directive, Option

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
    sample=":::{position} The harbour master, in May 2023\nThe sea is high. {cite}`sample`\n:::",
    argument=Argument("text", "who holds it, and when they said so"),
    options=(
        Option(
            "side",
            "what they are of a page's question: the two sides are to have as many words",
            values=("for", "against", "neither"),
            default="neither",
        ),
    ),
    body=Body("Markdown", "what they hold, and where it was stated", cites=True),
    takes_side="side",
    view=view,
)
