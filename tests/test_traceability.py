"""One cell of a dataset changed: everything made from it changes with it, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import build

MADE_FROM_DECEMBER_2022 = {
    "build.json",
    "data/interceptions.csv",
    "en/index.html",
    "fr/index.html",
    "en/crossings/index.html",
    "fr/passages/index.html",
    "en/data/interceptions/index.html",
    "fr/donnees/interceptions/index.html",
}


@pytest.fixture
def site(repo: Path, tmp_path: Path) -> Path:
    for part in ("content", "templates", "static"):
        shutil.copytree(repo / part, tmp_path / part)
    return tmp_path


def made(site: Path) -> dict[str, bytes]:
    report = build.check(build.Options(site, Path()))
    assert not report.failed, report.diagnostics
    return report.files


def test_one_cell(site: Path) -> None:
    before = made(site)
    data = site / "content" / "data" / "interceptions.csv"
    text = data.read_text(encoding="utf-8")
    assert text.count("2022-12,QC,4689,") == 1
    data.write_text(text.replace("2022-12,QC,4689,", "2022-12,QC,4700,"), encoding="utf-8")
    after = made(site)
    assert set(before) == set(after)
    assert {path for path in before if before[path] != after[path]} == MADE_FROM_DECEMBER_2022

    for path, total, cell in (
        ("en/crossings/index.html", "39,180", "4,700"),
        ("fr/passages/index.html", "39\u00a0180", "4\u00a0700"),
    ):
        page, old = after[path].decode(), before[path].decode()
        assert f'<data value="39180">{total}</data>' in page
        assert f">{cell}</td>" in page
        drawings = [text.split("<svg")[1:] for text in (page, old)]
        assert [a == b for a, b in zip(*drawings, strict=True)] == [False, False]
    assert b"2022-12,QC,4700," in after["data/interceptions.csv"]


def test_a_number_is_machine_readable_and_in_the_readers_form(site: Path) -> None:
    files = made(site)
    assert '<data value="39171">39,171</data>' in files["en/deal/index.html"].decode()
    assert '<data value="39171">39\u00a0171</data>' in files["fr/accord/index.html"].decode()
