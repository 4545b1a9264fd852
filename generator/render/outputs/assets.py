"""``/assets/…``: the static files, under names with a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.render.renderer import Output

if TYPE_CHECKING:
    from generator.render.outputs import Work
    from generator.trace import Reads


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each static file."""
    for name, asset in work.assets.items():

        def make(reads: Reads, name: str = name) -> bytes:
            data: bytes = reads("asset_bytes", name)
            return data

        yield Output(asset.path, make)
