"""Runs a command as a whole process: its seconds on the wall, and the memory of all it starts.

Memory is the peak of the proportional set size (what is shared is counted once) of every process
of the command's session, added up and read from ``/proc`` each hundredth of a second. The largest
single process, which the kernel reports to ``wait4``, is the least that it can be, and all that is
known where there is no ``/proc``. Reading it costs time, so a run is either timed or weighed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIMIT = 900.0  # seconds that a command may take
PROC = Path("/proc")


class CommandError(Exception):
    """A command that did not end well, and what it said."""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, and bytes where it was weighed."""

    seconds: float
    memory: int = 0


def run(command: list[str], folder: Path, *, weigh: bool = False) -> Cost:
    """Run a command in a folder and return its cost.

    Raises:
        CommandError: it went wrong, or took too long.
    """
    log = folder.with_suffix(".log")
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        limit = threading.Timer(LIMIT, end, [process])
        limit.start()
        try:
            with _scales(process.pid) if weigh else contextlib.nullcontext([0]) as peak:
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - started
        except BaseException:
            end(process)
            raise
        finally:
            limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGKILL:
        raise CommandError(f"error: killed, after {seconds:.0f} s")
    if process.returncode != 0:
        raise CommandError(log.read_text(encoding="utf-8", errors="replace"))
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(seconds, max(peak[0], largest) if weigh else 0)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all others of its session's group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextlib.contextmanager
def _scales(session: int) -> Iterator[list[int]]:
    """Weigh a session until the block ends; the list's one number is the peak so far."""
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            peak[0] = max(peak[0], sum(_weight(pid) for pid in _processes(session)))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def _processes(session: int) -> list[Path]:
    """Return the folders in /proc of a session's processes."""
    found = []
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # After the name in brackets: state, parent, group, session.
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[3]) == session:
                found.append(folder)
    return found


def _weight(folder: Path) -> int:
    """Return a process's proportional set size in bytes; 0 when it has gone."""
    with contextlib.suppress(OSError):
        for line in (folder / "smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
