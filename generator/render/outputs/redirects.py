"""``/en/old-name/index.html``: at each address that a page had before, one that forwards to it.

Browsers forget the section (``#…``) of an address when they forward without scripts. So the whole
page stands there too: without scripts it is read where it is, at the section that a link named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.render.output import Output
from generator.render.outputs import pages

if TYPE_CHECKING:
    from generator.model.page import Page
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.shell import Shell


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each old address."""
    for page in work.content.pages:
        for alias in page.front.aliases:
            path = f"{alias}index.html" if alias.endswith("/") else alias
            yield Output(path, partial(_redirect, work.shell, page), page.name)


def _redirect(shell: Shell, page: Page, inputs: Inputs) -> bytes:
    return pages.html(shell, page, inputs, moved=True).encode()
