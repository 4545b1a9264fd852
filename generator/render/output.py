"""One file to publish."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from generator.render.inputs import Inputs


class Output(Struct, frozen=True):
    """A file to publish: its path below the output folder, and the function that makes its bytes.

    One process makes all outputs with the same ``page`` (the page that they are made from), so that
    the page is parsed once; likewise those with the same ``drawn`` (a chart in one language).
    What is ``late``, a picture say, is shown by no page at once: a preview can do without at first.
    """

    path: str
    make: Callable[[Inputs], bytes]
    page: str | None = None
    drawn: str | None = None
    late: bool = False
