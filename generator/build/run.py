"""One make of a site: load, parse, check, render what is stale, write."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from generator import checks
from generator.build import pages
from generator.build import processes as workers
from generator.build.loaded import Parts, templates
from generator.build.pages import Parsed
from generator.build.processes import Crew
from generator.build.report import Made, Options, Report
from generator.build.stages import Stages
from generator.build.worker import Deliver, Maker, Order, Rendered
from generator.diagnostics import DiagnosticError, Diagnostics
from generator.files.cache import Cache
from generator.files.snapshot import Snapshot
from generator.trace.commit import Commit
from generator.trace.store import Batch, Trace
from generator.write import manifest


@dataclass
class State:
    """What a good make leaves for the next.

    ``parsed`` are the pages by file, ``hashes`` the SHA-256 of what was made by path; ``manifest``
    is that of the list of them all.
    """

    parsed: dict[str, Parsed] = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace)
    hashes: dict[str, str] = field(default_factory=dict)
    manifest: str = ""


class Place(Protocol):
    """Where outputs go; ``damaged`` are those that are there and not as they were left there."""

    damaged: Collection[str]
    sound: bool

    def open(self, names: Collection[str]) -> AbstractContextManager[Deliver | None]:
        """Make room for files of these names; who renders delivers there, or hands bytes back."""
        ...

    def fill(self, made: Iterable[Rendered], kept: Iterable[str], manifest: bytes) -> None:
        """Complete the site with what stays as it was, and put it in place."""
        ...


@dataclass
class Making:
    """Takes a site through the corridor once, from what the last make left to what it leaves.

    ``packed`` are the pages that were parsed now, as other processes sent or received them.
    """

    options: Options
    parts: Parts
    state: State
    snapshot: Snapshot
    commit: Commit
    stages: Stages
    place: Place
    found: Diagnostics = field(default_factory=Diagnostics)
    report: Report = field(default_factory=Report)
    packed: list[Batch] = field(default_factory=list)

    def make(self) -> Report:
        """Make the site; the state is the new one if it has no errors.

        Else it is the old one, but that pages which were parsed need not be parsed again.
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
            maker = self._load()
            stage.count = len(self.snapshot.digests)
        with workers.crew(maker.jobs, maker.help) as crew:
            with self.stages.stage("load"):  # the others parse already
                maker.closures = self.parts.closures(maker.renderer, self.snapshot, self.found)
            parsed = self._parse(maker, crew)
            self._check(maker, parsed)
            if self.found.failed:
                crew.tell(None)
                return
            stale = self._stale(maker)
            if not stale and self._is_there(maker):
                crew.tell(None)
                self.report.reused = len(maker.plan) + 1
                return
            with self.place.open(maker.plan.keys()) as deliver:
                order = Order(
                    frozenset(stale),
                    deliver,
                    maker.closures,
                    maker.renderer.templates.compiled() if crew.pipes else b"",
                )
                made = self._render(maker, crew, order)
                if not self.found.failed:
                    self._complete(maker, made, stale)

    def _load(self) -> Maker:
        """Load all but the pages, and list those."""
        parts, snapshot, found = self.parts, self.snapshot, self.found
        site = parts.site(snapshot)
        files = pages.listed(site, snapshot, found)
        content = parts.content(site, snapshot, files, found)
        static = parts.static(site, snapshot, found)
        cache = Cache(self.options.source / ".explainer" / "cache" if self.options.cache else None)
        renderer = parts.renderer(site, snapshot)
        maker = Maker(renderer, content, static, cache, files, dict(self.state.parsed))
        jobs = workers.count(self.options.jobs, len(maker.new))
        # Who parses also renders: a few new pages are no reason to render all with a few processes.
        wanted = workers.count(self.options.jobs, len(files))
        maker.share_out(jobs if jobs == wanted else 1)
        return maker

    def _parse(self, maker: Maker, crew: Crew) -> dict[str, Parsed]:
        """Parse the pages that are new or have changed."""
        with self.stages.stage("parse") as stage:
            parsed = maker.read(self.stages.teller("pages parsed"))
            if crew.pipes:
                shares = crew.swap(maker.shared(parsed))
                parsed.update(maker.join(shares, 0))
                self.packed = [batch for share in shares for batch in share.parsed]
            stage.count = len(parsed)
        return parsed

    def _check(self, maker: Maker, parsed: dict[str, Parsed]) -> None:
        """Check the whole site, and plan it if it is sound."""
        with self.stages.stage("check") as stage:
            maker.learn(parsed)
            self.state.parsed = maker.parsed
            stage.count = self.report.pages = len(maker.content.pages)
            books = maker.content.rulebooks.values()
            self.report.rulebooks = len(books)
            self.report.cases = sum(len(book.cases) for book in books)
            self.report.made = Made(maker.site, maker.content, maker.static, maker.renderer)
            for file in maker.files:
                self.found.extend(maker.parsed[file.name].faults)
            checks.check(maker.site, maker.content, maker.documents, self.found)
            if not self.found.failed:
                maker.open(self.parts.last)
                self.parts.last = maker

    def _stale(self, maker: Maker) -> dict[str, tuple[str, ...]]:
        """Return the outputs to make, each with the keys that changed since it was made."""
        reads, damaged = self.state.trace.reads, self.place.damaged
        changed = maker.door.changed(self.state.trace.digests)
        stale: dict[str, tuple[str, ...]] = {}
        for path in maker.plan:
            before = reads.get(path)
            if before is None:
                stale[path] = ()
            elif not changed.isdisjoint(before):
                stale[path] = tuple(sorted(changed.intersection(before)))
            elif path in damaged:
                stale[path] = ("published:",)
        return stale

    def _is_there(self, maker: Maker) -> bool:
        """Whether what the plan wants is what stands in its place."""
        state = self.state
        return (
            self.place.sound
            and maker.plan.keys() == state.hashes.keys()
            and _sha256(manifest.text(self.commit.name, state.hashes)) == state.manifest
        )

    def _render(self, maker: Maker, crew: Crew, order: Order) -> list[Rendered]:
        """Render what is stale, in more processes where that pays."""
        with self.stages.stage("render") as stage:
            if crew.pipes or not order.stale:
                made = self._rendered(maker, crew, order)
            else:
                maker.share_out(workers.count(self.options.jobs, len(order.stale)))
                with workers.crew(maker.jobs, maker.help_rendering) as others:
                    made = self._rendered(maker, others, order)
            made.sort(key=lambda one: one.path)
            for one in made:
                self.found.extend(one.diagnostics)
            stage.count = len(made)
        return made

    def _rendered(self, maker: Maker, crew: Crew, order: Order) -> list[Rendered]:
        try:
            crew.tell(order)
            made = list(maker.render(0, order, self.stages.teller("files rendered")))
            shares = crew.gather()
        except BaseException:
            crew.stop()  # before the place that they fill is cleared
            raise
        for share, digests in shares:
            made += share
            maker.digests.update(digests)
        return made

    def _complete(
        self,
        maker: Maker,
        made: list[Rendered],
        stale: dict[str, tuple[str, ...]],
    ) -> None:
        """Put the site in its place, and leave the state that the next make starts from."""
        before, fresh = self.state, {one.path: one for one in made}
        kept = [path for path in maker.plan if path not in fresh]
        hashes = {path: before.hashes[path] for path in kept}
        hashes.update((path, one.sha256) for path, one in fresh.items())
        text = manifest.text(self.commit.name, hashes)
        with self.stages.stage("write") as stage:
            self.place.fill(made, kept, text)
            stage.count = len(hashes) + 1
        listed = _sha256(text)
        self.report.rebuilt = set(fresh)
        self.report.written = len(made) + (listed != before.manifest)
        self.report.reused = len(hashes) + 1 - self.report.written
        old = before.trace
        trace = Trace(
            {**old.digests, **maker.digests},
            {path: fresh[path].reads if path in fresh else old.reads[path] for path in hashes},
            {path: stale[path] if path in stale else old.reasons[path] for path in hashes},
            templates(self.snapshot),
            maker.closures,
        )
        self.state = State(before.parsed, trace, hashes, listed)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
