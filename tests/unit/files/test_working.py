"""Nothing is a traceback: what nobody thought of is one line, with the file it happened at."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from support import TIDES

from generator import cli
from generator.files import working
from generator.load import front_matter, stats


class OddError(Exception):
    """An exception whose own message fails."""

    def __str__(self) -> str:
        raise ValueError


def fail(*_: object, **named: object) -> NoReturn:
    raise OddError


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / part)
    monkeypatch.setattr(working.Tracebacks, "wanted", False)
    return tmp_path


def test_a_page(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(front_matter.FrontMatter, "model_validate", fail)
    assert cli.main(["check", "--source", str(site)]) == 1
    said = capsys.readouterr().err
    assert "content/en/how-high.md:1:1 error[internal] this program failed here: OddError" in said
    assert "please report it, with what --traceback prints" in said
    assert "Traceback" not in said


def test_a_file_that_is_loaded(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stats.stats, "compute", fail)
    assert cli.main(["build", "--source", str(site), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert ("content/stats.yaml", "internal") in {(one["file"], one["code"]) for one in found}


def test_anything_else(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.build.incremental.check", fail)
    assert cli.main(["check", "--source", str(site)]) == 1
    assert capsys.readouterr().err.startswith("explainer:1:1 error[internal]")


def test_the_traceback_is_there_for_who_asks(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_matter.FrontMatter, "model_validate", fail)
    with pytest.raises(OddError):
        cli.main(["check", "--source", str(site), "--traceback"])


def test_serve_needs_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--source", str(tmp_path), "--port", "0"]) == 1
    assert "error[no-site]" in capsys.readouterr().err
