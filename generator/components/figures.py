""":::{figures}, a row of key numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.bullets import items
from generator.components.specification import Body, Directive
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.document import DirectiveUse


def view(use: DirectiveUse, context: Context) -> str:
    """Return the row."""
    return context.component("figures", body=context.blocks(use.tokens))


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Report lines without a stat."""
    for item in items(use.tokens):
        inline = (child for token in item for child in token.children or ())
        if not any(one.type == "myst_role" and one.meta["name"] == "stat" for one in inline):
            line = item[0].map[0] if item and item[0].map else 0
            message, hint = "this line shows no stat", "begin it with one: {stat}`id`"
            yield Diagnostic(places.line(line), "error", "directive-body", message, hint)


SPECIFICATION = Directive(
    name="figures",
    doc="A row of key numbers, each with its words.",
    sample=":::{figures}\n- {stat}`highest` metres at the top\n:::",
    body=Body("list", "each line begins with '- ' and a stat"),
    check=check,
    view=view,
)
