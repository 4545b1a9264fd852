"""``/404.html``: what is shown at an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return the one page, for readers of every language."""
    shell = work.shell

    def not_found(inputs: Inputs) -> bytes:
        return shell.render("not-found.html", inputs, shell.language_frame(inputs)).encode()

    yield Output("404.html", not_found)
