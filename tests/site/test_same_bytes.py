"""The site's bytes are the same whatever the machine: zone, locale, folder, processes, hashes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import BuiltSite
from support import LONG, ROOT

# The time zone, the locale, the number of processes, the seed of Python's hashes, the folder.
MACHINES = [
    ("UTC", "C.UTF-8", 1, 0, "here"),
    ("Asia/Tokyo", "C", 2, 7, "elsewhere/and deeper"),
    ("America/Toronto", "C", 3, 4711, "là-bas"),
]


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def built(
    number: int, folder: Path, drawings: Path | None, address: str, *more: str
) -> dict[str, bytes]:
    """Copy the sources to where a machine has them, build them as it would, return the files."""
    zone, locale, jobs, seed, place = MACHINES[number]
    site, output = folder / place, folder / f"public-{number}"
    for part in ("content", "templates", "static"):
        shutil.copytree(ROOT / part, site / part)
    if drawings is not None:
        (site / ".explainer").mkdir()
        (site / ".explainer" / "cache").symlink_to(drawings)
    words = ["--output", str(output), "--jobs", str(jobs), "--base-url", address, *more]
    machine = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", *words],
        cwd=site,
        env={**machine, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return tree(output)


def compare(first: dict[str, bytes], *others: dict[str, bytes]) -> None:
    for other in others:
        assert other.keys() == first.keys()
        assert [name for name in first if first[name] != other[name]] == []


def test_every_machine_writes_the_same_bytes(site: BuiltSite, repo: Path, tmp_path: Path) -> None:
    drawings = repo / ".explainer" / "cache"  # by now it holds what the site draws
    others = [
        built(number, tmp_path, drawings, site.base_url) for number in ((1, 2) if LONG else (2,))
    ]
    here = {**tree(site.folder), "build.json": others[0]["build.json"]}  # it names the commit
    compare(here, *others)


@pytest.mark.skipif(not LONG, reason="draws every chart three times: make test-long")
def test_every_machine_draws_the_same(tmp_path: Path) -> None:
    words = (None, "https://example.org/base/", "--no-cache")
    compare(*(built(number, tmp_path, *words) for number in range(len(MACHINES))))
