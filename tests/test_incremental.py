"""After any sequence of edits, what is made from what was kept equals what is made from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import EDITS, Site, fresh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import LONG

from generator.build import incremental as build
from generator.build.memory import MemoryBuilder
from generator.build.report import Options
from generator.diagnostics import Diagnostic
from generator.files import snapshot

# The same 12 sequences each time; `make test-long` makes up 500 others.
SEQUENCES = settings(
    max_examples=500 if LONG else 12,
    derandomize=not LONG,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 60)), min_size=1, max_size=5
)
Clean = tuple[dict[str, bytes], list[Diagnostic]]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Lab:
    """A golden site that was built once, copied for each sequence; drawings are shared by all."""

    def __init__(self, folder: Path) -> None:
        self.golden, self.work = folder / "golden", folder / "work"
        self.drawings = folder / "drawings"
        self.drawings.mkdir()
        fresh(self.golden)
        self._share(self.golden)
        assert not build.build(Options(self.golden, self.golden / "public")).failed
        self._clean: dict[str, Clean] = {}

    def _share(self, root: Path) -> None:
        (root / ".explainer").mkdir(exist_ok=True)
        (root / ".explainer" / "cache").symlink_to(self.drawings)

    def site(self) -> Site:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.golden, self.work, symlinks=True)
        return Site(self.work)

    def clean(self, site: Site) -> Clean:
        """Return what a build from nothing makes of the sources as they are."""
        key = repr(list(snapshot.scan(site.root).digests.items()))
        if key not in self._clean:
            report = build.check(Options(site.root, site.root / "public"))
            self._clean[key] = report.files, report.diagnostics
        return self._clean[key]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    os.environ["SOURCE_DATE_EPOCH"] = "1800000000"
    yield Lab(tmp_path_factory.mktemp("lab"))
    del os.environ["SOURCE_DATE_EPOCH"]


@given(steps=STEPS)
@SEQUENCES
def test_builds_equal_clean_ones(lab: Lab, steps: list[tuple[str, int]]) -> None:
    site = lab.site()
    options = Options(site.root, site.root / "public")
    for name, number in steps:
        before = tree(options.output)
        EDITS[name](site, number)
        files, diagnostics = lab.clean(site)
        report = build.build(options)
        assert report.diagnostics == diagnostics
        assert tree(options.output) == (before if report.failed else files)
        again = build.build(options)
        assert (again.written, again.diagnostics) == (0, diagnostics)


@given(steps=STEPS, hinted=st.booleans())
@SEQUENCES
def test_the_builder_in_memory_equals_clean_builds(
    lab: Lab, steps: list[tuple[str, int]], hinted: bool
) -> None:
    site = lab.site()
    builder = MemoryBuilder(Options(site.root, site.root / "public"))
    before = builder.make().files
    for name, number in steps:
        seen = tree(site.root)
        EDITS[name](site, number)
        now = tree(site.root)
        hint = [site.root / f for f in seen.keys() | now.keys() if seen.get(f) != now.get(f)]
        files, diagnostics = lab.clean(site)
        report = builder.make(hint if hinted else None)
        assert report.diagnostics == diagnostics
        assert report.files == (before if report.failed else files)
        paths = before.keys() | report.files.keys()
        assert report.changed == {p for p in paths if before.get(p) != report.files.get(p)}
        before = report.files
