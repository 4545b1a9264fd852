"""``/index.html``: where a reader chooses a language.

A site in one language has its home there instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return the site's front page."""
    shell = work.shell

    def languages(inputs: Inputs) -> bytes:
        return shell.render("languages.html", inputs, shell.language_frame(inputs)).encode()

    if not any(page.path == "" for page in work.content.pages):
        yield Output("index.html", languages)
