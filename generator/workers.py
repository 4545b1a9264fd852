"""Work shared out over processes: each takes what is next, and so none waits for a slower one.

What comes of it is put in order when it is brought together, so that neither bytes nor messages
depend on how many processes there are, nor on which of them did what.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Item = TypeVar("Item")

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


class Claims:
    """Hands out one list's items, each to one process alone; made before these are started."""

    def __init__(self, size: int) -> None:
        self._taken = multiprocessing.get_context("fork").Value("q", 0) if size > 1 else None

    def share(self, items: Sequence[Item]) -> Iterator[tuple[int, Item]]:
        """Yield the items that are this process's, each with its position in the list of all."""
        taken = self._taken
        if taken is None:
            yield from enumerate(items)
            return
        while True:
            with taken.get_lock():
                position = taken.value
                taken.value += 1
            if position >= len(items):
                return
            yield position, items[position]


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

    def swap(self, mine: object) -> list[Any]:
        """Send what each process has to all the others; return what they have, and this one has.

        The others send theirs and receive the same. All then unpack at the same time.
        """
        every = [mine, *self.gather()]
        self.tell(every)
        return every

    def tell(self, message: object) -> None:
        """Send the same message to every process."""
        for pipe in self.pipes:
            pipe.send(message)


def _run(
    work: Callable[[int, Connection], None],
    number: int,
    pipe: Connection,
    not_ours: list[Connection],
) -> None:
    """Do a process's work; it ends when the one that started it does, and says nothing of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in not_ours:
        end.close()  # else nobody would notice that the other side is gone
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work(number, pipe)


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
            ours = [here, *(pipe for _, pipe in started)]
            process: BaseProcess = fork.Process(
                target=_run, args=(work, number, there, ours), daemon=True
            )
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
