"""`` {num}`text | reason` ``: a number or a claim that nothing proves, marked so by the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.components.specification import Argument, Role
from generator.language.typography import Marked

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import RoleUse


def view(use: RoleUse, context: Context) -> str:
    """Return the number with its language's spaces, the ending of an ordinal raised."""
    return escape(_number(use, context))


def text(use: RoleUse, context: Context) -> str:
    """Return the number with its language's spaces."""
    return str(_number(use, context))


def _number(use: RoleUse, context: Context) -> Marked:
    return Marked(use.text.partition("|")[0].strip(), context.locale.tag)


SPECIFICATION = Role(
    name="num",
    doc=(
        "A number, or words such as 'only', that state no fact of the world and so need no "
        "source. In a sentence that cites sources, a reason says why it differs from their words; "
        "readers do not see it, the fact-check sheet lists it."
    ),
    sample="The first {num}`3` questions are short, and {num}`66% | rounded from 65.6%` are asked.",
    argument=Argument(
        "number", "the number, shown as it is typed; after a bar, the reason, not shown"
    ),
    view=view,
    text=text,
)
