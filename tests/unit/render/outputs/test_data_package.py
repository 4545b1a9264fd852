"""The data package of a dataset in a dialect of its own, by the standard's own judge."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

from frictionless import Package
from frictionless.resources import TableResource
from support import TIDES

from generator.build import incremental as build

CSV = "n;x;place\n1 200;12,5 %;a\n;3 %;b|c\n"
DESCRIPTOR = """name: tides
path: tides.csv
title: {en: Sample, fr: Exemple}
description: {en: Sample., fr: Exemple.}
unit: {en: metres, fr: mètres}
publisher: {en: Nobody, fr: Personne}
sources: [sample]
as_of: 2026-11-24
dialect: {delimiter: ";", quoteChar: "|"}
schema:
  fields:
  - {name: n, type: integer, groupChar: " ", missing: skip, title: {en: N, fr: N}}
  - {name: x, type: number, decimalChar: ",", bareNumber: false, title: {en: X, fr: X},
     constraints: {required: true, minimum: 0.5}}
  - {name: place, type: string, title: {en: P, fr: P}}
"""


def test_a_dialect_is_described_as_it_is_read(repo: Path, tmp_path: Path) -> None:
    site, data = tmp_path / "site", tmp_path / "site" / "content" / "data"
    shutil.copytree(repo / "generator" / "skeleton" / "content", site / "content")
    for part in ("templates", "static"):
        shutil.copytree(TIDES / part, site / part)
    shutil.rmtree(site / "content" / "charts")
    (data / "tides.csv").write_text(CSV.replace("b|c", "|b;c|"), "utf-8")
    (data / "tides.yaml").write_text(DESCRIPTOR, "utf-8")
    (site / "content" / "stats.yaml").write_text("", "utf-8")
    for code in ("en", "fr"):
        for page in (site / "content" / code).glob("*.md"):
            page.write_text("---\ntitle: A page\n---\nWords.\n", "utf-8")
    report = build.build(build.Options(site, tmp_path / "public"))
    assert not report.failed, list(report.diagnostics)
    package = Package(str(tmp_path / "public" / "data" / "datapackage.json"))
    checked = package.validate()
    assert checked.valid, checked.flatten(["name", "rowNumber", "fieldName", "note"])
    (table,) = package.resources
    assert isinstance(table, TableResource)
    rows = [row.to_dict() for row in table.read_rows()]
    assert rows == [
        {"n": 1200, "x": Decimal("12.5"), "place": "a"},
        {"n": None, "x": 3, "place": "b;c"},
    ]
