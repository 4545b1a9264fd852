"""``build.json``: what was built from, by what, and the hash of every published file."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator import NAME, __version__

MANIFEST = "build.json"


def text(commit: str | None, hashes: Mapping[str, str]) -> bytes:
    """Return the file; ``hashes`` are the SHA-256 of all the others."""
    head = json.dumps({"generator": f"{NAME} {__version__}", "commit": commit}, indent=1)
    # The encoder with an indent is a hundred times slower, and this is written at every edit.
    files = json.dumps(dict(sorted(hashes.items())), separators=(",\n  ", ": "))
    return f'{head[:-2]},\n "files": {{\n  {files[1:-1]}\n }}\n}}\n'.encode()


class Manifest(Struct, frozen=True):
    """What a published ``build.json`` says: the commit, and the names of all files, its own too."""

    commit: str | None
    files: frozenset[str]


def read(data: bytes) -> Manifest | None:
    """Return what a ``build.json`` says; None if this program did not write it."""
    with contextlib.suppress(ValueError, AttributeError, TypeError, KeyError):
        found = json.loads(data)
        if str(found["generator"]).startswith(f"{NAME} "):
            commit = found["commit"]
            return Manifest(commit and str(commit), frozenset((MANIFEST, *found["files"])))
    return None


def listed(folder: Path) -> set[str]:
    """Return the names of the files that a published folder's own list has, with the list's own."""
    found = _of(folder)
    return {MANIFEST} if found is None else set(found.files)


def is_ours(folder: Path) -> bool:
    """Whether a folder was published by this program."""
    return _of(folder) is not None


def _of(folder: Path) -> Manifest | None:
    try:
        return read((folder / MANIFEST).read_bytes())
    except OSError:
        return None
