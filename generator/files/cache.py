"""A store of costly results by the digest of their inputs. Only a cache: it may vanish."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator import files


class Cache(Struct, frozen=True):
    """A folder of results, each behind its own digest; without a folder, nothing is kept."""

    folder: Path | None

    def get(self, key: str) -> builtins.bytes | None:
        """Return what was kept under a key, or None."""
        if self.folder is None:
            return None
        try:
            seal, _, data = (self.folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if seal == files.digest(data).encode() else None

    def put(self, key: str, data: builtins.bytes) -> None:
        """Keep bytes under a key; a full disk or a read-only folder is no fault of the site's."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            files.put(self.folder / key, [files.digest(data).encode(), b"\n", data])

    def bytes(self, key: str, make: Callable[[], builtins.bytes]) -> builtins.bytes:
        """Return what is kept under a key, or make it and keep it."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def text(self, key: str, make: Callable[[], str]) -> str:
        """Return the text that is kept under a key, or make it and keep it."""
        return self.bytes(key, lambda: make().encode()).decode()
