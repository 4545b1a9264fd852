""":::{rules-table} name, the rules of ``content/rules/NAME.yaml``; ``:outcome:`` picks one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components import rulebook as view
from generator.diagnostics import Diagnostic, DiagnosticError, nearest

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse
    from generator.model.rulebook import Rulebook

ARGUMENT = "required"
REFERS_TO: str | None = "rulebook"
OPTIONS: dict[str, tuple[str, ...]] = {"outcome": ()}


def render(use: DirectiveUse, context: Context) -> str:
    """Return the table."""
    uid = context.uid("rules-table")
    book: Rulebook = context.reads("rulebook", use.argument)
    wanted = use.options.get("outcome")
    if wanted is not None and wanted not in book.rules.outcomes:
        message = f"'{use.argument}' has no outcome '{wanted}'"
        hint = nearest(wanted, book.rules.outcomes)
        raise DiagnosticError(Diagnostic(use.location, "error", "rule-unknown", message, hint))
    groups = view.by_outcome(book, uid, context, wanted)
    title = context.words(book.rules.title)
    return context.component("rules-table", groups=groups, title=title, uid=uid)
