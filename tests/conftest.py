"""What all tests share: the repository's root, and the programs that some of them drive."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import browser_tools
import pytest
from hypothesis import settings

# A slow machine is not a fault in the code.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def repo() -> Path:
    return browser_tools.ROOT


@pytest.fixture
def own_site(repo: Path, tmp_path: Path) -> Path:
    """A copy of the real site to change, with what was drawn of it before."""
    for part in ("content", "templates", "static", ".explainer/cache"):
        if (repo / part).exists():
            shutil.copytree(repo / part, tmp_path / "site" / part)
    return tmp_path / "site"


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
