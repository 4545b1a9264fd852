"""Where a run's time went, stage by stage, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from msgspec import Struct, field

Tell = Callable[[str, int, int], None]


def untold(stage: str, done: int, count: int) -> None:
    """Tell nobody."""


class Stage(Struct):
    """A part of a run: its seconds, and how many things it dealt with."""

    name: str
    seconds: float = 0.0
    count: int = 0


class Stages(Struct):
    """The stages of a run in their order; ``tell`` is told how far each is."""

    tell: Tell = untold
    listed: list[Stage] = field(default_factory=list)

    def teller(self, what: str) -> Callable[[int, int], None]:
        """Return what tells how far one piece of work is."""
        return partial(self.tell, what)

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Time a stage; a name that comes again goes on where it was."""
        stage = next((one for one in self.listed if one.name == name), None)
        if stage is None:
            stage = Stage(name)
            self.listed.append(stage)
        started = time.perf_counter()
        try:
            yield stage
        finally:
            stage.seconds += time.perf_counter() - started
