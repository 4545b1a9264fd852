"""``/assets/pictures/…``: each picture in its widths and formats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.components.pictures import published
from generator.render.output import Output

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each file of each picture that not only drafts show."""
    for name, picture in work.content.pictures.items():
        if f"picture:{name}" not in work.content.hidden:
            for one in published(picture):
                yield Output(one.path, partial(_bytes, name, one.width, one.form))


def _bytes(name: str, width: int, form: str, inputs: Inputs) -> bytes:
    return inputs.picture_bytes(name, width, form)
