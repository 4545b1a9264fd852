"""One cell of a dataset changed: everything made from it changes with it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import BORDER, ROOT, copy

from generator.build import incremental
from generator.build.report import Options

CHART = (
    "index.html",
    "embed/index.html",
    "chart.svg",
    "chart.png",
    "narrow.json",
    "medium.json",
    "wide.json",
)
# Language, its page, its folders of data, charts and the search (the design's strings know no
# Spanish).
PLACES = (
    ("en", "deal", "data", "charts", "search"),
    ("fr", "accord", "donnees", "graphiques", "recherche"),
    ("es", "acuerdo", "data", "charts", "search"),
)
# A chart draws the month; a page states it; lists, the search and the page's card repeat that.
MADE_FROM_MARCH_2023 = {
    "build.json",
    "data/interceptions.csv",
    *(f"{code}/index.html" for code, *_ in PLACES),
    *(f"{code}/{page}/index.{kind}" for code, page, *_ in PLACES for kind in ("html", "md")),
    "llms.txt",
    *(f"{code}/{search}/index.json" for code, *_, search in PLACES),
    *(f"cards/{code}/deal.png" for code, *_ in PLACES),
    *(f"{code}/{data}/interceptions/index.html" for code, _, data, *_ in PLACES),
    *(f"{code}/{charts}/index.html" for code, _, _, charts, _ in PLACES),
    *(f"{code}/{charts}/by-month/{file}" for code, _, _, charts, _ in PLACES for file in CHART),
}


@pytest.fixture
def border(with_drawings: Callable[[Path], Path], tmp_path: Path) -> Path:
    return with_drawings(copy(BORDER, tmp_path / "site", ROOT))


def made(site: Path) -> dict[str, bytes]:
    report = incremental.check(Options(site, Path()))
    assert not report.failed, report.diagnostics
    return report.files


def test_one_cell(border: Path) -> None:
    before = made(border)
    data = border / "content" / "data" / "interceptions.csv"
    text = data.read_text(encoding="utf-8")
    assert text.count("2023-03,QC,4087,") == 1
    data.write_text(text.replace("2023-03,QC,4087,", "2023-03,QC,4100,"), encoding="utf-8")
    after = made(border)
    assert set(before) == set(after)
    assert {path for path in before if before[path] != after[path]} == MADE_FROM_MARCH_2023

    for path, cell in (("en/deal/index.html", "4,100"), ("fr/accord/index.html", "4\u00a0100")):
        page, old = after[path].decode(), before[path].decode()
        assert f'<data value="4100">{cell}</data>' in page
        assert f">{cell}</td>" in page
        mains = [text.partition("<main")[2] for text in (page, old)]
        drawings = [re.findall(r"<svg.*?</svg>", text, re.DOTALL) for text in mains]
        changed = [a != b for a, b in zip(*drawings, strict=True)]
        assert changed == [True, True], "narrow and wide"
    assert b"2023-03,QC,4100," in after["data/interceptions.csv"]


def test_a_number_is_machine_readable_and_in_the_readers_form(border: Path) -> None:
    files = made(border)
    assert '<data value="39171">39,171</data>' in files["en/deal/index.html"].decode()
    assert '<data value="39171">39\u00a0171</data>' in files["fr/accord/index.html"].decode()
