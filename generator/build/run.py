"""One run down the corridor: load, parse, check, render what is stale, write."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from generator import checks, components
from generator.build import pages
from generator.build import processes as workers
from generator.build.loaded import LoadedParts, templates
from generator.build.pages import Parsed
from generator.build.priority import OvertakenError, Priority
from generator.build.processes import Crew
from generator.build.report import Made, Options, Report
from generator.build.stages import Stages
from generator.build.worker import Deliver, Order, Rendered, Worker, quiet
from generator.diagnostics import DiagnosticError, Diagnostics
from generator.files.cache import Cache
from generator.files.snapshot import Snapshot
from generator.trace.commit import Commit
from generator.trace.store import Batch, Trace
from generator.write import manifest

ASSETS = "assets/"  # what pages load: a new page may need a new one


class State(Struct):
    """What a build without errors leaves for the next.

    ``parsed`` are the pages by file, ``hashes`` the SHA-256 of what was made by path; ``manifest``
    is that of the list of them all, ``components`` of the site's own roles and directives.
    """

    parsed: dict[str, Parsed] = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace)
    hashes: dict[str, str] = field(default_factory=dict)
    manifest: str = ""
    components: str = ""


class Destination(Protocol):
    """Where outputs go: a folder or memory.

    ``damaged`` are outputs that are missing or not as the last build left them; ``sound`` is
    whether there are none, and no strange files.
    """

    damaged: Collection[str]
    sound: bool

    def open(
        self, names: Collection[str], keep: Sequence[str]
    ) -> AbstractContextManager[Deliver | None]:
        """Prepare for files of these names; return how to deliver one, None to hand bytes back.

        What stands under the names of ``keep`` stays.
        """
        ...

    def fill(self, made: Iterable[Rendered], kept: Iterable[str], manifest: bytes) -> None:
        """Add the files that stay as they were, and put the whole site in place."""
        ...


class Run(Struct):
    """Builds a site once, from the state that the last build left to the one it leaves.

    ``packed`` are the pages that were parsed now, as other processes sent or received them.
    """

    options: Options
    parts: LoadedParts
    state: State
    snapshot: Snapshot
    commit: Commit
    stages: Stages
    destination: Destination
    priority: Priority = field(default_factory=Priority)
    found: Diagnostics = field(default_factory=Diagnostics)
    report: Report = field(default_factory=Report)
    packed: list[Batch] = field(default_factory=list)

    def make(self) -> Report:
        """Build the site; ``state`` becomes the new one if it has no errors.

        With errors it stays the old one, except that pages parsed now are kept.
        """
        try:
            self._make()
        except DiagnosticError as error:
            self.found.extend(error.diagnostics)
        self.report.diagnostics = list(self.found)
        self.report.stages = self.stages.listed
        return self.report

    def _make(self) -> None:
        with self.stages.stage("load") as stage:
            worker = self._load()
            stage.count = len(self.snapshot.digests)
        with workers.crew(worker.jobs, worker.help) as crew:
            with self.stages.stage("load"):  # the others parse already
                worker.closures = self.parts.closures(
                    worker.shell.templates, self.snapshot, self.found
                )
            parsed = self._parse(worker, crew)
            self._check(worker, parsed)
            if self.found.failed:
                crew.tell(None)
                return
            stale = self._stale(worker)
            if not stale and self._is_there(worker):
                crew.tell(None)
                self.report.reused = len(worker.plan) + 1
                return
            keep = worker.site.settings.keep
            with self.destination.open(worker.plan.keys(), keep) as deliver:
                order = Order(
                    frozenset(stale),
                    deliver,
                    worker.closures,
                    worker.shell.templates.compiled() if crew.pipes else b"",
                )
                made = self._render(worker, crew, order)
                if not self.found.failed:
                    self._complete(worker, made, stale)

    def _load(self) -> Worker:
        """Load all but the pages, and list those."""
        parts, snapshot, found = self.parts, self.snapshot, self.found
        if refusals := snapshot.refusals():
            raise DiagnosticError(*refusals)  # before anything is read through such a link
        site = parts.site(snapshot)
        if self.state.components != snapshot.components():
            # They are a part of what makes the site: with others, all of it is made anew.
            self.state = State(components=snapshot.components())
        components.use(parts.components(snapshot))
        files = pages.listed(site, snapshot)
        content = parts.content(site, snapshot, files, found)
        static = parts.static(site, snapshot, content.archive, found)
        cache = Cache(self.options.source / ".explainer" / "cache" if self.options.cache else None)
        shell = parts.shell(site, snapshot)
        parsed, drawn = dict(self.state.parsed), self.priority.drawn
        worker = Worker(shell, content, static, cache, files, parsed, drawn)
        jobs = workers.count(self.options.jobs, len(worker.new))
        # Who parses also renders: a few new pages are no reason to render all with a few processes.
        wanted = workers.count(self.options.jobs, len(files))
        worker.share_out(jobs if jobs == wanted else 1)
        return worker

    def _parse(self, worker: Worker, crew: Crew) -> dict[str, Parsed]:
        """Parse the pages that are new or have changed."""
        with self.stages.stage("parse") as stage:
            parsed = worker.read(self.stages.teller("pages parsed"))
            if crew.pipes:
                shares = crew.swap(worker.shared(parsed))
                parsed.update(worker.join(shares, 0))
                self.packed = [batch for share in shares for batch in share.parsed]
            stage.count = len(parsed)
        return parsed

    def _check(self, worker: Worker, parsed: dict[str, Parsed]) -> None:
        """Check the whole site, and plan it if it is sound."""
        with self.stages.stage("check") as stage:
            worker.learn(parsed)
            worker.open(self.parts.last)
            self.state.parsed = worker.parsed
            stage.count = self.report.pages = len(worker.content.pages)
            books = worker.content.rulebooks.values()
            self.report.rulebooks = len(books)
            self.report.cases = sum(len(book.cases) for book in books)
            self.report.made = Made(
                worker.site, worker.content, worker.static, worker.shell, worker.inputs()
            )
            for file in worker.files:
                self.found.extend(worker.parsed[file.name].faults)
            self.parts.check(
                worker.site,
                self.snapshot,
                worker.base,
                worker.content,
                worker.documents,
                self.found,
            )
            if self.options.preview:
                self.found.lessen(checks.UNAGREED)
            if not self.found.failed:
                worker.list_outputs()
                self.parts.last = worker
                self.found.extend(worker.clashes())

    def _stale(self, worker: Worker) -> dict[str, tuple[str, ...]]:
        """Return the outputs to render, each with the inputs that changed since its last time."""
        reads, damaged = self.state.trace.reads, self.destination.damaged
        changed = worker.table.changed(self.state.trace.digests)
        stale: dict[str, tuple[str, ...]] = {}
        for path in worker.plan:
            before = reads.get(path)
            if before is None:
                stale[path] = ()
            elif not changed.isdisjoint(before):
                stale[path] = tuple(sorted(changed.intersection(before)))
            elif path in damaged:
                stale[path] = ("published:",)
        return stale

    def _is_there(self, worker: Worker) -> bool:
        """Whether the destination already holds exactly what is planned."""
        state = self.state
        return (
            self.destination.sound
            and worker.plan.keys() == state.hashes.keys()
            and _sha256(manifest.text(self.commit.name, state.hashes)) == state.manifest
        )

    def _render(self, worker: Worker, crew: Crew, order: Order) -> list[Rendered]:
        """Render what is stale, in more processes where that pays."""
        with self.stages.stage("render") as stage:
            first = [] if crew.pipes else self._first(worker, order)
            order = replace(order, stale=order.stale.difference(one.path for one in first))
            if crew.pipes or not order.stale:
                made = self._rendered(worker, crew, order)
            else:
                worker.share_out(workers.count(self.options.jobs, len(order.stale)))
                with workers.crew(worker.jobs, worker.help_rendering) as others:
                    made = self._rendered(worker, others, order)
            made += first
            made.sort(key=lambda one: one.path)
            for one in made:
                self.found.extend(one.diagnostics)
            stage.count = len(made)
        return made

    def _first(self, worker: Worker, order: Order) -> list[Rendered]:
        """Render what is wanted before all else, and give it away unless it has faults."""
        wanted = order.stale & self.priority.paths
        if not wanted:
            return []
        late = {path for path in order.stale if worker.plan[path].late}
        wanted |= {path for path in order.stale - late if path.startswith(ASSETS)}
        worker.share_out(1)
        made = list(worker.render(0, replace(order, stale=wanted), quiet))
        if not any(one.diagnostics for one in made):
            self.priority.give({one.path: one.data for one in made if one.data is not None})
        return made

    def _rendered(self, worker: Worker, crew: Crew, order: Order) -> list[Rendered]:
        try:
            crew.tell(order)
            made = []
            for one in worker.render(0, order, self.stages.teller("files rendered")):
                if self.priority.overtaken():
                    raise OvertakenError
                made.append(one)
            shares = crew.gather()
        except BaseException:
            crew.stop()  # before the folder that they write to is cleared
            raise
        for share, digests in shares:
            made += share
            worker.digests.update(digests)
        return made

    def _complete(
        self,
        worker: Worker,
        made: list[Rendered],
        stale: dict[str, tuple[str, ...]],
    ) -> None:
        """Put the site in place, and set the state that the next build starts from."""
        before, fresh = self.state, {one.path: one for one in made}
        kept = [path for path in worker.plan if path not in fresh]
        hashes = {path: before.hashes[path] for path in kept}
        hashes.update((path, one.sha256) for path, one in fresh.items())
        text = manifest.text(self.commit.name, hashes)
        with self.stages.stage("write") as stage:
            self.destination.fill(made, kept, text)
            stage.count = len(hashes) + 1
        listed = _sha256(text)
        self.report.rebuilt = set(fresh)
        self.report.written = len(made) + (listed != before.manifest)
        self.report.reused = len(hashes) + 1 - self.report.written
        old = before.trace
        trace = Trace(
            {**old.digests, **worker.digests},
            {path: fresh[path].reads if path in fresh else old.reads[path] for path in hashes},
            {path: stale[path] if path in stale else old.reasons[path] for path in hashes},
            templates(self.snapshot),
            worker.closures,
        )
        self.state = State(before.parsed, trace, hashes, listed, before.components)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
