"""The search's index and its page: what is in them, and when they are made again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from support import TIDES

from generator.build.memory import MemoryBuilder
from generator.build.report import Options, Report

INDEX, PAGE = "en/search/index.json", "en/search/index.html"
TEXT = """---
title: {title}
summary: In *short*.
---
Before.

## {heading}

{text}
"""


def write(site: Path, name: str, title: str, heading: str = "Part", text: str = "Said.") -> None:
    path = site / "content" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(title=title, heading=heading, text=text), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for part in ("templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / part)
    (tmp_path / "templates" / "card.svg").unlink()
    for code in ("en", "fr"):
        write(tmp_path, f"{code}/index", f"Home {code}")
        write(tmp_path, f"{code}/deep/page", f"Deep {code}")
    locales = "[{code: en, tag: en-CA, name: English}, {code: fr, tag: fr-CA, name: Français}]"
    settings = f"title: {{en: A, fr: B}}\ndescription: {{en: A, fr: B}}\nlocales: {locales}\n"
    (tmp_path / "content" / "site.yaml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.fixture
def builder(site: Path) -> MemoryBuilder:
    return MemoryBuilder(Options(site, site / "public", cache=False, jobs=1))


def made(builder: MemoryBuilder) -> Report:
    report = builder.make()
    assert [str(one) for one in report.diagnostics if one.severity == "error"] == []
    return report


def pages(report: Report, path: str = INDEX) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(report.files[path])["pages"]
    return found


def test_it_holds_a_language_and_leads_from_the_search_page(builder: MemoryBuilder) -> None:
    report = made(builder)
    sections = [["", "", "", "Before."], ["part", "Part", "", "Said."]]
    assert pages(report) == [
        ["../deep/page/", "Deep en", "In short.", "", sections],
        ["../", "Home en", "In short.", "", sections],
    ]
    french = [page[1] for page in pages(report, "fr/recherche/index.json")]
    assert french == ["Deep fr", "Home fr"]


def test_it_holds_what_the_language_says_of_its_words(site: Path, builder: MemoryBuilder) -> None:
    settings = site / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("tag: fr-CA", "tag: tlh")
    settings.write_text(text, encoding="utf-8")
    files = made(builder).files
    english, unknown = (json.loads(files[path]) for path in (INDEX, "fr/recherche/index.json"))
    assert {"the", "how", "many"} < set(english["stopwords"].split())
    assert "ings?" in english["suffixes"]
    assert unknown["stopwords"] == ""
    assert unknown["suffixes"] == "(?!)"  # matches nothing


def test_a_browser_is_told_how_to_ask(site: Path) -> None:
    settings = site / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace(
        "{en: A,", "{en: The tides & more of it,", 1
    )
    settings.write_text(text, encoding="utf-8")
    options = Options(site, site / "public", "https://example.org/base/", cache=False, jobs=1)
    told = ElementTree.fromstring(made(MemoryBuilder(options)).files["en/search/opensearch.xml"])
    name, url = (told.find(f"{{*}}{tag}") for tag in ("ShortName", "Url"))
    assert name is not None and name.text == "The tides & more"
    assert url is not None
    assert url.get("template") == "https://example.org/base/en/search/?q={searchTerms}"


def test_its_bytes_do_not_depend_on_the_address(site: Path, builder: MemoryBuilder) -> None:
    elsewhere = Options(site, site / "public", "https://example.org/some/", cache=False, jobs=2)
    assert made(MemoryBuilder(elsewhere)).files[INDEX] == made(builder).files[INDEX]


def test_a_site_in_one_language_stands_above(site: Path, builder: MemoryBuilder) -> None:
    settings = "title: {en: A}\ndescription: {en: A}\nlocales: [{code: en, tag: en, name: E}]\n"
    (site / "content" / "site.yaml").write_text(settings, encoding="utf-8")
    found = pages(made(builder), "search/index.json")
    assert [page[0] for page in found] == ["../deep/page/", "../"]


def test_a_draft_is_not_in_it(site: Path, builder: MemoryBuilder) -> None:
    for code in ("en", "fr"):
        path = site / "content" / code / "deep" / "page.md"
        text = path.read_text(encoding="utf-8").replace("summary:", "draft: true\nsummary:")
        path.write_text(text, encoding="utf-8")
    report = made(builder)
    assert [page[1] for page in pages(report)] == ["Home en"]
    assert b"Deep" not in report.files[PAGE]


def test_what_pages_use_is_found_by_its_name(tmp_path: Path) -> None:
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / part)
    template = tmp_path / "templates" / "glossary.html"
    template.write_text('{% extends "page.html" %}', encoding="utf-8")
    for code in ("en", "fr"):
        page = tmp_path / "content" / code / "words.md"
        page.write_text("---\ntitle: Words\ntemplate: glossary\n---\n", encoding="utf-8")
    builder = MemoryBuilder(Options(tmp_path, tmp_path / "public", cache=False, jobs=1))
    report = made(builder)
    entries = {str(page[0]): page for page in pages(report)}
    labels = {path: [one[2] for one in page[4]] for path, page in entries.items()}
    assert labels["../how-high/"][1] == "high water · the highest water of the sample day"
    assert "Is the lamp lit?" in labels["../causeway/"][0]
    term = ["term-high-water", "high water", "", "The moment when the tide stands highest."]
    assert entries["../words/"][4][1:] == [term]
    assert entries["../charts/tides-by-hour/"][1:4] == [
        "High water comes twice a day",
        "Height of the water by hour, in metres (sample)",
        "Chart",
    ]
    assert entries["../data/tides/"][3] == "Data"


def test_a_page_is_found_by_its_other_names(site: Path, builder: MemoryBuilder) -> None:
    page = site / "content" / "en" / "deep" / "page.md"
    text = page.read_text(encoding="utf-8")
    names = "nav: Short\nkeywords: [glossary, what a word means]\nsummary:"
    page.write_text(text.replace("summary:", names), encoding="utf-8")
    found = pages(made(builder))[0]
    assert found[4][0] == ["", "Short · glossary · what a word means", "", "Before."]


def test_an_edit_of_a_text_makes_one_index_again(site: Path, builder: MemoryBuilder) -> None:
    made(builder)
    write(site, "en/deep/page", "Deep en", text="Said anew.")
    assert made(builder).rebuilt == {INDEX, "en/deep/page/index.html"}
    assert made(builder).rebuilt == set()


def test_an_edit_of_a_heading_makes_the_page_again_too(site: Path, builder: MemoryBuilder) -> None:
    made(builder)
    write(site, "en/deep/page", "Deep en", heading="Another")
    report = made(builder)
    assert {INDEX, PAGE} < report.rebuilt
    assert b'href="/en/deep/page/#another"' in report.files[PAGE]


def test_a_site_without_the_template_has_no_search(site: Path, builder: MemoryBuilder) -> None:
    template = site / "templates" / "search.html"
    text = template.read_text(encoding="utf-8")
    template.unlink()
    report = made(builder)
    assert [path for path in report.files if "search" in path] == []
    assert b"search" not in report.files["sitemap.xml"]
    template.write_text(text, encoding="utf-8")
    assert pages(made(builder))[0][4] == [["", "", "", "Before."], ["part", "Part", "", "Said."]]


def test_its_address_is_taken(site: Path, builder: MemoryBuilder) -> None:
    write(site, "en/search", "Another search")
    write(site, "fr/search", "Encore une recherche")
    told = [(one.code, one.location.file) for one in builder.make().diagnostics]
    assert ("same-address", "content/en/search.md") in told
