"""One cell of a dataset changed: everything made from it changes with it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from generator.build import incremental as build

# Two charts draw the month; a third draws from the same dataset, and shows its rows.
DRAWN = ("fall-of-2023", "interceptions-by-month")
FILES = ("index.html", "embed/index.html", "chart.svg", "chart.png", "narrow.json", "wide.json")
MADE_FROM_DECEMBER_2022 = {
    "build.json",
    "data/interceptions.csv",
    "en/index.html",
    "fr/index.html",
    "en/crossings/index.html",
    "fr/passages/index.html",
    "en/deal/index.html",
    "fr/accord/index.html",
    "en/data/interceptions/index.html",
    "fr/donnees/interceptions/index.html",
    "en/charts/quebec-share/index.html",
    "fr/graphiques/quebec-share/index.html",
    *(f"cards/{locale}/{page}.png" for locale in ("en", "fr") for page in ("crossings", "index")),
    *(
        f"{folder}/{chart}/{file}"
        for folder in ("en/charts", "fr/graphiques")
        for chart in DRAWN
        for file in FILES
    ),
}


def made(site: Path) -> dict[str, bytes]:
    report = build.check(build.Options(site, Path()))
    assert not report.failed, report.diagnostics
    return report.files


def test_one_cell(own_site: Path) -> None:
    before = made(own_site)
    data = own_site / "content" / "data" / "interceptions.csv"
    text = data.read_text(encoding="utf-8")
    assert text.count("2022-12,QC,4689,") == 1
    data.write_text(text.replace("2022-12,QC,4689,", "2022-12,QC,4700,"), encoding="utf-8")
    after = made(own_site)
    assert set(before) == set(after)
    assert {path for path in before if before[path] != after[path]} == MADE_FROM_DECEMBER_2022

    for path, total, cell in (
        ("en/crossings/index.html", "39,180", "4,700"),
        ("fr/passages/index.html", "39\u00a0180", "4\u00a0700"),
    ):
        page, old = after[path].decode(), before[path].decode()
        assert f'<data value="39180">{total}</data>' in page
        assert f">{cell}</td>" in page
        drawings = [re.findall(r"<svg.*?</svg>", text, re.DOTALL) for text in (page, old)]
        changed = [a != b for a, b in zip(*drawings, strict=True)]
        assert changed.count(True) == 2 * len(DRAWN)
    assert b"2022-12,QC,4700," in after["data/interceptions.csv"]


def test_a_number_is_machine_readable_and_in_the_readers_form(own_site: Path) -> None:
    files = made(own_site)
    assert '<data value="39171">39,171</data>' in files["en/deal/index.html"].decode()
    assert '<data value="39171">39\u00a0171</data>' in files["fr/accord/index.html"].decode()
