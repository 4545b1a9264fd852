"""``/robots.txt``: crawlers may read everything, and find the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.load.assets import ROOT
from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return the file."""
    site = work.site

    def robots(inputs: Inputs) -> bytes:
        inputs.settings()  # the published address is among them
        address = site.absolute_url("sitemap.xml")
        return f"User-agent: *\nAllow: /\n\nSitemap: {address}\n".encode()

    if f"{ROOT}robots.txt" not in work.assets:
        yield Output("robots.txt", robots)
