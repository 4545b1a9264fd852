"""Builds of a site of a kind that no peer makes, so that ours is measured alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import measure
from bench.builds import COLD, EDIT, TIMED
from bench.figures import Figures
from bench.ours import NAME, OURS


def start(program: Path, folder: Path) -> None:
    """Make the site that the program gives to whoever begins one."""
    subprocess.run(command(program, folder, OURS.start), check=True, stdout=subprocess.DEVNULL)


def command(program: Path, folder: Path, words: Sequence[str], port: int = 0) -> list[str]:
    """Return one of our commands for a site in a folder."""
    return [word.format(program=program, site=folder, port=port) for word in words]


def forget(folder: Path) -> None:
    """Delete all that builds have made."""
    for name in OURS.made:
        shutil.rmtree(folder / name, ignore_errors=True)


def rounds(
    program: Path,
    folder: Path,
    runs: int,
    kind: str,
    size: int,
    figures: Figures,
    say: Callable[[str], None],
    *,
    change: Callable[[int], None] | None = None,
) -> None:
    """Build a site cold and, where it is ``change``d, with nothing and with that changed.

    The figures are those of ``KIND, cold`` and so on. ``change`` is given the round's number.

    Raises:
        CommandError: it cannot be built.
    """
    build = command(program, folder, OURS.build)
    for number in range(runs):
        for what in TIMED if change else (COLD,):
            if what == COLD:
                forget(folder)
            elif what == EDIT and change:
                change(number)
            os.sync()
            seconds = measure.run(build, folder).seconds
            figures.add(size, f"{kind}, {what}", NAME, seconds)
            say(f"{size:,} {kind}, round {number + 1}, {what}: {seconds:.2f} s")
