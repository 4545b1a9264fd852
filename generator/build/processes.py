"""Worker processes: each takes the next item, so that none waits for a slower one.

Results are sorted when they are gathered, so that neither bytes nor messages depend on the number
of processes or on which of them did what.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location

CODES = (
    Code(
        "killed",
        means="One of the processes that were building the site ended before its work was done.",
        mend="Build again. If memory is short, `--jobs 1` takes the least.",
    ),
)

Item = TypeVar("Item")

PAYS_FROM = 48
# Libraries whose threads Python does not see: a process that has begun to draw cannot be copied.
THREADED = ("polars", "vl_convert")


def count(jobs: int | None, items: int) -> int:
    """Return how many processes to use: as many as asked for, or as there are cores if it pays."""
    alone = threading.active_count() == 1 and not any(name in sys.modules for name in THREADED)
    if not alone or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if jobs is None:
        jobs = _cores() if items >= PAYS_FROM else 1
    return max(1, min(jobs, items))


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Claims:
    """Hands out a list's items, each to exactly one process; made before the processes start.

    The next position lies in an unnamed file under a lock that the system frees with a process.
    """

    def __init__(self, size: int) -> None:
        self._handle: int | None = None
        if size > 1:
            self._handle, name = tempfile.mkstemp()
            Path(name).unlink()
            weakref.finalize(self, os.close, self._handle)

    def share(self, items: Sequence[Item]) -> Iterator[tuple[int, Item]]:
        """Yield the items that are this process's, each with its position in the list of all."""
        if self._handle is None:
            yield from enumerate(items)
            return
        while (position := _taken(self._handle)) < len(items):
            yield position, items[position]


def _taken(handle: int) -> int:
    """Return the next position of a list, which no other process is given then."""
    import fcntl

    fcntl.lockf(handle, fcntl.LOCK_EX)
    try:
        position = int.from_bytes(os.pread(handle, 8, 0), "big")
        os.pwrite(handle, (position + 1).to_bytes(8, "big"), 0)
    finally:
        fcntl.lockf(handle, fcntl.LOCK_UN)
    return position


class Crew(Struct, frozen=True):
    """The processes beside this one, each reached through a pipe."""

    pipes: list[Connection] = field(default_factory=list)
    processes: list[BaseProcess] = field(default_factory=list)

    def gather(self) -> list[Any]:
        """Return what each process sent, in their order.

        Raises:
            DiagnosticError: one of them is gone.
        """
        with _complaining():
            return [pipe.recv() for pipe in self.pipes]

    def tell(self, message: object) -> None:
        """Send the same message to every process.

        Raises:
            DiagnosticError: one of them is gone.
        """
        data = ForkingPickler.dumps(message) if self.pipes else b""
        with _complaining():
            for pipe in self.pipes:
                pipe.send_bytes(data)

    def swap(self, mine: object) -> list[Any]:
        """Send what each process has to all the others; return what they have, and this one has.

        The others send theirs and receive the same. All then unpack at the same time.
        """
        every = [mine, *self.gather()]
        self.tell(every)
        return every

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        for process in self.processes:
            process.terminate()
        self.join()

    def join(self) -> None:
        """Wait until they have ended; one that waits for a message is told that none will come."""
        for pipe in self.pipes:
            pipe.close()
        for process in self.processes:
            process.join(timeout=60)


@contextmanager
def _complaining() -> Iterator[None]:
    try:
        yield
    except (EOFError, ConnectionError) as error:
        message = "a process that helped was killed, or failed"
        hint = "if memory is short, --jobs 1 takes less"
        gone = Diagnostic(Location("explainer"), "error", "killed", message, hint)
        raise DiagnosticError(gone) from error


def _run(
    work: Callable[[int, Connection], None],
    number: int,
    pipe: Connection,
    not_ours: list[Connection],
) -> None:
    """Run a worker process until its parent closes the pipe; exit quietly when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in not_ours:
        end.close()  # else nobody would notice that the other side is gone
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work(number, pipe)


@contextmanager
def crew(size: int, work: Callable[[int, Connection], None]) -> Iterator[Crew]:
    """Start ``size - 1`` copies of this process that run ``work(number, pipe)``, 1 and up.

    Where the system has no room for as many, there are fewer.
    """
    made = Crew()
    collects = gc.isenabled()
    gc.disable()  # parsed pages are many small objects, all in use: to walk them took a quarter
    try:
        if size > 1:
            with suppress(OSError):
                _start(made, size, work)
        yield made
    except BaseException:
        made.stop()
        raise
    finally:
        made.join()
        if collects:
            gc.enable()


def _start(crew: Crew, size: int, work: Callable[[int, Connection], None]) -> None:
    fork = multiprocessing.get_context("fork")
    for number in range(1, size):
        here, there = fork.Pipe()
        ours = [here, *crew.pipes]
        process = fork.Process(target=_run, args=(work, number, there, ours), daemon=True)
        process.start()
        there.close()
        crew.pipes.append(here)
        crew.processes.append(process)
