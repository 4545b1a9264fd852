"""Every write, rename and removal of a build fails once: the old site or the new one is there."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import LONG, TIDES

from generator.build import incremental
from generator.build.report import Options, Report
from generator.write import tree

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}
PAGE = "---\ntitle: {title}\n{more}---\nWords of {title}.\n"
Fail = Callable[[], None]


class Injector:
    """Counts what changes the disk below a folder, and fails at the one that it is armed for."""

    def __init__(self) -> None:
        self.count, self._at, self._root, self._fail = 0, 0, "", _nothing
        self.exchanges = True  # two folders in one step
        sys.addaudithook(self._heard)  # for good: without a folder it does nothing

    def arm(self, root: Path, at: int, fail: Fail) -> None:
        self.count, self._at, self._root, self._fail = 0, at, str(root), fail

    def disarm(self) -> None:
        self._root = ""

    def point(self) -> None:
        """Count a change; fail if it is the one."""
        if self._root:
            self.count += 1
            if self.count == self._at:
                self._fail()

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if not self._root:
            return
        changes = event in CHANGES or (event == "open" and given[2] & WRITES)
        if changes and str(given[0]).startswith(self._root):
            self.point()


def _nothing() -> None:
    """Fail not at all."""


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _error(number: int) -> Fail:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture(scope="module")
def injector() -> Injector:
    return Injector()


class _File:
    """A file that is being written, whose writes are counted."""

    def __init__(self, file: Any, injector: Injector) -> None:
        self._file, self._injector = file, injector

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *what: object) -> None:
        self._file.close()

    def read(self) -> bytes:
        return bytes(self._file.read())

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])  # as a full disk leaves it
        self._file.flush()
        self._injector.point()
        self._file.write(data[len(data) // 2 :])

    def writelines(self, pieces: list[bytes]) -> None:
        for piece in pieces:
            self.write(piece)


@pytest.fixture(params=[True, False], ids=["exchanged", "renamed"])
def watched(
    request: pytest.FixtureRequest, injector: Injector, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Injector]:
    """Count writes too; and build where two folders can be exchanged, or where they cannot."""
    opened, reopened = open, os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda *how: _File(reopened(*how), injector))
    monkeypatch.setattr(
        tree, "open", lambda *how, **more: _File(opened(*how, **more), injector), raising=False
    )
    exchange = tree._exchange

    def exchanged(first: Path, second: Path) -> bool:
        injector.point()
        return request.param and exchange(first, second)

    monkeypatch.setattr(tree, "_exchange", exchanged)
    injector.exchanges = request.param
    yield injector
    injector.disarm()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three pages, built, and changed since: a page, a new one, one taken away."""
    site = tmp_path_factory.mktemp("faults") / "site"
    for part in ("templates", "static"):
        shutil.copytree(TIDES / part, site / part)
    (site / "content" / "en").mkdir(parents=True)
    settings = (
        "title: {en: A}\ndescription: {en: B}\nlocales: [{code: en, tag: en, name: English}]\n"
    )
    (site / "content" / "site.yaml").write_text(settings)
    for name in ("index", "one", "two"):
        (site / f"content/en/{name}.md").write_text(PAGE.format(title=name, more=""))
    assert not build(site).failed
    (site / "content/en/one.md").write_text(PAGE.format(title="one more", more=""))
    (site / "content/en/two.md").rename(site / "content/en/three.md")
    return site


def build(site: Path) -> Report:
    return incremental.build(Options(site, site / "public", jobs=1))


def published(site: Path) -> dict[str, bytes]:
    folder = site / "public"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fresh(before: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(before, folder / "site")


def points(injector: Injector, before: Path, folder: Path) -> int:
    """Return how many changes a build makes."""
    site = fresh(before, folder)
    injector.arm(site, 0, _nothing)
    assert not build(site).failed
    injector.disarm()
    return injector.count


def some(count: int) -> list[int]:
    """Return the changes to fail at: every third, and the last, where the folders change places."""
    return sorted({*range(1, count + 1, 1 if LONG else 3), *range(max(1, count - 20), count + 1)})


def check(site: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Make sure that the old site or the new one is there, and that the next build is right."""
    assert published(site) in (old, new)
    assert not build(site).failed
    assert published(site) == new
    assert [path.name for path in site.glob(".public*")] == []


def test_an_error_at_any_change_leaves_the_old_site_or_the_new_one(
    watched: Injector, before: Path, tmp_path: Path
) -> None:
    count = points(watched, before, tmp_path)
    old, new = published(before), published(tmp_path / "site")
    assert old != new
    for at in some(count):
        number = (errno.ENOSPC, errno.EROFS, errno.EIO)[at % 3]
        site = fresh(before, tmp_path)
        watched.arm(site, at, _error(number))
        report = build(site)
        watched.disarm()
        assert watched.count >= at
        codes = {fault.code for fault in report.diagnostics if fault.severity == "error"}
        assert codes <= {"unwritable"}, f"at change {at} of {count}"
        assert published(site) == (old if codes else new), f"at change {at} of {count}"
        check(site, old, new)


def test_a_kill_at_any_change_leaves_the_old_site_or_the_new_one(
    watched: Injector, before: Path, tmp_path: Path
) -> None:
    count, gaps = points(watched, before, tmp_path), 0
    old, new = published(before), published(tmp_path / "site")
    for at in some(count):
        site = fresh(before, tmp_path)
        child = os.fork()
        if child == 0:
            watched.arm(site, at, _kill)
            build(site)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), f"at change {at} of {count}"
        if not watched.exchanges and not (site / "public").exists():
            gaps += 1
            page = site / "content/en/one.md"
            text = page.read_text()
            page.write_text("a page without its front matter")
            assert build(site).failed  # and puts the old site back
            page.write_text(text)
        check(site, old, new)
    assert gaps == (0 if watched.exchanges else 1)
