"""What is published. Each kind of file is one module here, with ``outputs(work)``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from msgspec import Struct

from generator.load.assets import Asset
from generator.model.content import Content
from generator.model.site import Site
from generator.render.inputs import Inputs
from generator.render.output import Output
from generator.render.shell import Shell


class Work(Struct, frozen=True):
    """What the list of outputs is made from; what an output shows it reads from its own inputs."""

    site: Site
    content: Content
    assets: dict[str, Asset]
    shell: Shell
    inputs: Inputs


MODULES = tuple(
    importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
)


def plan(work: Work) -> list[Output]:
    """Return every file that the site publishes, in the order of their paths."""

    def every() -> Iterator[Output]:
        for module in MODULES:
            yield from module.outputs(work)

    return sorted(every(), key=lambda output: output.path)
