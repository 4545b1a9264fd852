""":::{compare} Before | Since, two columns; a line that is only ``+++`` parts their bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.specification import Argument, Body, Directive
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.document import DirectiveUse


def _breaks(use: DirectiveUse) -> list[int]:
    return [i for i, token in enumerate(use.tokens) if token.type == "myst_block_break"]


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Report a use that has not two titles and two bodies."""
    if use.argument.count("|") != 1:
        message = "the two columns' titles are parted by one '|'"
        hint = f"write :::{{{use.name}}} Before | Since"
        yield Diagnostic(use.location, "error", "directive-argument", message, hint)
    if len(_breaks(use)) != 1:
        message = (
            f"the two columns are parted by one line that is only +++, not {len(_breaks(use))}"
        )
        hint = "write +++ between the two, and nowhere else"
        yield Diagnostic(use.location, "error", "directive-body", message, hint)


def view(use: DirectiveUse, context: Context) -> str:
    """Return the two columns."""
    left, right = (context.inline(title.strip()) for title in use.argument.split("|"))
    middle = _breaks(use)[0]
    return context.component(
        "compare",
        left_title=left,
        right_title=right,
        left=context.blocks(use.tokens[:middle]),
        right=context.blocks(use.tokens[middle + 1 :]),
    )


SPECIFICATION = Directive(
    name="compare",
    doc="Two things beside each other, in two columns.",
    sample=":::{compare} Low water | High water\nThe stones are dry.\n+++\nNobody crosses.\n:::",
    argument=Argument("text", "the two columns' titles, parted by |"),
    body=Body("Markdown", "the two columns, parted by a line that is only +++"),
    check=check,
    view=view,
)
