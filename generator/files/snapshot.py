"""The source files at one moment: a digest of each one's content."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct, field

from generator import files
from generator.diagnostics import Diagnostic

COMPONENTS = "components"  # a site's own roles and directives
FOLDERS = ("content", "templates", "static", COMPONENTS)
REFUSED = "refused: "  # stands before the reason, in place of a digest
Signature = tuple[int, int, int]


class Snapshot(Struct):
    """The files of a site below its source folder, in the order of their paths, with digests."""

    source: Path
    digests: dict[str, str] = field(default_factory=dict)
    _signatures: dict[str, Signature | None] = field(default_factory=dict)

    def under(self, folder: str, *suffixes: str) -> list[str]:
        """Return the files under a folder that end so; all of them without suffixes."""
        start = f"{folder}/"
        named = [file for file in self.digests if file.startswith(start)]
        return [file for file in named if file.endswith(suffixes)] if suffixes else named

    def refusals(self) -> list[Diagnostic]:
        """Return the faults of all that is no file to read: links out of the site, pipes."""
        return [
            files.refusal(file, digest.removeprefix(REFUSED))
            for file, digest in self.digests.items()
            if digest.startswith(REFUSED)
        ]

    def part(self, wanted: Iterable[str]) -> str:
        """Return one digest of some of the files."""
        return files.digest(repr([(file, self.digests.get(file)) for file in wanted]).encode())

    def components(self) -> str:
        """Return one digest of the site's own roles and directives."""
        return self.part(self.under(COMPONENTS))

    def settled(self) -> dict[str, str]:
        """Return the digests of the files that were not written to since they were read.

        A file saved during a build may have been read half-written: the next build reads it again.
        """
        return {
            file: digest
            for file, digest in self.digests.items()
            if self._signatures.get(file) == _signature(os.path.join(self.source, file))
        }


def scan(source: Path) -> Snapshot:
    """Look at every file."""
    snapshot = Snapshot(source)
    for folder in FOLDERS:
        _take(snapshot, files.tree(source, folder))
    return snapshot


def rescan(before: Snapshot, changed: Collection[Path]) -> Snapshot:
    """Look at some paths again; all else is taken to be as it was."""
    source = before.source
    root = os.path.realpath(source)
    named = set()
    for path in changed:
        file = os.path.relpath(os.path.join(os.path.realpath(path.parent), path.name), root)
        parts = file.replace(os.sep, "/").split("/")
        if parts[0] in FOLDERS and not any(map(files.passed_over, parts)):
            named.add("/".join(parts))
    if not named:
        return before
    if any(_on_a_link(source, file) for file in named):
        return scan(source)
    kept = {
        file: digest
        for file, digest in before.digests.items()
        if file not in named and not any(file.startswith(f"{name}/") for name in named)
    }
    snapshot = Snapshot(source, kept, {file: before._signatures[file] for file in kept})
    for file in named:
        path = source / file
        _take(snapshot, [(file, "")] if path.is_file() else files.tree(source, file))
    if list(snapshot.digests) != list(before.digests):
        ordered = sorted(snapshot.digests, key=lambda file: file.split("/"))
        snapshot.digests = {file: snapshot.digests[file] for file in ordered}
    return snapshot


def _on_a_link(source: Path, file: str) -> bool:
    path = source / file
    return path.is_symlink() or path.parent.resolve() != (source.resolve() / file).parent


def _take(snapshot: Snapshot, found: Iterable[tuple[str, str]]) -> None:
    for file, why in found:
        path = os.path.join(snapshot.source, file)
        snapshot._signatures[file] = _signature(path)
        snapshot.digests[file] = f"{REFUSED}{why}" if why else _digest(path)


def _digest(path: str) -> str:
    try:
        with open(path, "rb", buffering=0) as file:
            return files.digest(file.read())
    except OSError as error:
        return f"unreadable {error.errno}"


def _signature(path: str) -> Signature | None:
    """Return the file's signature: size, mtime and inode; None when it cannot be looked at."""
    try:
        told = os.stat(path)
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns, told.st_ino
