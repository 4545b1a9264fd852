"""Rebuilds the site for the preview: the newest good pages, and a line for the terminal."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.build import incremental as build
from generator.commands import terminal as console
from generator.commands.serve.served_site import ServedSite, faults
from generator.diagnostics import Diagnostic
from generator.files.working import Tracebacks, internal


class SiteBuilder(Protocol):
    """Builds the site again and again, each time from what it built before."""

    def make(self, changed: Collection[Path] | None = None) -> build.Report:
        """Build the site as it is now; ``changed`` are paths that may differ, None is any."""
        ...


@dataclass(frozen=True)
class Rebuilt:
    """The report of one build, and how long it took."""

    report: build.Report
    milliseconds: float

    @property
    def failed(self) -> bool:
        """Whether the site has errors."""
        return self.report.failed


class Rebuilder:
    """Builds the site, keeps the last good pages for the server, and reports to the terminal."""

    def __init__(self, source: Path, builder: Callable[[], SiteBuilder]) -> None:
        self._source, self._start = source, builder
        self._builder = builder()
        self._told: set[Diagnostic] = set()
        self.site = ServedSite({})

    def make(self, changed: frozenset[str]) -> Rebuilt:
        """Build the site as it is now; an exception of ours becomes a diagnostic like any other."""
        started = time.perf_counter()
        try:
            paths = [self._source / name for name in sorted(changed)]
            report = self._builder.make(paths or None)
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
        before, report = self.site, made.report
        files = before.files if report.failed else report.files
        self.site = ServedSite(files, faults(report.diagnostics, self._source))
        news = self.site.changed(before)
        self._tell(changed, made, len(news))
        return news

    def _tell(self, changed: frozenset[str], made: Rebuilt, files: int) -> None:
        found = made.report.diagnostics
        # Errors every time; a warning that was there before has been read.
        console.show(
            (d for d in found if d.severity == "error" or d not in self._told), self._source
        )
        self._told = set(found)
        errors = sum(d.severity == "error" for d in found)
        done = f"{_plural(files, 'file')}" if files else "nothing new"
        if errors:
            done = f"not built, {_plural(errors, 'error')}; the last good pages stay"
        elif not changed:
            done = f"{_plural(made.report.pages, 'page')}, {done}"
        what = f"{_listed(changed)}: " if changed else ""
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
