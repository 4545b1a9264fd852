"""What in ``content/`` nothing reads is told; what is read, or is nobody's business, is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import TIDES, copy

from generator.build import incremental as build
from generator.build.report import Options


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy(TIDES, tmp_path / "site")


def told(site: Path) -> list[tuple[str, str]]:
    report = build.check(Options(site, site / "public", jobs=1))
    return [(fault.location.file, fault.code) for fault in report.diagnostics]


def test_notes_and_outlines_are_not_told(site: Path) -> None:
    for name in ("README.md", "data/LICENSE", "charts/README", "data/geo/coast.geojson"):
        (site / "content" / name).parent.mkdir(exist_ok=True)
        (site / "content" / name).write_text("{}")
    assert told(site) == []


@pytest.mark.parametrize(
    ("folder", "files", "code"),
    [
        ("data", ("tides.csv", "tides.yaml"), "bad-dataset"),
        ("charts", ("tides-by-hour.py", "tides-by-hour.yaml"), "bad-chart"),
        ("rules", ("causeway.yaml", "causeway.cases.yaml"), "bad-rules"),
    ],
)
def test_one_name_in_two_folders_is_told(
    site: Path, folder: str, files: tuple[str, ...], code: str
) -> None:
    (site / "content" / folder / "old").mkdir()
    for file in files:
        shutil.copy(site / "content" / folder / file, site / "content" / folder / "old" / file)
    assert [one for _, one in told(site)] == [code]
