"""Golden sites: ``tests/sites/NAME`` built is ``tests/sites/NAME/expected``, to the byte.

``make goldens`` writes them anew; the difference is then reviewed like any other change.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from support import SITES, copy

from generator.build import incremental as build

NAMES = sorted(path.name for path in SITES.iterdir())
BASE = "https://example.org/base/"


def made(name: str, folder: Path) -> dict[str, bytes]:
    """Build a golden site's content with the golden templates, which all of them share."""
    copy(SITES / name, folder)
    report = build.check(build.Options(folder, Path(), BASE, cache=False))
    assert not report.failed, report.diagnostics
    del report.files["build.json"]  # it names the commit
    # Its name and its bytes are those of the library that draws.
    (runtime,) = [path for path in report.files if path.startswith("assets/js/vega.")]
    del report.files[runtime]
    return report.files


@pytest.mark.parametrize("name", NAMES)
def test_site_is_as_expected(name: str, tmp_path: Path) -> None:
    expected = SITES / name / "expected"
    files = made(name, tmp_path / name)
    there = {p.relative_to(expected).as_posix() for p in expected.rglob("*") if p.is_file()}
    assert set(files) == there
    for path, data in files.items():
        assert data == (expected / path).read_bytes(), path


def regenerate() -> None:
    for name in NAMES:
        expected = SITES / name / "expected"
        shutil.rmtree(expected, ignore_errors=True)
        with tempfile.TemporaryDirectory() as folder:
            files = made(name, Path(folder) / name)
        for path, data in files.items():
            target = expected / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


if __name__ == "__main__":
    regenerate()
