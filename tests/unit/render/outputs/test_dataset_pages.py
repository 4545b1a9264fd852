"""A dataset's page: every row, every word escaped; and the totals that a descriptor declares."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support import ROOT, TIDES, copy

from generator.build import incremental
from generator.build.report import Options, Report
from generator.diagnostics import Location
from generator.render.policy import POLICY

DESCRIPTOR = """
name: odd
path: odd.csv
title: {en: Odd <script>alert(2)</script>, fr: Bizarre <script>alert(2)</script>}
description: {en: 'Odd </script><b>cells', fr: Des cellules bizarres}
unit: {en: people, fr: personnes}
publisher: {en: Nobody, fr: Personne}
sources: [transport-canada-2004]
as_of: 2026-11-01
caveats: {en: ['Not <b>all</b>.'], fr: ['Pas <b>tout</b>.']}
totals:
- {column: n, over: place, total: all, parts: [a, b], by: [year]}
schema:
  fields:
  - {name: year, type: year, title: {en: Year, fr: Année}}
  - {name: place, type: string, title: {en: Place, fr: Lieu}}
  - {name: n, type: integer, title: {en: Count, fr: Nombre}}
  - {name: note, type: string, title: {en: Note, fr: Note}}
  - name: status
    type: string
    title: {en: Status, fr: Statut}
    constraints: {enum: [confirmed, transcribed]}
    labels:
      confirmed: {en: confirmed, fr: confirmé}
      transcribed: {en: transcribed, fr: transcrit}
  - {name: source, type: string, title: {en: Source, fr: Source}}
  primaryKey: [year, place]
"""
HEADER = "year,place,n,note,status,source\n"
ROWS = """2020,a,1,<script>alert(1)</script>,confirmed,SOURCE
2020,b,1200,=1+1,transcribed,SOURCE
2020,all,1201,"<img src=x onerror=alert(1)>",confirmed,
2021,a,4,,confirmed,
2021,all,9,,confirmed,
"""


class Elements(HTMLParser):
    """The elements of a page, and the text of its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


Make = Callable[..., Report]


