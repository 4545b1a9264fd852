"""New files: their names, their titles, and that none of them takes the place of another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location

CODES = (
    Code(
        "exists",
        means="A file or a folder that was to be made is there already.",
        mend="Choose another name, or move the old one away.",
    ),
)


def title(name: str) -> str:
    """Return the title that a file's name suggests: ``Spring tides`` for ``spring-tides``."""
    return name.rsplit("/", maxsplit=1)[-1].replace("-", " ").capitalize()


def sound(name: str, *, folders: bool = False) -> str:
    """Return a name of a file, with ``folders`` also of one in a folder.

    Raises:
        DiagnosticError: it has characters that do not belong in an address.
    """
    part = "[a-z0-9][a-z0-9-]*"
    if not re.fullmatch(rf"{part}(/{part})*" if folders else part, name):
        message, hint = f"'{name}' is no name for this", "write small letters, digits and hyphens"
        raise fault(Location(name), message, hint, code="bad-name")
    return name


def written(texts: Mapping[Path, str]) -> list[Path]:
    """Write new files, all of them or, where one is there, none; return them.

    Raises:
        DiagnosticError: one of them is there.
    """
    for path in texts:
        if path.exists():
            hint = "give another name, or edit that file"
            raise fault(Location(str(path)), "this file is there already", hint, code="exists")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def fault(place: Location, message: str, hint: str, *, code: str) -> DiagnosticError:
    """Return what refuses to make something."""
    return DiagnosticError(Diagnostic(place, "error", code, message, hint))
