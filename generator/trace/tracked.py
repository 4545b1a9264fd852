"""Refuses a store that git tracks: it is made to be read by the machine that wrote it."""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location

FOLDER = ".explainer"
CODES = (
    Code(
        "tracked-store",
        means=(
            "The store that a site keeps between builds, `.explainer/`, is tracked by git. Reading "
            "a store runs what is in it, so one that came from somebody else is not read."
        ),
        mend="Take it out of git, and add `.explainer/` to `.gitignore`.",
        example="git rm -r --cached .explainer",
    ),
)


def refuse(source: Path) -> None:
    """Make sure that git does not track the store of the site in ``source``.

    Raises:
        DiagnosticError: it does.
    """
    whole = source.resolve()
    if not (whole / FOLDER).exists():
        return
    for root in (whole, *whole.parents):
        if (root / ".git").exists():
            below = os.path.relpath(whole / FOLDER, root).replace(os.sep, "/")
            if _lists(root / ".git" / "index", f"{below}/".encode()):
                message = "the store '.explainer/' is tracked by git, so it is not read"
                hint = "git rm -r --cached .explainer, and add .explainer/ to .gitignore"
                place = Location(FOLDER)
                raise DiagnosticError(Diagnostic(place, "error", "tracked-store", message, hint))
            return


def _lists(index: Path, start: bytes) -> bool:
    """Whether git's index has a file whose path begins so."""
    try:
        data = index.read_bytes()
    except OSError:
        return False
    at = data.find(start)
    while at > 0:
        # Two bytes before a path are flags and its length.
        length = int.from_bytes(data[at - 2 : at], "big") & 0xFFF
        if length == data.find(b"\0", at) - at:
            return True
        at = data.find(start, at + 1)
    return False
