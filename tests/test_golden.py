"""Golden sites: ``tests/sites/NAME`` built is ``tests/sites/NAME/expected``, to the byte.

``make goldens`` writes them anew; the difference is then reviewed like any other change.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import build

SITES = Path(__file__).parent / "sites"
NAMES = sorted(path.name for path in SITES.iterdir())
BASE = "https://example.org/base/"


def made(name: str) -> dict[str, bytes]:
    report = build.check(build.Options(SITES / name, Path(), BASE, cache=False))
    assert not report.failed, report.diagnostics
    del report.files["build.json"]  # it names the commit
    return report.files


@pytest.mark.parametrize("name", NAMES)
def test_site_is_as_expected(name: str) -> None:
    expected = SITES / name / "expected"
    files = made(name)
    there = {p.relative_to(expected).as_posix() for p in expected.rglob("*") if p.is_file()}
    assert set(files) == there
    for path, data in files.items():
        assert data == (expected / path).read_bytes(), path


def regenerate() -> None:
    for name in NAMES:
        expected = SITES / name / "expected"
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in made(name).items():
            target = expected / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


if __name__ == "__main__":
    regenerate()
