"""Makes a site again and again in one process, each time only what has changed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator import build
from generator.build import Options, Report


class Builder:
    """Keeps a site's state in memory between makes, for the preview.

    ::

        builder = Builder(Options(source, output, base_url, drafts))
        report = builder.make()          # everything, the first time
        report = builder.make(changed)   # what the watcher named; or nothing: look for oneself
        report.files[path]               # the bytes of a published file
        report.changed                   # the paths added, changed or removed by this make

    A make that finds errors says so in ``report.diagnostics``; its ``files`` are those of the last
    good make (none, if there was none) and its ``changed`` is empty. Nothing is written into the
    output folder. Not for two threads at once.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self._files: dict[str, bytes] = {}

    def make(self, changed: Collection[Path] | None = None) -> Report:
        """Make the site; ``changed`` are the source paths that may differ from the last make's.

        Name every file that was added, changed or removed, or a folder for all that is in it. With
        None, the whole source is looked through. A name too many costs little; one too few is only
        found by a make without names.
        """
        report = build.check(self.options)
        before = self._files
        if report.failed:
            report.files = before
            return report
        paths = before.keys() | report.files.keys()
        report.changed = {p for p in paths if before.get(p) != report.files.get(p)}
        self._files = report.files
        return report
