"""What is published under ``data/`` is a sound Frictionless package, and all it names is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package

from generator.build import incremental as build


@pytest.fixture(scope="module")
def published(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "public"
    report = build.build(build.Options(repo, folder))
    assert not report.failed, report.diagnostics
    return folder / "data"


def test_the_package_is_valid(published: Path) -> None:
    report = Package(str(published / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == len(list(published.glob("*.csv")))


def test_every_resource_is_there_with_its_page(repo: Path, published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    names = {resource["path"] for resource in package["resources"]}
    assert names == {path.name for path in published.glob("*.csv")}
    assert names == {path.name for path in (repo / "content" / "data").glob("*.csv")}
    for resource in package["resources"]:
        original = repo / "content" / "data" / resource["path"]
        assert (published / resource["path"]).read_bytes() == original.read_bytes()
        for folder in ("en/data", "fr/donnees"):
            assert (published.parent / folder / resource["name"] / "index.html").is_file()
