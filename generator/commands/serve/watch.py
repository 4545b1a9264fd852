"""Notices of changed files: the system's own, or by looking again and again where it gives none."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

from generator.files.snapshot import FOLDERS

# Milliseconds: changes are gathered until none came for a step, at most for so long in all.
STEP, DEBOUNCE = 2, 20
# How often to see, at the least, whether a watched folder is still the same one: notices come from
# the folder that was opened, wherever it has been moved since.
TICK = 250
LOOK_EVERY = 0.3  # seconds, without notices

Names = frozenset[str]
Seen = dict[str, tuple[int, ...]]


def polling_wished() -> bool:
    """Say whether the environment asks to look again and again, in the words of ``watchfiles``."""
    wish = os.environ.get("WATCHFILES_FORCE_POLLING", "").lower()
    return bool(wish) and wish not in {"false", "disable", "disabled"}


def counts(name: str) -> bool:
    """Say whether a file can matter to the site; editors' own files, hidden or ``…~``, do not."""
    parts = name.split("/")
    hidden = any(part.startswith((".", "__pycache__")) for part in parts)
    return parts[0] in FOLDERS and not hidden and not name.endswith("~")


class Watch:
    """Watches a site's folders from the moment it is made; ``changes`` tells what came since.

    Folders may come, go and be replaced: their names are then among the changes. ``tell`` gets a
    line when the system's notices fail and the files are looked at again and again instead.
    """

    def __init__(self, source: Path, tell: Callable[[str], None], polling: bool = False) -> None:
        self._source = source.resolve()
        self._tell = tell
        self._native: RustNotify | None = None
        self._roots: dict[str, int] = {}
        self._seen: Seen = {}
        if polling or polling_wished():
            self._look_instead("as asked")
        else:
            try:
                self._open()
            except (OSError, WatchfilesRustInternalError) as error:
                self._look_instead(f"this system gives no notices: {error}")

    def changes(self, stop: Event) -> Iterator[Names]:
        """Yield the names of what changed, relative to the source, until ``stop`` is set."""
        if self._native:
            try:
                yield from self._notices(stop)
            except (OSError, WatchfilesRustInternalError) as error:
                self._look_instead(f"the system's notices ended: {error}")
                yield frozenset(FOLDERS)
        if not stop.is_set():
            yield from self._looks(stop)

    def _open(self) -> None:
        """Ask for notices from the folders that are there."""
        if self._native:
            self._native.close()
            self._native = None
        while not self._native:
            self._roots = self._folders()
            paths = [str(self._source / name) for name in self._roots]
            with suppress(FileNotFoundError):  # one has just gone: look again
                self._native = RustNotify(paths, False, False, 0, True, True)

    def _folders(self) -> dict[str, int]:
        found = {}
        for name in FOLDERS:
            with suppress(OSError):
                found[name] = (self._source / name).stat().st_ino
        return found

    def _notices(self, stop: Event) -> Iterator[Names]:
        fresh: set[str] = set()
        while True:
            assert self._native is not None, "opened when this was made"
            batch = self._native.watch(DEBOUNCE, STEP, TICK, stop)
            if batch in ("stop", "signal"):
                return
            # A file put into a new folder before the folder was watched gave no notice: the folder
            # is told again, once it is quiet.
            if isinstance(batch, set):
                names = {self._name(path) for _, path in batch}
                fresh |= {name for name in names if (self._source / name).is_dir()}
            else:
                names, fresh = fresh, set()
            if self._folders() != self._roots:
                names |= self._roots.keys()
                self._open()
                names |= self._roots.keys()
            if changed := frozenset(filter(counts, names)):
                yield changed

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self._source).replace(os.sep, "/")

    def _look_instead(self, why: str) -> None:
        if self._native:
            self._native.close()
            self._native = None
        self._seen = self._look()
        self._tell(f"Looking for changes every {LOOK_EVERY:g} s ({why}).")

    def _looks(self, stop: Event) -> Iterator[Names]:
        pause = LOOK_EVERY
        while not stop.wait(pause):
            started = time.monotonic()
            seen = self._look()
            # A tenth of one core at most, however many files there are.
            pause = max(LOOK_EVERY, 10 * (time.monotonic() - started))
            changed = dict(seen.items() ^ self._seen.items())
            self._seen = seen
            if changed:
                yield frozenset(changed)

    def _look(self) -> Seen:
        """Return what tells a file from its next version. ``watchfiles`` has whole seconds only."""
        seen: Seen = {}
        for folder in FOLDERS:
            for place, _, files in os.walk(self._source / folder, followlinks=True):
                for file in files:
                    path = os.path.join(place, file)  # noqa: PTH118, a Path for each is slow
                    name = self._name(path)
                    with suppress(OSError):
                        if counts(name):
                            stat = os.stat(path)  # noqa: PTH116
                            seen[name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return seen
