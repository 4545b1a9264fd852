"""What all tests share: small sites to change, and the programs that some of them drive."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import browser_tools
import pytest
from hypothesis import settings
from support import LONG, ROOT, TIDES, copy

from generator.diagnostics import Diagnostic
from generator.render.templates import Templates

pytest_plugins = ["browsing"]

# A slow machine is not a fault in the code. The long profile is `make test-long`.
settings.register_profile("project", deadline=None, max_examples=50)
settings.register_profile("long", deadline=None, max_examples=500, print_blob=True)
settings.load_profile("long" if LONG else "project")

FoldersMadeOnce = Callable[[str, Callable[[Path], object]], Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest tests that need no other's site run while the first sites are built."""
    items.sort(key=lambda item: item.path.name != "test_incremental.py")


@pytest.fixture(scope="session", autouse=True)
def _every_fault_has_a_remedy() -> Iterator[None]:
    """Fail whatever makes a diagnostic that does not say how to mend it, in any test."""
    make = Diagnostic.__init__

    def checked(self: Diagnostic, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        assert self.hint.strip(), f"no remedy: {self}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Diagnostic, "__init__", checked)
        yield


@pytest.fixture(scope="session", autouse=True)
def _each_template_is_compiled_once() -> Iterator[None]:
    """Compile templates of the same name and text once for all tests: it is half of a build."""
    compiled: dict[tuple[str, str], tuple[CodeType, set[str | None]]] = {}
    compile_it = Templates._template

    def once(self: Templates, name: str, digest: str) -> tuple[CodeType, set[str | None]]:
        key = name, digest
        if key not in compiled:
            compiled[key] = compile_it(self, name, digest)
        code, named = compiled[key]
        self._read[key] = _as_in(str(self._root / name), code), named
        return self._read[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "_template", once)
        yield


def _as_in(path: str, code: CodeType) -> CodeType:
    """Return a template's code as if it were compiled from another file, which faults then name."""
    parts = (_as_in(path, part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=path, co_consts=tuple(parts))


@pytest.fixture(scope="session")
def repo() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> FoldersMadeOnce:
    """Makes a folder once for all processes that run tests, by a name; they only read it."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder, whole = root / name, root / f"{name}.whole"
        with (root / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                whole.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def with_drawings(made_once: FoldersMadeOnce) -> Callable[[Path], Path]:
    """Lets a site use what was drawn for others: a chart is drawn once in all tests."""
    drawings = made_once("drawings", Path.mkdir)

    def use(site: Path) -> Path:
        (site / ".explainer").mkdir(parents=True)
        (site / ".explainer" / "cache").symlink_to(drawings)
        return site

    return use


@pytest.fixture
def tides(tmp_path: Path, with_drawings: Callable[[Path], Path]) -> Path:
    """A copy of the small site ``tides``, to change."""
    return with_drawings(copy(TIDES, tmp_path / "site"))


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git as on a new machine, for a person with a name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.org")


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of a program the test needs; without it, a failure in CI and a skip elsewhere."""

    def find(name: str) -> str:
        if found := browser_tools.TOOLS[name]():
            return found
        missing = browser_tools.HOW_TO_GET[name]
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)

    return find
