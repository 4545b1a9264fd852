"""The README's first command, in a clone where nothing is set up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from serving import ADDRESS, Reader, add, free_port, running
from support import LONG


@pytest.mark.skipif(not LONG, reason="sets itself up, as CI does: make test-long")
def test_make_serve(repo: Path, tmp_path: Path, context: BrowserContext) -> None:
    left_out = shutil.ignore_patterns(".git", ".venv", ".explainer", "public", "__pycache__")
    clone = tmp_path / "clone"
    shutil.copytree(repo, clone, ignore=left_out)
    home = min((clone / "content").glob("*/index.md"))
    command = ["make", "serve", f"PORT={free_port()}"]
    # What is installed is compiled as it is used, which is the least part of it.
    with running(command, clone, VIRTUAL_ENV="", PYTHONPATH="", PIP_NO_COMPILE="1") as preview:
        reader = Reader(context, preview.wait_for(ADDRESS, 600) + f"{home.parent.name}/")
        assert (clone / ".venv" / "bin" / "explainer").exists()
        reader.expect_after(lambda: add(home, "From a fresh clone."), "From a fresh clone.")
