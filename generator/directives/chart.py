""":::{chart} id, a chart of ``content/charts/``, drawn in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.chartview import view
from generator.model import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.context import Context
    from generator.diagnostics import Diagnostic
    from generator.markdown.syntax import DirectiveUse, Places

ARGUMENT = "required"
OPTIONS: dict[str, tuple[str, ...]] = {}


def references(use: DirectiveUse) -> Iterable[Reference]:
    """Return the chart."""
    return [Reference("chart", use.argument, use.location)] if use.argument else []


def check(use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
    """Return nothing: whether the chart exists is checked with all references."""
    return []


def render(use: DirectiveUse, context: Context) -> str:
    """Return the figure: drawings, words, table and sources."""
    uid = context.uid("chart")
    return context.component("chart", chart=view(use.argument, uid, context), uid=uid)
