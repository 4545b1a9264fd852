"""Files: text that is sure to be text, nothing from outside the source tree, nothing by halves."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location

CODES = (
    Code(
        "outside-source",
        means=(
            "A file is a link to a place outside the site's folder, where others could not find it."
        ),
        mend="Copy the file into the site.",
    ),
    Code(
        "unreadable",
        means="A file cannot be read.",
        mend="Look at the file's permissions, and whether it is still there.",
    ),
    Code(
        "not-utf8",
        means="A text file has a byte that is not UTF-8, the encoding in which all text is read.",
        mend="Save the file as UTF-8 in your editor.",
    ),
)


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


def passed_over(name: str) -> bool:
    """Whether a file or folder of that name is no part of a site: hidden, a back-up, a cache."""
    return name.startswith((".", "__pycache__")) or name.endswith("~")


def tree(source: Path, folder: str) -> list[tuple[str, bool]]:
    """Return the files under ``source/folder``, sorted by path, and whether each is inside.

    A link that leads out of the source folder is not; a link to a folder inside is followed.
    """
    root, top = os.path.realpath(source), os.path.join(source, folder)
    if not os.path.isdir(top):
        return []
    found: list[tuple[str, bool]] = []
    if _inside(root, top):
        _list(root, top, folder, found, (os.path.realpath(top),))
    else:
        found.append((folder, False))
    return sorted(found, key=lambda entry: entry[0].split("/"))


def _list(
    root: str, folder: str, name: str, found: list[tuple[str, bool]], above: tuple[str, ...]
) -> None:
    """Gather the files of a folder; ``above`` are the real folders on the way to it."""
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        return
    for entry in listed:
        if passed_over(entry.name):
            continue
        file, linked = f"{name}/{entry.name}", entry.is_symlink()
        if linked and not _inside(root, entry.path):
            found.append((file, False))
        elif entry.is_dir():
            real = os.path.realpath(entry.path) if linked else f"{above[-1]}/{entry.name}"
            if real not in above:
                _list(root, entry.path, file, found, (*above, real))
        elif entry.is_file():
            found.append((file, True))


def _inside(root: str, path: str) -> bool:
    real = os.path.realpath(path)
    return real == root or real.startswith(root.rstrip("/") + "/")


def walk(source: Path, folder: str, *suffixes: str) -> list[Path]:
    """Return the files under ``source/folder`` with one of the suffixes, sorted by path.

    Hidden files, editors' back-up files and Python's caches are passed over.

    Raises:
        DiagnosticError: a link leads out of the source folder.
    """
    found = []
    for file, inside in tree(source, folder):
        if not inside:
            raise outside(file)
        if not suffixes or file.endswith(suffixes):
            found.append(source / file)
    return found


def contained(source: Path, path: Path) -> None:
    """Make sure that ``path`` is inside the source folder once links are followed.

    Raises:
        DiagnosticError: it is not.
    """
    if not path.resolve().is_relative_to(source.resolve()):
        raise outside(relative(source, path))


def outside(file: str) -> DiagnosticError:
    """Return the fault of a link that leads out of the source folder."""
    message = "this file is a link to a place outside the site's folder"
    hint = "copy the file into the site"
    return DiagnosticError(Diagnostic(Location(file), "error", "outside-source", message, hint))


def put(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file in one step, its folder too: it is the old one or the new one, never half.

    Raises:
        OSError: the disk is full, or the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
