"""``/.well-known/security.txt`` (RFC 9116): where to report a security fault.

A site has it whose settings name a ``contact``. It holds for a year from the day on which a page
was reviewed last: no clock is read, so that the same sources always give the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.load.assets import ROOT
from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work

PATH = ".well-known/security.txt"


def outputs(work: Work) -> Iterator[Output]:
    """Return the file, where there is a contact and a day that it holds from."""
    site = work.site
    dated = any(page.front.modified for page in work.content.pages)

    def security(inputs: Inputs) -> bytes:
        every = (
            inputs.modified(locale.code, id)
            for locale in site.locales
            for id in inputs.page_ids(locale.code)
        )
        newest = max(day for day in every if day)
        until = newest + datetime.timedelta(days=365)
        lines = [
            f"Contact: {inputs.settings().contact}",
            f"Expires: {until}T00:00:00Z",
            f"Preferred-Languages: {', '.join(locale.code for locale in site.locales)}",
            f"Canonical: {site.absolute_url(PATH)}",
        ]
        return ("\n".join(lines) + "\n").encode()

    if site.settings.contact and dated and f"{ROOT}{PATH}" not in work.assets:
        yield Output(PATH, security)
