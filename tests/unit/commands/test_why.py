"""``explainer why``: an output's inputs as a tree, down to the rows of the data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import BORDER, ROOT, copy

from generator import cli
from generator.build import incremental
from generator.build.report import Options, Report
from generator.commands import why
from generator.diagnostics import DiagnosticError


@pytest.fixture(scope="module")
def site(with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_drawings(copy(BORDER, tmp_path_factory.mktemp("why") / "site", ROOT))


@pytest.fixture(scope="module")
def report(site: Path) -> Report:
    made = incremental.check(Options(site, Path(), "https://example.org/base/"))
    assert not made.failed, made.diagnostics
    return made


def lines(report: Report, path: str) -> list[str]:
    return [line.strip("├└─│ ") for line in why.tree(report, path).lines()]


@pytest.mark.parametrize(
    "path",
    [
        "en/deal/index.html",
        "en/deal/",
        "en/deal",
        "/en/deal/",
        "/base/en/deal/",
        "https://example.org/base/en/deal/#the-fall",
        "public/en/deal/index.html",
        "./public/en/deal/",
        "/somewhere/public/en/deal/index.html",
    ],
)
def test_an_output_is_found_however_it_is_named(report: Report, path: str) -> None:
    assert lines(report, path)[0] == "en/deal/index.html"


def test_a_page_leads_to_its_rows(report: Report) -> None:
    told = lines(report, "fr/accord/")
    assert told[0] == "fr/accord/index.html"
    assert "page content/fr/deal.md" in told
    assert "templates/explainer.html" in told
    assert "templates/page.html" in told
    assert "module content/charts/by-month.py" in told
    assert "words content/charts/by-month.yaml" in told
    assert any(line.startswith("source ircc-stca (content/sources.yaml:") for line in told)
    assert any(line.startswith("interception (content/glossary.yaml:") for line in told)
    assert any(line.startswith("strings: ") for line in told)
    assert any(line.startswith("settings content/site.yaml") for line in told)
    fall = next(n for n, line in enumerate(told) if line.startswith("quebec-fall = -98 %"))
    assert told[fall + 1].startswith("dataset interceptions (")
    csv = (BORDER / "content" / "data" / "interceptions.csv").read_text().splitlines()
    for row in told[fall + 2 : fall + 4]:
        place, values = row.split(" ", 1)
        file, number = place.split(":")
        assert file == "content/data/interceptions.csv"
        shown = [pair.split("=")[1] for pair in values.split(", ")]
        assert shown == csv[int(number) - 1].split(",")


def test_every_output_has_a_tree(report: Report) -> None:
    for path in report.files:
        assert lines(report, path)[0] == path
        assert len(lines(report, path)) > 1


def test_a_name_that_is_not_published(report: Report) -> None:
    with pytest.raises(DiagnosticError) as caught:
        why.tree(report, "en/dael/")
    fault = caught.value.diagnostics[0]
    assert (fault.code, fault.hint) == ("unknown-output", "did you mean 'en/deal/index.html'?")


def test_the_command(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["why", "en/deal/", "--source", str(site)]) == 0
    assert capsys.readouterr().out.startswith("en/deal/index.html\n├─ page content/en/deal.md\n")
    assert cli.main(["why", "nothing-like-it", "--source", str(site)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "error[unknown-output]" in said.err
