"""What is published under ``data/`` is a sound Frictionless package, and all it names is there."""

from __future__ import annotations

import json
from pathlib import Path

from browsing import BuiltSite
from frictionless import Package


def test_the_package_is_valid(site: BuiltSite) -> None:
    data = site.folder / "data"
    report = Package(str(data / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == len(list(data.glob("*.csv")))


def test_every_resource_is_there_with_its_pages(site: BuiltSite, repo: Path) -> None:
    data, content = site.folder / "data", repo / "content"
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    names = {resource["path"] for resource in package["resources"]}
    assert names == {path.name for path in data.glob("*.csv")}
    assert names == {path.name for path in (content / "data").glob("*.csv")}
    for resource in package["resources"]:
        original = content / "data" / resource["path"]
        assert (data / resource["path"]).read_bytes() == original.read_bytes()
        pages = set(site.folder.glob(f"*/*/{resource['name']}/index.html"))
        assert len(pages) >= len(list(content.glob("*/index.md"))), "one in each language"
