"""What a person at a terminal is told."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from generator import files
from generator.build.stages import Stage
from generator.diagnostics import Diagnostic, Location, as_text

PATIENCE, PAUSE, WIDTH = 0.5, 0.1, 24


def lines_of(source: Path) -> Callable[[Location], str | None]:
    """Return a function that gives the source line of a place, reading each file once."""
    texts: dict[str, list[str]] = {}

    def line_of(place: Location) -> str | None:
        if place.file not in texts:
            texts[place.file] = []
            path = source / place.file
            if files.is_inside(source, path):
                with suppress(OSError, UnicodeDecodeError):
                    texts[place.file] = path.read_text("utf-8-sig").split("\n")
        lines = texts[place.file]
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    return line_of


def show(diagnostics: Iterable[Diagnostic], source: Path) -> None:
    """Print diagnostics for a person, each with its line, on standard error."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    line_of = lines_of(source)
    for diagnostic in diagnostics:
        print(as_text(diagnostic, line_of, colour), file=sys.stderr)


class Bar:
    """How far long work is: on a terminal, once it has taken half a second, until it is done."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._next = time.monotonic() + PATIENCE if self._stream.isatty() else float("inf")
        self._shown = False

    def tell(self, what: str, done: int, count: int) -> None:
        """Show how many of how many are done."""
        now = time.monotonic()
        if now < self._next or not count:
            return
        self._next, self._shown = now + PAUSE, True
        full = WIDTH * min(done, count) // count
        bar = "━" * full + " " * (WIDTH - full)
        self._stream.write(f"\r\x1b[K{bar} {min(done, count):,} of {count:,} {what}")
        self._stream.flush()

    def erase(self) -> None:
        """Leave the line as it was."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


def profile(stages: Iterable[Stage], seconds: float) -> None:
    """Print where the time of a run went, on standard error."""
    listed = list(stages)
    rest = seconds - sum(stage.seconds for stage in listed)
    print(f"{'stage':<10}{'seconds':>9}{'count':>9}", file=sys.stderr)
    for stage in listed:
        print(f"{stage.name:<10}{stage.seconds:>9.3f}{stage.count or '':>9}", file=sys.stderr)
    print(f"{'other':<10}{rest:>9.3f}\n{'all':<10}{seconds:>9.3f}", file=sys.stderr)
