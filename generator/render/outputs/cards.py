"""``/cards/en/deal.png``: each page's picture for those who share it, 1200 by 630 pixels.

They are drawn from ``templates/card.svg``; a site without that template has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.charts import drawing
from generator.diagnostics import Diagnostic, DiagnosticError, Location, first_line
from generator.render.output import Output
from generator.render.shell import CARD, PageView, card_path, has_cards

if TYPE_CHECKING:
    from generator.model.page import Page
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.shell import Shell


def outputs(work: Work) -> Iterator[Output]:
    """Return one picture for each page and language."""
    if has_cards(work.inputs):
        for page in work.content.pages:
            yield Output(card_path(page), partial(_card, work.shell, page), page.name, late=True)


def _card(shell: Shell, page: Page, inputs: Inputs) -> bytes:
    title, charts = inputs.cover(page.locale.code, page.id)
    context = shell.context(page.locale, page.id, inputs)
    frame = shell.frame(context)
    view = PageView(id=page.id, title=context.plain(title), template=page.front.template)
    drawn = drawing.Plain.of(context.drawing(charts[0], "card")) if charts else None
    place = Location(page.file)
    svg = shell.picture(CARD, place, inputs, frame, page=view, drawing=drawn)
    try:
        return inputs.rasterize()(svg, 1)
    except ValueError as error:
        message = f"what this makes of '{page.file}' is no picture: {first_line(error)}"
        place, hint = Location(f"templates/{CARD}"), "look at the SVG that it writes"
        raise DiagnosticError(Diagnostic(place, "error", "template", message, hint)) from error
