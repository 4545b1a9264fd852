"""Builds in memory, again and again in one process, each time only what changed since."""

from __future__ import annotations

import gc
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from generator.build.loaded import LoadedParts
from generator.build.priority import Priority
from generator.build.report import Options, Report
from generator.build.run import Run, State
from generator.build.stages import Stages
from generator.build.worker import Deliver, Rendered
from generator.files import snapshot
from generator.files.snapshot import Snapshot
from generator.render.drawings import framed
from generator.trace.commit import Commit
from generator.write.manifest import MANIFEST


class MemoryBuilder:
    """Keeps a site's state in memory between builds: for ``serve``, ``check`` and ``why``.

    ::

        builder = MemoryBuilder(Options(source, output, base_url, drafts))
        report = builder.make()          # everything, the first time
        report = builder.make(changed)   # what the watcher named; or nothing: look for oneself
        report.files[path]               # the bytes of a published file
        report.changed                   # the paths added, changed or removed by this make

    A make that finds errors says so in ``report.diagnostics``; its ``files`` are those of the last
    good make (none, if there was none) and its ``changed`` is empty. Nothing is written into the
    output folder. Not for two threads at once.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._parts = LoadedParts(options)
        self._state = State()
        self._memory = Memory()
        self._snapshot: Snapshot | None = None
        self._commit: Commit | None = None

    def make(
        self,
        changed: Collection[Path] | None = None,
        stages: Stages | None = None,
        priority: Priority | None = None,
    ) -> Report:
        """Make the site; ``changed`` are the source paths that may differ from the last make's.

        Name every file that was added, changed or removed, or a folder for all that is in it. With
        None, the whole source is looked through. A name too many costs little; one too few is only
        found by a make without names. ``priority`` says what is wanted first.
        """
        started = time.perf_counter()
        stages = stages or Stages()
        self._commit = self._commit.now() if self._commit else Commit(self._options.source)
        with stages.stage("scan") as stage:
            if changed is None or self._snapshot is None:
                self._snapshot = snapshot.scan(self._options.source)
            else:
                self._snapshot = snapshot.rescan(self._snapshot, changed)
            stage.count = len(self._snapshot.digests)
        self._memory.changed = set()
        run = Run(
            self._options,
            self._parts,
            self._state,
            self._snapshot,
            self._commit,
            stages,
            self._memory,
            priority or Priority(),
        )
        report = run.make()
        gc.freeze()  # what is kept is no garbage: looking it all through takes longer than an edit
        self._state = run.state
        report.files = dict(self._memory.files)
        report.changed = self._memory.changed
        trace = self._state.trace
        report.trace = trace.reads
        report.framed = framed(trace.digests, trace.reads.values())
        report.seconds = time.perf_counter() - started
        return report


class Memory:
    """Memory as a build's destination."""

    damaged: Collection[str] = ()
    sound = True

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.changed: set[str] = set()

    def open(
        self, names: Collection[str], keep: Sequence[str]
    ) -> AbstractContextManager[Deliver | None]:
        """Prepare nothing: rendered bytes are handed back."""
        return nullcontext()

    def fill(self, made: Iterable[Rendered], kept: Iterable[str], manifest: bytes) -> None:
        """Take in what was rendered, and drop what is not kept."""
        before = self.files
        self.files = {path: before[path] for path in kept}
        self.files.update((one.path, one.data) for one in made if one.data is not None)
        self.files[MANIFEST] = manifest
        paths = before.keys() | self.files.keys()
        self.changed = {path for path in paths if before.get(path) != self.files.get(path)}
