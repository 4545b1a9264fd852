"""Runs a site of broken files as far as its checks: nothing is drawn, rendered or written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.build.loaded import LoadedParts
from generator.build.memory import Memory
from generator.build.report import Options
from generator.build.run import Run, State
from generator.build.stages import Stages
from generator.build.worker import Worker
from generator.diagnostics import Diagnostic
from generator.files import snapshot
from generator.trace.commit import Commit


class Checked(Run):
    """A run that ends where rendering would begin, or renders the one output that is ``wanted``."""

    wanted: str = ""

    def _stale(self, worker: Worker) -> dict[str, tuple[str, ...]]:
        assert not self.wanted or self.wanted in worker.plan
        return {self.wanted: ()} if self.wanted else {}

    def _is_there(self, worker: Worker) -> bool:
        return True

    def _complete(self, *what: object) -> None:
        pass


class Inspector:
    """Finds the faults of one site again and again, reading anew what has changed since."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._options = Options(site, site / "public", cache=False, jobs=1)
        self._parts, self._state = LoadedParts(self._options), State()
        self._commit = Commit(site)

    def found(self, wanted: str = "") -> list[Diagnostic]:
        """Load, parse and check the site; render the output of that path, if one is given."""
        run = Checked(
            self._options,
            self._parts,
            State(parsed=self._state.parsed, components=self._state.components),
            snapshot.scan(self.site),
            self._commit,
            Stages(),
            Memory(),
            wanted=wanted,
        )
        report = run.make()
        self._state = run.state
        return report.diagnostics


@contextmanager
def laid(
    site: Path, files: Mapping[str, bytes | None], links: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Lay files and links over a site, or take away files that are None; put all back after."""
    links = links or {}
    names = [*files, *links]
    before = {name: (site / name).read_bytes() for name in names if (site / name).is_file()}
    folders = [folder for name in names for folder in _missing(site / name)]
    try:
        for name in names:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).unlink(missing_ok=True)
        for name, data in files.items():
            if data is not None:
                (site / name).write_bytes(data)
        for name, target in links.items():
            (site / name).symlink_to(target)
        yield
    finally:
        for name in names:
            (site / name).unlink(missing_ok=True)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        for name, data in before.items():
            (site / name).write_bytes(data)


def _missing(path: Path) -> list[Path]:
    return [folder for folder in path.parents if not folder.exists()]
