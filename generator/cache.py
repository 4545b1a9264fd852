"""A store of costly results by the digest of their inputs. Only a cache: it may vanish."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cache:
    """A folder of results; without a folder, nothing is kept."""

    folder: Path | None

    def get(self, key: str) -> str | None:
        """Return what was kept under a key, or None."""
        if self.folder is None:
            return None
        try:
            return (self.folder / key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key; a full disk or a read-only folder is no fault of the site's."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self.folder / key)
