"""``/assets/…``: the static files, under names with a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each static file."""
    for name, asset in work.assets.items():
        yield Output(asset.path, partial(_asset, name))


def _asset(name: str, inputs: Inputs) -> bytes:
    return inputs.asset_bytes(name)
