""":::{chart} id, a chart of ``content/charts/``, drawn in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.components.chartview import view

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.document import DirectiveUse

ARGUMENT = "required"
REFERS_TO: str | None = "chart"
OPTIONS: dict[str, tuple[str, ...]] = {}


def render(use: DirectiveUse, context: Context) -> str:
    """Return the figure: drawings, words, table and sources."""
    uid = context.uid("chart")
    return context.component("chart", chart=view(use.argument, uid, context), uid=uid)