@pytest.fixture(scope="module")
def make(with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Make:
    def of(rows: str = ROWS, descriptor: str = DESCRIPTOR, header: str = HEADER) -> Report:
        folder = with_drawings(copy(TIDES, tmp_path_factory.mktemp("odd") / "site", ROOT))
        return site(folder, header + rows, descriptor)

    return of


def site(folder: Path, rows: str, descriptor: str) -> Report:
    """Build a small site in the published design that has the odd dataset."""
    sources = (folder / "content" / "sources.yaml").read_text("utf-8")
    source = next(line[:-1] for line in sources.splitlines() if re.fullmatch(r"[a-z0-9-]+:", line))
    data = folder / "content" / "data"
    descriptor = descriptor.replace("transport-canada-2004", source)
    (data / "odd.yaml").write_text(descriptor, encoding="utf-8")
    (data / "odd.csv").write_text(rows.replace("SOURCE", source), encoding="utf-8")
    return incremental.check(Options(folder, Path(), "https://example.org/base/"))


@pytest.fixture(scope="module")
def pages(make: Make) -> dict[str, str]:
    report = make()
    assert not report.failed, report.diagnostics
    return {p: d.decode() for p, d in report.files.items() if p.endswith((".html", ".xml"))}


def test_every_page_has_the_policy(pages: dict[str, str]) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    assert POLICY.startswith("default-src 'none'; ")
    assert [path for path, html in pages.items() if ".html" in path and meta not in html] == []


def test_values_are_never_markup(pages: dict[str, str]) -> None:
    for path in ("en/data/odd/index.html", "fr/donnees/odd/index.html"):
        elements = Elements(pages[path])
        scripts = [attrs for tag, attrs in elements.tags if tag == "script"]
        assert [s.get("type") or s.get("src", "").split(".")[0] for s in scripts] == [
            "/base/assets/js/reading",
            "/base/assets/js/search",
            "/base/assets/js/sort",
            "/base/assets/js/theme",
            "application/ld+json",
        ]
        assert not [tag for tag, _ in elements.tags if tag in ("img", "b")]
        assert "<script>alert(1)</script>" in elements.cells
        assert "=1+1" in elements.cells
        assert "<img src=x onerror=alert(1)>" in elements.cells
    for html in pages.values():
        images = [attrs for tag, attrs in Elements(html).tags if tag == "img"]
        assert all("srcset" in attrs for attrs in images), "pictures of the site, and no others"
        # The templates have <b> of their own; the data's must never be one.
        assert not re.search("<b>(cells|all|tout)", html)
        assert "<script>alert" not in html


def test_json_ld_is_data_that_cannot_close_its_script(pages: dict[str, str]) -> None:
    html = pages["en/data/odd/index.html"]
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert match is not None and "<" not in match[1]
    told = json.loads(match[1])
    assert told["@context"] == "https://schema.org"
    described, way = told["@graph"]
    assert (described["@type"], way["@type"]) == ("Dataset", "BreadcrumbList")
    assert described["description"].startswith("Odd </script><b>cells")
    assert described["url"] == "https://example.org/base/en/data/odd/"
    assert described["distribution"][0]["contentUrl"] == "https://example.org/base/data/odd.csv"


def test_a_long_table_shows_its_first_rows_and_says_so(make: Make) -> None:
    descriptor = (
        DESCRIPTOR[: DESCRIPTOR.index("totals:")] + DESCRIPTOR[DESCRIPTOR.index("schema:") :]
    )
    report = make("".join(f"1990,{n},{n},,confirmed,\n" for n in range(2500)), descriptor)
    assert not report.failed, report.diagnostics
    for path, words in (
        ("en/data/odd/index.html", "The first 857 of 2,500 rows."),
        ("fr/donnees/odd/index.html", "Les 857 premières lignes sur 2\u00a0500."),
    ):
        html = report.files[path].decode()
        assert html.count('<tr id="row-') == 857
        assert words in html
        assert len(html.encode()) < 300_000


def test_a_long_table_of_few_columns_is_no_larger(make: Make) -> None:
    descriptor = (
        DESCRIPTOR[: DESCRIPTOR.index("totals:")]
        + DESCRIPTOR[DESCRIPTOR.index("schema:") : DESCRIPTOR.index("  - {name: note")]
        + DESCRIPTOR[DESCRIPTOR.index("  primaryKey:") :]
    )
    rows = "".join(f"1990,{n},{n}\n" for n in range(2500))
    report = make(rows, descriptor, header="year,place,n\n")
    assert not report.failed, report.diagnostics
    assert len(report.files["en/data/odd/index.html"]) < 300_000


def test_the_table_is_whole_and_in_the_readers_form(pages: dict[str, str]) -> None:
    english, french = pages["en/data/odd/index.html"], pages["fr/donnees/odd/index.html"]
    assert english.count('<tr id="row-') == french.count('<tr id="row-') == 5
    assert '<td class="number" data-value="1200" data-label="Count">1,200</td>' in english
    assert '<td class="number" data-value="1200" data-label="Nombre">1\u00a0200</td>' in french
    assert french.count('class="dataset-row-unsure"') == 1
    assert '<span class="dataset-status dataset-status-unsure">transcrit</span>' in french
    assert "n’y a pas été relu" in french


def test_rows_lead_to_their_source_and_back(pages: dict[str, str]) -> None:
    html = pages["en/data/odd/index.html"]
    assert html.count('href="#source-1"') == 3  # the facts, and the two rows that name it
    assert 'id="source-1"' in html
    assert 'href="#dataset-sources"' in html and 'href="#row-1"' in html
    assert 'href="#row-2"' not in html


def test_the_languages_lead_to_each_other(pages: dict[str, str]) -> None:
    english, french = pages["en/data/odd/index.html"], pages["fr/donnees/odd/index.html"]
    assert 'href="/base/fr/donnees/odd/" lang="fr-CA" hreflang="fr-CA" rel="alternate"' in english
    assert 'href="/base/en/data/odd/" lang="en-CA" hreflang="en-CA" rel="alternate"' in french
    for html in (english, french):
        assert 'hreflang="fr-CA" href="https://example.org/base/fr/donnees/odd/"' in html
    assert "<loc>https://example.org/base/fr/donnees/odd/</loc>" in pages["sitemap.xml"]
    assert "<loc>https://example.org/base/en/data/</loc>" in pages["sitemap.xml"]
    assert 'href="/base/fr/donnees/odd/"' in pages["fr/donnees/index.html"]
    assert '<a href="/base/en/data/">All the data</a>' in pages["en/how-high/index.html"]


def test_pages_that_use_it_are_named(pages: dict[str, str]) -> None:
    assert '<li><a href="/base/en/how-high/">' in pages["en/data/tides/index.html"]
    assert "No page uses it yet." in pages["en/data/odd/index.html"]
    assert 'href="/base/en/data/tides/"' in pages["en/how-high/index.html"]  # from the number


def test_a_total_that_does_not_add_up(make: Make) -> None:
    report = make(ROWS.replace("2020,all,1201", "2020,all,1301"))
    (fault,) = report.diagnostics
    assert (fault.code, fault.location) == (
        "dataset-total",
        Location("content/data/odd.csv", 4, 10),
    )
    assert "1301, not 1201" in fault.message
    assert fault.hint == "1 (a) + 1200 (b) = 1201"


def test_a_total_over_a_column_that_is_not_there(make: Make) -> None:
    written = DESCRIPTOR.replace("over: place", "over: plaec")
    report = make(descriptor=written)
    (fault,) = [d for d in report.diagnostics if d.severity == "error"]
    assert fault.code == "bad-dataset"
    assert "'plaec'" in fault.message
    assert "place" in fault.hint


def test_a_total_that_does_not_tell_its_rows_apart(make: Make) -> None:
    report = make(descriptor=DESCRIPTOR.replace(", by: [year]", ""))
    assert {d.code for d in report.diagnostics} == {"dataset-total"}


def test_many_rows_are_folded_by_years(make: Make) -> None:
    descriptor = re.sub("totals:.*\n.*\n", "", DESCRIPTOR)
    of_years = {2001: 5, 2002: 8, 2003: 90}
    rows = "".join(
        f"{year},p{number},1,,confirmed,\n"
        for year, many in of_years.items()
        for number in range(many)
    )
    html = make(rows, descriptor).files["en/data/odd/index.html"].decode()
    parts = re.findall(r"<summary id=.years-\d+.>([\d–]+) .*?>(\d+) of 103 rows", html)
    assert parts == [("2001–2002", "13"), ("2003", "90")]
    assert len(re.findall('<tr id="row-', html)) == 103
    few = make(rows[: rows.index("2003,p80")], descriptor).files["en/data/odd/index.html"].decode()
    assert "<summary id=" not in few
