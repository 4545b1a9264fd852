""":::{rules-periods} name, the cases of ``NAME.cases.yaml`` that have words, in every period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components import rulebook as view
from generator.diagnostics import Diagnostic, DiagnosticError

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse
    from generator.model.rulebook import Rulebook

ARGUMENT = "required"
REFERS_TO: str | None = "rulebook"
OPTIONS: dict[str, tuple[str, ...]] = {}


def render(use: DirectiveUse, context: Context) -> str:
    """Return the cases, the periods side by side."""
    book: Rulebook = context.reads("rulebook", use.argument)
    if book.rules.periods is None:
        message, hint = f"'{use.argument}' has no periods", "add 'periods' to its file"
        raise DiagnosticError(Diagnostic(use.location, "error", "rule-unknown", message, hint))
    uid = context.uid("rules-periods")
    periods = view.periods(book, context)
    return context.component("rules-periods", periods=periods, uid=uid)
