"""``build.json``: what was built from, by what, and the hash of every published file."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from generator import NAME, __version__

MANIFEST = "build.json"


def text(commit: str | None, hashes: Mapping[str, str]) -> bytes:
    """Return the file; ``hashes`` are the SHA-256 of all the others."""
    head = json.dumps({"generator": f"{NAME} {__version__}", "commit": commit}, indent=1)
    # The encoder with an indent is a hundred times slower, and this is written at every edit.
    files = json.dumps(dict(sorted(hashes.items())), separators=(",\n  ", ": "))
    return f'{head[:-2]},\n "files": {{\n  {files[1:-1]}\n }}\n}}\n'.encode()


def listed(folder: Path) -> set[str]:
    """Return the names of the files that a published folder's own list has, with the list's own."""
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *found["files"]}
    return {MANIFEST}


def is_ours(folder: Path) -> bool:
    """Whether a folder was published by this program."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(found.get("generator", "")).startswith(f"{NAME} ")
    return False
