"""The JSON Schemas accept every file that the program accepts, and find a wrong key."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.commands import new, schema
from generator.load import site as load_site
from generator.model.site import Locale

ROOT = Path(__file__).resolve().parents[1]
SKELETON = ROOT / "generator" / "skeleton"
BOTH = load_site.load(SKELETON).locales
SITES = (ROOT, SKELETON, *sorted((ROOT / "tests" / "sites").iterdir()))


class Plain(yaml.SafeLoader):
    """Reads dates as text, as JSON has them."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def kind_of(path: Path, site: Path) -> schema.Kind:
    line = schema.comment(path.relative_to(site).as_posix())
    name = line.strip().rpartition("/")[2].removesuffix(".json")
    return next(kind for kind in schema.KINDS if kind.name == name)


def written(site: Path) -> Iterator[Path]:
    yield from sorted((site / "content").rglob("*.yaml"))
    yield from (site / "templates").glob("strings.yaml")


def faults(kind: schema.Kind, locales: Sequence[Locale], text: str) -> list[str]:
    found = schema.schema(kind, locales)
    Draft202012Validator.check_schema(found)
    value = json.loads(json.dumps(yaml.load(text, Plain)))
    return [f"{e.json_path}: {e.message}" for e in Draft202012Validator(found).iter_errors(value)]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_what_builds_fits_its_schema(site: Path) -> None:
    locales = load_site.load(site).locales
    for path in written(site):
        assert faults(kind_of(path, site), locales, path.read_text("utf-8")) == [], path
    for path in (site / "content").rglob("*.md"):
        front = path.read_text("utf-8").split("---\n")[1]
        assert faults(schema.KINDS[0], locales, front) == [], path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("site", "titel: {en: A, fr: B}"),
        ("stats", "highest: {dataset: tides, agregate: max, label: {en: a, fr: b}}"),
        ("stats", "highest: {dataset: tides, aggregate: maximum, label: {en: a, fr: b}}"),
        ("stats", "highest: {dataset: tides, label: {en: a}}"),
        ("sources", "almanac: {title: Tables, issued: spring}"),
        ("glossary", "high-water: {term: {en: a, fr: b, de: c}, definition: {en: a, fr: b}}"),
        ("front-matter", "title: A page\nreviewd: 2026-03-25"),
        ("cases", "- {id: dry, expectation: cross}"),
        ("strings", "skip: {en: Skip}"),
    ],
)
def test_a_mistake_is_found(name: str, text: str) -> None:
    kind = next(kind for kind in schema.KINDS if kind.name == name)
    assert faults(kind, BOTH, text) != []


def test_a_page_may_be_written_by_the_names_of_other_generators() -> None:
    text = "title: A page\ndescription: Of the sea.\ndate: 2026-03-25"
    assert faults(schema.KINDS[0], BOTH, text) == []


@pytest.mark.parametrize("site", [ROOT, SKELETON], ids=["site", "skeleton"])
def test_every_file_names_its_schema(site: Path) -> None:
    for path in written(site):
        first = path.read_text("utf-8").splitlines(keepends=True)[0]
        assert first == schema.comment(path.relative_to(site).as_posix()), path


def test_the_schemas_of_this_site_are_as_they_would_be_written(tmp_path: Path) -> None:
    for path in schema.write(tmp_path, load_site.load(ROOT).locales):
        kept = ROOT / schema.FOLDER / path.name
        assert kept.read_text("utf-8") == path.read_text("utf-8"), "run: make reference"
    names = {path.name for path in (ROOT / schema.FOLDER).iterdir()}
    assert names == {f"{kind.name}.json" for kind in schema.KINDS}


def test_a_new_site_has_them_and_what_is_made_in_it_names_them(tmp_path: Path) -> None:
    site = tmp_path / "new"
    new.site.make(site, ["en", "fr"])
    new.parts.dataset(site, "waves")
    new.parts.chart(site, "waves-by-year")
    for path in written(site):
        named = path.read_text("utf-8").splitlines()[0].rpartition("=")[2]
        assert (path.parent / named).is_file(), path
        assert faults(kind_of(path, site), BOTH, path.read_text("utf-8")) == [], path


def test_a_checker_of_others_finds_a_wrong_key(tmp_path: Path) -> None:
    schema.write(tmp_path, BOTH)
    stats = tmp_path / "stats.yaml"
    sound = (SKELETON / "content" / "stats.yaml").read_text("utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile"]
    for text, code in ((sound, 0), (sound.replace("aggregate:", "agregate:"), 1)):
        stats.write_text(text, "utf-8")
        done = subprocess.run(
            [*command, str(tmp_path / "stats.json"), str(stats)], capture_output=True, text=True
        )
        assert done.returncode == code, done.stdout
    assert "'agregate' was unexpected" in done.stdout
