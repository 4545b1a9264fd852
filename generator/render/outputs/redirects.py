"""``/en/old-name/index.html``: at each address that a page had before, one that forwards to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.render.output import Output
from generator.render.shell import PageView

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
    title, headings = inputs.outline(page.locale.code, page.id)
    context = shell.context(page.locale, page.id, inputs)
    view = PageView(
        id=page.id,
        title=context.plain(title),
        template="redirect",
        headings=headings,
        url=shell.site.url(page.path),
        permalink=shell.site.absolute_url(page.path),
    )
    return shell.render("redirect.html", inputs, shell.frame(context), page=view).encode()
