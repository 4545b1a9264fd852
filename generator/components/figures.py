""":::{figures}, a row of key numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.specification import Body, Directive

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse


def view(use: DirectiveUse, context: Context) -> str:
    """Return the row."""
    return context.component("figures", body=context.blocks(use.tokens))


SPECIFICATION = Directive(
    name="figures",
    doc="A row of key numbers, each with its words.",
    sample=":::{figures}\n- {stat}`highest` metres at the top\n:::",
    body=Body("list", "each line begins with '- ' and a stat"),
    view=view,
)
