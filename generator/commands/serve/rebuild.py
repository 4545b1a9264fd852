"""Rebuilds the site for the preview: the newest good pages, and a line for the terminal."""

from __future__ import annotations

import gc
import os
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from generator.build import incremental as build
from generator.build.priority import OvertakenError, Priority, never
from generator.build.stages import Stages
from generator.commands import terminal as console
from generator.commands.serve.served_site import ServedSite, faults, file_name
from generator.diagnostics import Diagnostic
from generator.files.working import Tracebacks, internal


class SiteBuilder(Protocol):
    """Builds the site again and again, each time from what it built before."""

    def make(
        self,
        changed: Collection[Path] | None = None,
        stages: Stages | None = None,
        priority: Priority | None = None,
    ) -> build.Report:
        """Build the site as it is now; ``changed`` are paths that may differ, None is any."""
        ...


class Rebuilt(Struct, frozen=True):
    """The report of one build, and how long it took."""

    report: build.Report
    milliseconds: float

    @property
    def failed(self) -> bool:
        """Whether the site has errors."""
        return self.report.failed


class Rebuilder:
    """Builds the site, keeps the last good pages for the server, and reports to the terminal.

    ``shown`` gives the paths that browsers show: these pages are made first, and ``tell`` is told
    of the files that are new with them. ``overtaken`` says whether another build is wanted by now.
    At first charts are frames; ``draw`` draws some.
    """

    def __init__(
        self,
        source: Path,
        builder: Callable[[], SiteBuilder],
        shown: Callable[[], Iterable[str]] = tuple,
        tell: Callable[[set[str]], object] = set,
        overtaken: Callable[[], bool] = never,
    ) -> None:
        self._source, self._start = source, builder
        self._shown, self._tell_browsers = shown, tell
        self._overtaken = overtaken
        self._builder = builder()
        self._told: set[Diagnostic] = set()
        self._good: Mapping[str, bytes] = {}
        self._drawn: frozenset[str] | None = frozenset()
        self._framed: set[str] = set()
        self._failed = False
        self.site = ServedSite({})

    def make(self, changed: frozenset[str]) -> Rebuilt:
        """Build the site as it is now; an exception of ours becomes a diagnostic like any other.

        Raises:
            OvertakenError: another build is wanted, with what has changed since.
        """
        started = time.perf_counter()
        try:
            paths = [self._source / name for name in sorted(changed)]
            shown = frozenset(map(file_name, self._shown()))
            priority = Priority(shown, self._give, self._drawn, self._overtaken)
            report = self._builder.make(paths or None, priority=priority)
        except OvertakenError:
            raise
        except Exception as error:  # whatever it is, the editor's next save deserves an answer
            if Tracebacks.wanted:
                traceback.print_exc()
            self._builder = self._start()
            report = build.Report(
                diagnostics=[internal(min(changed, default="content/site.yaml"), error)]
            )
        return Rebuilt(report, (time.perf_counter() - started) * 1000)

    def publish(self, changed: frozenset[str], made: Rebuilt) -> set[str]:
        """Serve what was built from now on; return the names of the files that changed."""
        news = self._publish(made.report)
        done = _plural(len(news), "file") if news else "nothing new"
        if not changed:
            done = f"{_plural(made.report.pages, 'page')}, {done}"
        self._tell(f"{_listed(changed)}: " if changed else "", done, made)
        return news

    def draw(self) -> bool:
        """Draw some of the charts that are frames, the pictures at last; False: nothing is left.

        What draws them all at once would keep a save waiting for as long.
        """
        if self._failed or self._drawn is None:
            return False
        before, count = self._drawn, len(self._framed)
        next_ones = sorted(self._framed)[: os.cpu_count() or 1]
        self._drawn = before | frozenset(next_ones) if next_ones else None
        try:
            made = self.make(frozenset())
        except OvertakenError:
            self._drawn = before
            return True
        self._tell_browsers(self._publish(made.report))
        left = f", {len(self._framed)} to come" if self._framed else ""
        drawn = _plural(count - len(self._framed), "chart") if next_ones else "pictures"
        self._tell("", f"{drawn} drawn{left}", made)
        return True

    def _give(self, files: dict[str, bytes]) -> None:
        """Serve what was made first while the rest is being made."""
        before = self.site
        if before.files:
            self.site = ServedSite({**before.files, **files}, is_complete=before.is_complete)
            self._tell_browsers(self.site.changed(before))

    def _publish(self, report: build.Report) -> set[str]:
        before, self._failed = self.site, report.failed
        if not report.failed:
            self._good, self._framed = report.files, report.framed
        complete = report.failed or self._drawn is None
        self.site = ServedSite(self._good, faults(report.diagnostics, self._source), complete)
        return self.site.changed(before)

    def _tell(self, what: str, done: str, made: Rebuilt) -> None:
        """Print what was made and what is wrong: warnings once, errors every time."""
        found = made.report.diagnostics
        console.show(
            (d for d in found if d.severity == "error" or d not in self._told), self._source
        )
        self._told = set(found)
        if errors := sum(d.severity == "error" for d in found):
            done = f"not built, {_plural(errors, 'error')}; the last good pages stay"
        now = time.strftime("%H:%M:%S")
        print(f"{now} {what}{done}, {made.milliseconds:.0f} ms", flush=True)


def set_collector_aside() -> None:
    """Keep Python's garbage collector from walking the whole site in the middle of a build.

    What exists now is frozen; new objects are collected young, the rest when it is quiet.
    """
    gc.freeze()
    gc.set_threshold(700, 10, 1_000_000)


def _listed(names: frozenset[str]) -> str:
    first, *others = sorted(names)
    return f"{first} and {len(others)} more" if others else first


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
