"""Reading the source tree: text that is sure to be text, and nothing from outside the tree."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, DiagnosticError, Location

PASSED_OVER = (".", "__pycache__")


def digest(data: bytes) -> str:
    """Return the hash by which the generator knows bytes again (128 bits, hexadecimal)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True)
class SourceText:
    """A source file's text: ``file`` below the source folder, line ends as ``\\n``, no BOM."""

    file: str
    text: str
    digest: str


def relative(source: Path, path: Path) -> str:
    """Return ``path`` as diagnostics name it: relative to the source folder, forward slashes."""
    return path.relative_to(source).as_posix()


def walk(source: Path, folder: str, *suffixes: str) -> list[Path]:
    """Return the files under ``source/folder`` with one of the suffixes, sorted by path.

    Hidden files, editors' back-up files and Python's caches are passed over.

    Raises:
        DiagnosticError: a link leads out of the source folder.
    """
    root = source / folder
    found = []
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(PASSED_OVER)]
        for name in names:
            path = Path(place, name)
            if name.startswith(PASSED_OVER) or name.endswith("~"):
                continue
            if not suffixes or path.suffix in suffixes:
                found.append(path)
    found = sorted(path for path in found if path.is_file())
    # To resolve every path took a third of the time to load; only a link can lead out.
    linked = root.resolve() != source.resolve() / folder
    for path in found:
        if linked or path.is_symlink():
            contained(source, path)
    return found


def contained(source: Path, path: Path) -> None:
    """Make sure that ``path`` is inside the source folder once links are followed.

    Raises:
        DiagnosticError: it is not.
    """
    if not path.resolve().is_relative_to(source.resolve()):
        place = Location(relative(source, path))
        message = "this file is a link to a place outside the site's folder"
        hint = "copy the file into the site"
        raise DiagnosticError(Diagnostic(place, "error", "outside-source", message, hint))


def read_text(source: Path, path: Path) -> SourceText:
    """Read a UTF-8 file.

    Raises:
        DiagnosticError: the file cannot be read, or is not UTF-8; the place is the first bad byte.
    """
    file = relative(source, path)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise DiagnosticError(Diagnostic(Location(file), "error", "unreadable", message)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise DiagnosticError(
            Diagnostic(
                Location(file, line, column), "error", "not-utf8", message, "save the file as UTF-8"
            )
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(file, text, digest(data))
