"""Work shared out over processes: each parses its pages, and later renders those same pages.

Parsed bodies stay where they were made; only what other pages may ask of a page travels. Shares are
fixed by position, so that neither bytes nor messages depend on how many processes there are.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

PAYS_FROM = 48
# Libraries whose threads Python does not see: a process that has begun to draw cannot be copied.
THREADED = ("polars", "vl_convert")


def count(jobs: int | None, pages: int) -> int:
    """Return how many processes to use: as many as asked for, or as there are cores if it pays."""
    alone = threading.active_count() == 1 and not any(name in sys.modules for name in THREADED)
    if not alone or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if jobs is None:
        jobs = (os.cpu_count() or 1) if pages >= PAYS_FROM else 1
    return max(1, min(jobs, pages))


@dataclass(frozen=True)
class Crew:
    """The processes beside this one, each reached through a pipe."""

    pipes: tuple[Connection, ...]

    def gather(self) -> list[Any]:
        """Return what each process sent, in their order.

        Raises:
            RuntimeError: one of them died.
        """
        try:
            return [pipe.recv() for pipe in self.pipes]
        except EOFError as error:
            raise RuntimeError("a worker process died") from error

    def tell(self, message: object) -> None:
        """Send the same message to every process."""
        for pipe in self.pipes:
            pipe.send(message)


@contextmanager
def crew(size: int, work: Callable[[int, Connection], None]) -> Iterator[Crew]:
    """Start ``size - 1`` copies of this process that run ``work(number, pipe)``, 1 and up."""
    started: list[tuple[BaseProcess, Connection]] = []
    collects = gc.isenabled()
    gc.disable()  # parsed pages are many small objects, all in use: to walk them took a quarter
    if size > 1:
        fork = multiprocessing.get_context("fork")
        for number in range(1, size):
            here, there = fork.Pipe()
            process: BaseProcess = fork.Process(target=work, args=(number, there), daemon=True)
            process.start()
            there.close()
            started.append((process, here))
    try:
        yield Crew(tuple(pipe for _, pipe in started))
    except BaseException:
        for process, _ in started:
            process.terminate()
        raise
    finally:
        for process, pipe in started:
            process.join(timeout=60)
            pipe.close()
        if collects:
            gc.enable()
