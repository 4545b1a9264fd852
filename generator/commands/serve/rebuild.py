"""Making the site again: the newest good pages for the server, and a line for the terminal."""

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
from generator.commands.serve.served_site import Shelf, faults
from generator.diagnostics import Diagnostic, Location


class Builder(Protocol):
    """Makes the site, each time from what it made before."""

    def make(self, changed: Collection[Path] | None = None) -> build.Report:
        """Make the site as it is now: ``changed`` names what may differ, None is anything."""
        ...


@dataclass(frozen=True)
class Made:
    """What one make came to, and how long it took."""

    report: build.Report
    milliseconds: float

    @property
    def failed(self) -> bool:
        """Whether the site could not be made."""
        return self.report.failed


class Maker:
    """Makes the site, keeps the last good pages, and tells the terminal."""

    def __init__(self, source: Path, builder: Callable[[], Builder]) -> None:
        self._source, self._start = source, builder
        self._builder = builder()
        self._told: set[Diagnostic] = set()
        self.shelf = Shelf({})

    def make(self, changed: frozenset[str]) -> Made:
        """Make the site as it is now; a fault of the program's own is told as the site's are."""
        started = time.perf_counter()
        try:
            paths = [self._source / name for name in sorted(changed)]
            report = self._builder.make(paths or None)
        except Exception as error:  # whatever it is, the editor's next save deserves an answer
            traceback.print_exc()
            self._builder = self._start()
            report = build.Report(diagnostics=[_own_fault(error, changed)])
        return Made(report, (time.perf_counter() - started) * 1000)

    def publish(self, changed: frozenset[str], made: Made) -> set[str]:
        """Put what was made on the shelf; return the names of the files that are new there."""
        before, report = self.shelf, made.report
        files = before.files if report.failed else report.files
        self.shelf = Shelf(files, faults(report.diagnostics, self._source))
        news = self.shelf.changed(before)
        self._tell(changed, made, len(news))
        return news

    def _tell(self, changed: frozenset[str], made: Made, files: int) -> None:
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
    """Keep Python's collector from walking the whole site in the midst of a make.

    What there is now stays; what comes is collected young, and the rest when nobody waits.
    """
    gc.freeze()
    gc.set_threshold(700, 10, 1_000_000)


def _own_fault(error: Exception, changed: frozenset[str]) -> Diagnostic:
    place = Location(min(changed, default="content/site.yaml"))
    message = f"{type(error).__name__}: {error}"
    hint = "this is a fault of the generator, not of the site: the terminal says where"
    return Diagnostic(place, "error", "internal", message, hint)


def _listed(names: frozenset[str]) -> str:
    first, *others = sorted(names)
    return f"{first} and {len(others)} more" if others else first


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
