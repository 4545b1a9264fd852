"""The least that drawing a site's charts can take: the bare calls of the library that draws.

A build of ours is run once with ``recording/`` on the path, which writes the calls down. They are
then made again with nothing around them, every other one in one of two processes; the seconds are
those of the calls of the process that took longer.

``python -m bench.floor FOLDER NUMBER`` is one of these processes: it prints its seconds.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

from bench import alone
from bench.measure import CommandError
from bench.ours import OURS

ROOT = Path(__file__).resolve().parent.parent
RECORDING = ROOT / "bench" / "recording"
PROCESSES = 2
FONTS = "register_font_directory"


def record(program: Path, folder: Path, calls: Path) -> None:
    """Build a site cold, and write into a folder what it asks of the library.

    Raises:
        CommandError: it cannot be built, or asks nothing.
    """
    calls.mkdir()
    path = os.pathsep.join(filter(None, (str(RECORDING), os.environ.get("PYTHONPATH"))))
    alone.forget(folder)
    done = subprocess.run(
        alone.command(program, folder, OURS.build),
        env={**os.environ, "PYTHONPATH": path, "BENCH_CALLS": str(calls)},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0 or not any(calls.iterdir()):
        raise CommandError(done.stderr or "error: no chart is drawn")


def seconds(calls: Path) -> float:
    """Make the calls again in two processes, and return the seconds of the one that took longer.

    Raises:
        CommandError: a call goes wrong.
    """
    words = [sys.executable, "-m", "bench.floor", str(calls)]
    processes = [
        subprocess.Popen([*words, str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for number in range(PROCESSES)
    ]
    told = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        raise CommandError("error: a call of the library that draws goes wrong")
    return max(float(one) for one in told)


def _again(calls: Path, number: int) -> float:
    """Make this process's calls, and return their seconds; each folder of fonts is told once."""
    import vl_convert

    asked = [pickle.loads(path.read_bytes()) for path in sorted(calls.iterdir())]
    for (folder,) in {args for name, args, _ in asked if name == FONTS}:
        vl_convert.register_font_directory(folder)
    others = [one for one in asked if one[0] != FONTS]
    started = time.perf_counter()
    for name, args, options in others[number::PROCESSES]:
        getattr(vl_convert, name)(*args, **options)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(_again(Path(sys.argv[1]), int(sys.argv[2])))
