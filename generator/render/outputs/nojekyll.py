"""``/.nojekyll``: an empty file that keeps GitHub Pages from building the site a second time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return the file."""
    yield Output(".nojekyll", lambda inputs: b"")
