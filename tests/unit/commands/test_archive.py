"""``explainer archive``: copies of explainers that never change, whole without the rest."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support import ROOT, TIDES, copy

from generator import cli
from generator.build import incremental
from generator.build.report import Options, Report
from generator.load.archive import ARCHIVE

BASE = "https://example.org/base/"
COPY = "en/2026-11-27/everything/index.html"


def run(site: Path, *words: str) -> int:
    return cli.main(["archive", *words, "--source", str(site), "--base-url", BASE])


def built(site: Path) -> Report:
    return incremental.check(Options(site, Path(), BASE))


@pytest.fixture(scope="module")
def site(with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with copies of one page, made on one day."""
    site = with_drawings(copy(TIDES, tmp_path_factory.mktemp("archive") / "site", ROOT))
    for code in ("en", "fr"):
        with (site / "content" / code / "everything.md").open("a", encoding="utf-8") as page:
            page.write("\n:::{chart} tides-by-hour\n:::\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795780800")
        assert run(site, "everything") == 0
    return site


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, bytes]:
    report = built(site)
    assert not report.failed, report.diagnostics
    return report.files


def test_a_copy_is_published_as_it_was_kept(site: Path, files: dict[str, bytes]) -> None:
    record = yaml.safe_load((site / ARCHIVE).read_text("utf-8"))
    days = {
        code: [str(day) for day in found] for code, found in record["copies"]["everything"].items()
    }
    assert days == {"en": ["2026-11-27"], "fr": ["2026-11-27"]}
    assert COPY in record["files"]
    assert "fr/2026-11-27/tout/index.html" in record["files"]
    for path in record["files"]:
        assert files[path] == (site / "static" / "root" / path).read_bytes(), path


def test_a_copy_says_that_it_is_one_and_runs_nothing(files: dict[str, bytes]) -> None:
    text = files[COPY].decode()
    assert "as it was on November\u00a027, 2026." in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="{BASE}en/everything/">' in text
    assert f"{BASE}en/2026-11-27/everything/" in text
    assert "<script" not in text


def test_all_that_a_copy_leads_to_is_there_and_what_it_shows_is_its_own(
    files: dict[str, bytes],
) -> None:
    text, folder = files[COPY].decode(), posixpath.dirname(COPY)
    assert not re.search(r'(href|src)="/', text)
    shown = re.findall(
        r'<(?:link rel="(?:stylesheet|preload|icon)"|img)[^>]* (?:href|src)="([^"]+)"', text
    )
    assert len(shown) >= 4
    for address in re.findall(r'\b(?:href|src)="(?!https?:|#)([^"#]+)[^"]*"', text):
        path = posixpath.normpath(f"{folder}/{address}")
        assert path in files or f"{path}/index.html" in files, address
        if address in shown:
            assert path.startswith("archive/"), address
    assert "../charts/tides-by-hour/chart.png" in text
    assert "en/2026-11-27/data/tides.csv" in files


def test_the_page_names_its_copies_and_how_it_is_cited(files: dict[str, bytes]) -> None:
    text = files["en/everything/index.html"].decode()
    assert '<a href="/base/en/2026-11-27/everything/">November\u00a027, 2026</a>' in text
    assert "  title = {{Everything “at once”}}," in text
    assert "\nDA  - 2026/11/24\n" in text
    assert "2026-11-27" not in files["en/how-high/index.html"].decode()


def test_a_copy_stays_as_it_is(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (site / "static" / "root" / COPY).read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795780800")
        assert run(site, "everything") == 0
    assert "/en/2026-11-27/everything/ is kept already" in capsys.readouterr().out
    assert (site / "static" / "root" / COPY).read_bytes() == before


def test_an_altered_copy_is_an_error(site: Path) -> None:
    page, style = (
        site / "static" / "root" / COPY,
        next((site / "static/root/archive").rglob("*.css")),
    )
    kept = {path: path.read_bytes() for path in (page, style)}
    try:
        page.write_bytes(kept[page].replace(b"4.3", b"4.4"))
        style.unlink()
        faults = [(one.code, one.location.file) for one in built(site).diagnostics]
    finally:
        for path, data in kept.items():
            path.write_bytes(data)
    gone = f"static/root/{style.relative_to(site / 'static/root').as_posix()}"
    assert sorted(faults) == sorted(
        [("altered-copy", f"static/root/{COPY}"), ("altered-copy", gone)]
    )


def test_what_cannot_be_cited_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, "everythin") == 1
    assert "did you mean 'everything'?" in capsys.readouterr().err
    assert cli.main(["archive", "--source", str(site), "--base-url", "http://localhost:8000/"]) == 1
    assert "error[not-archived] nobody could look up a copy" in capsys.readouterr().err
