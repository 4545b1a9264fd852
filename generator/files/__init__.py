"""Files: text that is sure to be text, nothing from outside the source tree, nothing by halves."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

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
        means=(
            "A file cannot be read: permission is missing, it is a link that leads nowhere, or it "
            "is no file at all but a pipe or a device. Or folders stand too deep in each other."
        ),
        mend="Look at the file's permissions, and whether it is still there.",
    ),
    Code(
        "file-name",
        means="A file's name has bytes that are not UTF-8, or control characters.",
        mend="Rename the file with letters, digits and hyphens.",
    ),
    Code(
        "not-utf8",
        means="A text file has a byte that is not UTF-8, the encoding in which all text is read.",
        mend="Save the file as UTF-8 in your editor.",
    ),
    Code(
        "control-character",
        means=(
            "A text file has a control character, such as NUL, which nothing can show, or U+FFFD, "
            "which stands where another program could not read a character."
        ),
        mend="Delete the character that is named, or write the one that is meant.",
    ),
)

DEPTH = 60  # folders in folders
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
UNNAMED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # in a file's name
# Why something under a site's folders is no file to read: its code, and what is said of it.
REFUSED = {
    "outside": "outside-source",
    "dangling": "unreadable",
    "special": "unreadable",
    "closed": "unreadable",
    "deep": "unreadable",
    "name": "file-name",
}
SAID = {
    "outside": (
        "this is a link to a place outside the site's folder",
        "copy what it leads to into the site",
    ),
    "dangling": (
        "this is a link that leads nowhere",
        "delete it, or put a file in its place",
    ),
    "special": ("this is no file: it is a pipe, a socket or a device", "delete it"),
    "closed": ("this folder cannot be read", "look at its permissions"),
    "deep": (f"here folders stand more than {DEPTH} deep in each other", "move them up"),
    "name": (
        "this name has bytes that are not UTF-8, or control characters",
        "rename it with letters, digits and hyphens",
    ),
}


def digest(data: bytes) -> str:
    """Return the hash by which the generator knows bytes again (128 bits, hexadecimal)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class SourceText(Struct, frozen=True):
    """A source file's text: ``file`` below the source folder, line ends as ``\\n``, no BOM."""

    file: str
    text: str
    digest: str


def relative(source: Path, path: Path) -> str:
    """Return ``path`` as diagnostics name it: relative to the source folder, forward slashes."""
    return path.relative_to(source).as_posix()


WELL_KNOWN = ".well-known"  # a folder that others look for at a site's root (RFC 8615)


def passed_over(name: str) -> bool:
    """Whether a file or folder of that name is no part of a site: hidden, a back-up, a cache."""
    return (name.startswith((".", "__pycache__")) and name != WELL_KNOWN) or name.endswith("~")


def tree(source: Path, folder: str) -> list[tuple[str, str]]:
    """Return all files under ``source/folder``, sorted by path, each with why it cannot be read.

    That is nothing for a file, else a key of ``REFUSED``. A link to a folder inside is followed.
    """
    root, top = os.path.realpath(source), os.path.join(source, folder)
    found: list[tuple[str, str]] = []
    if os.path.islink(top) and (why := _refused_link(root, top)):
        found.append((folder, why))
    elif os.path.isdir(top):
        _list(root, top, folder, found, (os.path.realpath(top),))
    return sorted(found, key=lambda entry: entry[0].split("/"))


def _list(
    root: str, folder: str, name: str, found: list[tuple[str, str]], above: tuple[str, ...]
) -> None:
    """Gather the files of a folder; ``above`` are the real folders on the way to it."""
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        found.append((name, "closed"))
        return
    for entry in listed:
        if passed_over(entry.name):
            continue
        file, linked = f"{name}/{entry.name}", entry.is_symlink()
        if UNNAMED.search(entry.name):
            found.append((ascii(file)[1:-1], "name"))
        elif linked and (why := _refused_link(root, entry.path)):
            found.append((file, why))
        elif entry.is_dir():
            real = os.path.realpath(entry.path) if linked else f"{above[-1]}/{entry.name}"
            if len(above) >= DEPTH:
                found.append((file, "deep"))
            elif real not in above:
                _list(root, entry.path, file, found, (*above, real))
        else:
            found.append((file, "" if entry.is_file() else "special"))


def _refused_link(root: str, path: str) -> str:
    """Return why a link is not followed, if it is not."""
    real = os.path.realpath(path)
    if real != root and not real.startswith(root.rstrip("/") + "/"):
        return "outside"
    return "" if os.path.exists(path) else "dangling"


def refusal(file: str, why: str) -> Diagnostic:
    """Return the fault of what is no file to read; ``why`` is a key of ``REFUSED``."""
    message, hint = SAID[why]
    return Diagnostic(Location(file), "error", REFUSED[why], message, hint)


def walk(source: Path, folder: str) -> list[Path]:
    """Return the files under ``source/folder``, sorted by path.

    Hidden files, editors' back-up files and Python's caches are passed over.
    """
    return [source / file for file, why in tree(source, folder) if not why]


def is_inside(source: Path, path: Path) -> bool:
    """Whether ``path`` is a file, and inside the source folder once links are followed."""
    return path.is_file() and path.resolve().is_relative_to(source.resolve())


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


def user_cache() -> Path | None:
    """Return the folder of what is kept for all sites of a user, by the XDG rules; None without.

    https://specifications.freedesktop.org/basedir-spec/latest/
    """
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "explainer"
    try:
        return Path.home() / ".cache" / "explainer"
    except RuntimeError:  # nobody's home is known
        return None


def read_bytes(source: Path, path: Path) -> bytes:
    """Read a file.

    Raises:
        DiagnosticError: it cannot be read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DiagnosticError(refusal(relative(source, path), "special"))
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        hint = "look at its permissions, and whether it is still there"
        place = Location(relative(source, path))
        raise DiagnosticError(Diagnostic(place, "error", "unreadable", message, hint)) from error


def read_text(source: Path, path: Path) -> SourceText:
    """Read a UTF-8 file.

    Raises:
        DiagnosticError: the file cannot be read, or is not UTF-8 text; the place is the first byte
            or character that is wrong.
    """
    file, data = relative(source, path), read_bytes(source, path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(file, data[: error.start].decode("utf-8", "replace"))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        hint = "save the file as UTF-8"
        raise DiagnosticError(Diagnostic(place, "error", "not-utf8", message, hint)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        message = f"the character U+{ord(control[0]):04X} cannot stand in a text"
        place = _place(file, text[: control.start()])
        hint = "delete it"
        if control[0] == "\ufffd":
            message = "a character was lost here, before the file was saved: U+FFFD stands for it"
            hint = "write the character that is meant"
        raise DiagnosticError(Diagnostic(place, "error", "control-character", message, hint))
    return SourceText(file, text, digest(data))


def _place(file: str, before: str) -> Location:
    """Return the place in a file that comes after a text."""
    return Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
