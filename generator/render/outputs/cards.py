"""``/cards/en/deal.png``: each page's picture for those who share it, 1200 by 630 pixels.

They are drawn from ``templates/card.svg``; a site without that template has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.charts import drawing
from generator.components import chart
from generator.diagnostics import Location
from generator.render.renderer import CARD, Output

if TYPE_CHECKING:
    from generator.model.page import Page
    from generator.render.outputs import Work
    from generator.render.renderer import Renderer
    from generator.trace import Reads


def outputs(work: Work) -> Iterator[Output]:
    """Return one picture for each page and language."""
    if work.renderer.has_cards(work.door.reads()):
        for page in work.content.pages:
            make = partial(_card, work.renderer, page)
            yield Output(work.renderer.card_path(page), make, page.name)


def _card(renderer: Renderer, page: Page, reads: Reads) -> bytes:
    title, charts = reads("cover", page.name)
    context = renderer.context(page.locale, page.id, reads)
    values = renderer.shell(context, None)
    values["page"] = {
        "id": page.id,
        "title": renderer.plain(title, context),
        "template": page.front.template,
    }
    values["drawing"] = drawing.Plain.of(chart.svg(charts[0], "card", context)) if charts else None
    svg = renderer.picture(CARD, Location(page.file), reads, values)
    data: bytes = reads("rasterize")(svg, 1)
    return data
