""":::{position} Who, what somebody holds, with the name of who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.document import DirectiveUse

ARGUMENT = "required"
REFERS_TO: str | None = None
OPTIONS: dict[str, tuple[str, ...]] = {}


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Report a position that cites nothing: an attributed position says where it was stated."""
    cited = any(
        child.type == "myst_role" and child.meta["name"] == "cite"
        for token in use.tokens
        for child in token.children or []
    )
    if not cited:
        message = "a position says where it was stated"
        yield Diagnostic(use.location, "error", "position-source", message, "add a {cite}")


def render(use: DirectiveUse, context: Context) -> str:
    """Return the position."""
    who = context.render_words(use.argument, context)
    return context.component("position", who=who, body=context.blocks(use.tokens))
