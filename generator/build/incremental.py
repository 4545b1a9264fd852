"""A build into the output folder; it does nothing at all if nothing has changed.

Only what such a build needs is imported at the top: loading the libraries takes longer than it.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.report import Options, Report
from generator.build.stages import Stages
from generator.diagnostics import Diagnostic, DiagnosticError, Location
from generator.files import clock, snapshot
from generator.files.snapshot import Snapshot
from generator.trace import engine, tracked
from generator.trace.commit import Commit
from generator.trace.store import LastBuild, Store
from generator.write import published
from generator.write import tree as write
from generator.write.manifest import MANIFEST
from generator.write.published import Published

if TYPE_CHECKING:
    from generator.build.run import State
    from generator.build.worker import Deliver, Rendered
    from generator.trace.store import Batch, StoredDiagnostic

__all__ = ["Options", "Report", "build", "check"]


def check(options: Options, stages: Stages | None = None) -> Report:
    """Build the whole site in memory and report everything wrong with it; nothing is written."""
    from generator.build.memory import MemoryBuilder

    return MemoryBuilder(options).make(stages=stages)


def build(options: Options, stages: Stages | None = None) -> Report:
    """Build the site, and publish it into the output folder if it has no errors."""
    started = time.perf_counter()
    stages = stages or Stages()
    collects = gc.isenabled()
    gc.disable()  # nearly all that a build allocates stays in use to its end
    try:
        write.check_output(options.output, options.source)
        tracked.refuse(options.source)
        report = _Build(options, stages).run()
    except DiagnosticError as error:
        report = Report(diagnostics=list(error.diagnostics))
    finally:
        if collects:
            gc.freeze()  # and need not be walked when the program ends
            gc.enable()
    report.stages = stages.listed
    report.seconds = time.perf_counter() - started
    return report


def reasons(options: Options) -> dict[str, tuple[str, ...]]:
    """Return, for each output, the inputs whose change caused its last rendering."""
    store = _store(options)
    return store.trace().reasons if store.read() else {}


def _store(options: Options) -> Store:
    # Relative to the source, so that a site that is moved or copied finds its store.
    output = os.path.relpath(options.output.resolve(), options.source.resolve())
    return Store(options.source, engine.digest(), output, options.base_url, options.drafts)


class _Build:
    """One build: it looks at all files first, then builds if any of them changed."""

    def __init__(self, options: Options, stages: Stages) -> None:
        self._options, self._stages = options, stages
        self._commit = Commit(options.source)
        with stages.stage("scan") as stage:
            self._snapshot = snapshot.scan(options.source)
            stage.count = len(self._snapshot.digests)
            self._store = _store(options)
            known = options.cache and self._store.read()
            self._last = self._store.last() if known else LastBuild()
            self._day = clock.today().isoformat()
            self._found = published.examine(options.output, self._last.published, self._last.keep)

    def run(self) -> Report:
        """Repeat the last build's report if nothing changed since, else build."""
        last = self._last
        same = (last.snapshot, last.commit, last.day) == (
            self._snapshot.digests,
            self._commit.name,
            self._day,
        )
        if not (same and self._found.sound):
            return self._make()
        self._refresh(last)
        told = [Diagnostic(Location(*place), *rest) for place, rest in last.diagnostics]
        counts = (last.pages, 0, len(last.published), last.cases, last.rulebooks)
        return Report(*counts, diagnostics=told)

    def _refresh(self, last: LastBuild) -> None:
        """Note the new signatures of files that were touched, so that they are not read again."""
        seen = self._found.signatures
        if any(seen[name] != before for name, (_, before) in last.published.items()):
            last.published = {
                name: (sha256, seen[name]) for name, (sha256, _) in last.published.items()
            }
            self._store.write(last)

    def _make(self) -> Report:
        from generator.build import batches
        from generator.build.loaded import LoadedParts
        from generator.build.run import Run, State

        parts, state, last = LoadedParts(self._options), State(), self._last
        kept: list[Batch] = []
        if last.snapshot:
            kept = self._store.pages()
            trace = self._store.trace()
            parts.keep_templates(trace.templates, trace.closures, trace.compiled)
            hashes = {name: sha256 for name, (sha256, _) in last.published.items()}
            manifest = hashes.pop(MANIFEST)
            components = Snapshot(self._options.source, last.snapshot).components()
            state = State(batches.unpacked(kept), trace, hashes, manifest, components)
        spare = self._store.path.parent.with_name("spare") / self._store.path.name
        folder = _Folder(self._found, spare if self._options.cache else None)
        run = Run(self._options, parts, state, self._snapshot, self._commit, self._stages, folder)
        before = state.parsed
        report = run.make()
        report.trace = run.state.trace.reads
        if self._options.cache and not report.failed:
            with self._stages.stage("keep"):
                parsed = run.state.parsed
                packed = batches.unchanged(kept, before, parsed) + run.packed
                packed = batches.completed(packed, parsed)
                run.state.trace.compiled = parts.compiled()
                self._keep(report, run.state, packed, folder)
        return report

    def _keep(
        self,
        report: Report,
        state: State,
        packed: list[Batch],
        folder: _Folder,
    ) -> None:
        """Store what the next build needs to know of this one."""
        hashes = {**state.hashes, MANIFEST: state.manifest}
        last = LastBuild(
            self._snapshot.settled(),
            self._commit.name,
            self._day,
            report.pages,
            report.cases,
            report.rulebooks,
            [_told(diagnostic) for diagnostic in report.diagnostics],
            {name: (sha256, folder.found.signatures.get(name)) for name, sha256 in hashes.items()},
            list(folder.kept),
        )
        self._store.write(last, state.trace.pruned(), packed)


def _told(diagnostic: Diagnostic) -> StoredDiagnostic:
    file, line, column = diagnostic.location
    rest = (diagnostic.severity, diagnostic.code, diagnostic.message, diagnostic.hint)
    return (file, line, column), rest


class _Folder:
    """The output folder as a build's destination: a whole new tree replaces it."""

    def __init__(self, found: Published, spare: Path | None) -> None:
        self.found, self._spare = found, spare
        self.kept: Sequence[str] = ()
        self.damaged: Collection[str] = found.damaged
        self.sound = found.sound

    @contextmanager
    def open(self, names: Collection[str], keep: Sequence[str]) -> Iterator[Deliver]:
        """Begin a new tree that will hold these files, and what stands under names of ``keep``."""
        names, self.kept = {*names, MANIFEST}, keep
        write.check_foreign(self.found.output, keep, names)
        with write.tree(self.found.output, names, self._spare, keep) as self._tree:
            yield self._tree.write

    def fill(self, made: Iterable[Rendered], kept: Iterable[str], manifest: bytes) -> None:
        """Complete the tree, and exchange it with the old one."""
        tree, before = self._tree, self.found.signatures
        signatures = {one.path: one.signature for one in made if one.signature is not None}
        signatures.update((path, tree.keep(path, before[path])) for path in kept)
        signatures[MANIFEST] = tree.write(MANIFEST, manifest)
        tree.put_in_place()
        self.found = Published(self.found.output, signatures)
