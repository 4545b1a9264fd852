"""``build.json``: what was built from, by what, and the hash of every published file."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator import __version__
from generator.write import NAME


def text(commit: str | None, hashes: Mapping[str, str]) -> bytes:
    """Return the file; ``hashes`` are the SHA-256 of all the others."""
    manifest = {
        "generator": f"{NAME} {__version__}",
        "commit": commit,
        "files": dict(sorted(hashes.items())),
    }
    return (json.dumps(manifest, indent=1) + "\n").encode()
