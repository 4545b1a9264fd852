""":::{figures}, a row of key numbers: a list whose items each begin with a stat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.document import DirectiveUse

ARGUMENT = "none"
REFERS_TO: str | None = None
OPTIONS: dict[str, tuple[str, ...]] = {}


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Report a body that is not one list."""
    if not use.tokens or use.tokens[0].type != "bullet_list_open":
        message = "the key numbers are a list: each line begins with '- ' and a stat"
        yield Diagnostic(use.location, "error", "directive-body", message)


def render(use: DirectiveUse, context: Context) -> str:
    """Return the row."""
    return context.component("figures", body=context.blocks(use.tokens))
