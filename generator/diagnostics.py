"""Faults and warnings as values: place, code, message and remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

Severity = Literal["error", "warning"]


class Location(NamedTuple):
    """A place in a source file.

    ``file`` is relative to the site's source folder, with forward slashes; ``line`` and ``column``
    count from 1, columns in characters. (Of these there are thousands, kept and sent: a tuple is
    made, packed and unpacked in a fraction of what a data class takes.)
    """

    file: str
    line: int = 1
    column: int = 1


class Diagnostic(Struct, frozen=True):
    """One thing that is wrong, or looks wrong, at one place."""

    location: Location
    severity: Severity
    code: str
    message: str
    hint: str

    def as_json(self) -> dict[str, object]:
        """Return the fields in the shape that ``--format json`` prints."""
        return {
            "file": self.location.file,
            "line": self.location.line,
            "column": self.location.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


class Code(Struct, frozen=True):
    """What a diagnostic's code means, and how an editor mends it.

    A module that reports faults declares their codes in its tuple ``CODES``, each code in one
    module only. ``explainer explain`` and the reference gather them from there. ``means`` and
    ``mend`` are sentences in Markdown; ``example`` is a sound line or two of the editor's file.
    """

    name: str
    means: str
    mend: str
    example: str = ""


class DiagnosticError(Exception):
    """Raised where nothing sensible can follow, carrying the diagnostics to report."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


class Diagnostics(Struct):
    """What a run has found so far."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, location: Location, code: str, message: str, hint: str) -> None:
        """Record a fault that stops the site from being published."""
        self.found.append(Diagnostic(location, "error", code, message, hint))

    def warning(self, location: Location, code: str, message: str, hint: str) -> None:
        """Record something to look at that stops nothing."""
        self.found.append(Diagnostic(location, "warning", code, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record diagnostics made elsewhere."""
        self.found.extend(diagnostics)

    def lessen(self, codes: Collection[str]) -> None:
        """Make warnings of the errors with one of these codes."""
        self.found = [
            replace(one, severity="warning") if one.code in codes else one for one in self.found
        ]

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return any(diagnostic.severity == "error" for diagnostic in self.found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """Walk them in file order, each once."""
        unique = dict.fromkeys(self.found)
        return iter(sorted(unique, key=lambda d: (d.location, d.severity, d.code, d.message)))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the known name closest to ``name``, or nothing."""
    by_lower = {candidate.lower(): candidate for candidate in sorted(known)}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.56)
    return f"did you mean '{by_lower[close[0]]}'?" if close else ""


def one_of(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the known name closest to ``name``, or else those that there are."""
    every = sorted(known)
    listed = ", ".join(every[:8]) + (" …" if every[8:] else "")
    return nearest(name, every) or (
        f"there are: {listed}" if every else "there is none yet: add it"
    )


def parted(said: str) -> tuple[str, str]:
    """Return the message and the hint of a text that ends with a hint of ``one_of``, if it does."""
    found = re.search(", (did you mean .*|there are: .*|there is none yet: add it)$", said)
    return (said[: found.start()], found[1]) if found else (said, "")


def first_line(error: BaseException) -> str:
    """Return the first line of an exception's message; nothing where that itself fails."""
    try:
        text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    except BaseException:  # of an exception of the chart's own, that too may be anything
        return ""
    return text.strip().split("\n")[0][:300].encode("utf-8", "backslashreplace").decode()


COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "dim": "\x1b[2m", "off": "\x1b[0m"}


def as_text(
    diagnostic: Diagnostic, line_of: Callable[[Location], str | None], colour: bool = False
) -> str:
    """Return ``file:line:column severity[code] message`` with the source line and a caret under it.

    ``line_of`` gives the source line of a location, or None when there is none to show.
    """
    paint = COLOURS if colour else dict.fromkeys(COLOURS, "")
    place = diagnostic.location
    message = f"{diagnostic.message}, {diagnostic.hint}"
    head = f"{place.file}:{place.line}:{place.column} "
    head += f"{paint[diagnostic.severity]}{diagnostic.severity}[{diagnostic.code}]{paint['off']}"
    shown = excerpt(diagnostic, line_of)
    if shown:
        shown[0] = f"{paint['dim']}{shown[0]}{paint['off']}"
    return "\n".join([f"{head} {message}", *shown])


def excerpt(diagnostic: Diagnostic, line_of: Callable[[Location], str | None]) -> list[str]:
    """Return the source line and a caret under the place; nothing when there is no such line."""
    place = diagnostic.location
    source = line_of(place)
    if source is None or not source.strip():
        return []
    start = max(0, place.column - 80)
    shown = source[start : start + 120].replace("\t", " ")
    return [f"    {shown}", "    " + " " * (place.column - 1 - start) + "^"]
