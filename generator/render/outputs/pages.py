"""``/en/deal/index.html``: the pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.render.renderer import Output

if TYPE_CHECKING:
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each page and language."""
    for page in work.content.pages:
        yield Output(f"{page.path}index.html", partial(work.renderer.page, page), page.name)
