"""What a person at a terminal is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, as_text


def lines_of(source: Path) -> Callable[[Location], str | None]:
    """Return a function that gives the source line of a place, reading each file once."""
    texts: dict[str, list[str]] = {}

    def line_of(place: Location) -> str | None:
        if place.file not in texts:
            try:
                text = (source / place.file).read_text(encoding="utf-8-sig")
                texts[place.file] = text.splitlines()
            except (OSError, UnicodeDecodeError):
                texts[place.file] = []
        lines = texts[place.file]
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    return line_of


def show(diagnostics: Iterable[Diagnostic], source: Path) -> None:
    """Print diagnostics for a person, each with its line, on standard error."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    line_of = lines_of(source)
    for diagnostic in diagnostics:
        print(as_text(diagnostic, line_of, colour), file=sys.stderr)
