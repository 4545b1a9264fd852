"""Compares the output folder with what the last build wrote there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.files.snapshot import Signature

LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")  # of file managers


class Published(Struct):
    """The output folder's files: their signatures, and which are missing or were changed.

    ``strange`` is whether there are files that no build wrote.
    """

    output: Path
    signatures: dict[str, Signature] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    strange: bool = False

    @property
    def sound(self) -> bool:
        """Whether the folder is as it was published."""
        return not self.damaged and not self.strange


def examine(
    output: Path, files: Mapping[str, tuple[str, Signature | None]], keep: Collection[str] = ()
) -> Published:
    """Compare the folder with ``files``: SHA-256 and signature of each when it was published.

    A file whose signature is the same is not read; else its hash decides. What stands under a name
    of ``keep`` is not looked at.
    """
    there = survey(output, keep)
    found = Published(output, strange=bool(there.keys() - files.keys()))
    for name, (sha256, signature) in files.items():
        seen = there.get(name)
        if seen is not None and (seen == signature or _hash(output / name) == sha256):
            found.signatures[name] = seen
        else:
            found.damaged.add(name)
    return found


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def survey(output: Path, keep: Collection[str] = ()) -> dict[str, Signature | None]:
    """Return the signatures of all that is in the published folder; None of what is no file.

    Names of ``keep`` in the folder itself are passed over, and what file managers leave anywhere.
    """
    found: dict[str, Signature | None] = {}
    _survey(str(output), "", found, frozenset(keep))
    return found


def _survey(
    folder: str, below: str, found: dict[str, Signature | None], keep: Collection[str]
) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = below + entry.name
                if name in keep or entry.name in LITTER:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _survey(entry.path, f"{name}/", found, keep)
                elif entry.is_file(follow_symlinks=False):
                    found[name] = signature(entry.stat(follow_symlinks=False))
                else:
                    found[name] = None
    except OSError:
        return  # what cannot be looked at is not there as it should be


def signature(told: os.stat_result) -> Signature:
    """Return the file's signature: size, mtime and inode. It changes when the file is written."""
    return told.st_size, told.st_mtime_ns, told.st_ino
