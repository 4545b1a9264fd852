"""What pages tell search engines has the types and properties of schema.org, none made up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, TIDES, copy

from generator.build import incremental
from generator.build.report import Options

BASE = "https://example.org/base/"
THING = {"name", "description", "url", "image", "mainEntityOfPage"}
WORK = {
    *THING, "headline", "inLanguage", "datePublished", "dateModified", "author", "publisher",
    "creator", "isAccessibleForFree", "citation", "isBasedOn", "license",
}  # fmt: skip
# Type: its properties among those of https://schema.org/TYPE (version 29), and those that
# https://developers.google.com/search/docs/appearance/structured-data asks for.
SCHEMA: dict[str, tuple[set[str], set[str]]] = {
    "Article": (WORK, {"headline", "author", "datePublished", "dateModified", "publisher"}),
    "WebSite": (WORK, {"name", "url"}),
    "Dataset": ({*WORK, "distribution", "variableMeasured"}, {"name"}),
    "DataDownload": ({*WORK, "encodingFormat", "contentUrl"}, {"contentUrl"}),
    "PropertyValue": ({*THING, "unitText", "value"}, {"name"}),
    "Organization": ({*THING, "contactPoint"}, {"name"}),
    "ContactPoint": ({*THING, "contactType", "email"}, {"contactType"}),
    "BreadcrumbList": ({*THING, "itemListElement"}, {"itemListElement"}),
    "ListItem": ({*THING, "position", "item"}, {"position", "name", "item"}),
    **{
        name: (WORK, set[str]())
        for name in (
            "CreativeWork", "WebPage", "NewsArticle", "Report", "Legislation", "SocialMediaPosting"
        )
    },
}  # fmt: skip
ADDRESSES = ("@id", "url", "contentUrl", "mainEntityOfPage", "image")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
Thing = dict[str, Any]


@pytest.fixture(scope="module")
def files(
    with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    site = with_drawings(copy(TIDES, tmp_path_factory.mktemp("ld") / "site", ROOT))
    settings = site / "content" / "site.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}contact: mailto:a@example.org\n", "utf-8")
    page = site / "content" / "en" / "how-high.md"
    text = page.read_text("utf-8").replace("\n---\n", "\npublished: 2026-11-01\n---\n", 1)
    page.write_text(text, "utf-8")
    report = incremental.check(Options(site, Path(), BASE))
    assert not report.failed, report.diagnostics
    return {name: data.decode() for name, data in report.files.items() if name.endswith(".html")}


def things(html: str) -> list[Thing]:
    """Return what a page's scripts hold, each at the top level."""
    found = []
    for text in SCRIPT.findall(html):
        whole = json.loads(text)
        assert whole.pop("@context") == "https://schema.org"
        found += whole.get("@graph", [whole])
    return found


def within(value: object) -> Iterator[Thing]:
    """Walk a thing and all that it holds."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from within(one)


def of(files: dict[str, str], path: str, kind: str) -> Thing:
    (found,) = [one for one in things(files[f"{path}index.html"]) if one["@type"] == kind]
    return found


def test_every_thing_has_what_its_type_must_have_and_nothing_unknown(
    files: dict[str, str],
) -> None:
    seen = set()
    for path, html in files.items():
        for thing in within(things(html)):
            if thing.keys() == {"@id"}:  # described beside it, or a page
                described = {one.get("@id") for one in things(html)}
                page = thing["@id"].removeprefix(BASE)
                assert thing["@id"] in described or f"{page}index.html" in files, path
                continue
            known, required = SCHEMA[thing["@type"]]
            assert thing.keys() - {"@type", "@id"} <= known, path
            # A page that does not say when it was published has no such date here.
            assert required - {"datePublished"} <= thing.keys(), path
            for name in ADDRESSES:
                assert str(thing.get(name, BASE)).startswith(("https://", "http://")), path
            seen.add(thing["@type"])
    assert seen >= {"Article", "WebSite", "BreadcrumbList", "Dataset", "Organization"}


def test_an_explainer_is_an_article_that_names_its_sources_and_data(files: dict[str, str]) -> None:
    article = of(files, "en/how-high/", "Article")
    assert article["headline"].startswith("How high")
    assert article["url"] == f"{BASE}en/how-high/"
    assert (article["datePublished"], article["dateModified"]) == ("2026-11-01", "2026-11-24")
    assert article["author"] == article["publisher"] == {"@id": f"{BASE}#organisation"}
    assert article["image"] == f"{BASE}cards/en/how-high.png"
    assert all(one.get("url") or one["name"] for one in article["citation"])
    assert [one["url"] for one in article["isBasedOn"]] == [f"{BASE}en/data/tides/"]


def test_breadcrumbs_lead_from_the_home_to_the_page(files: dict[str, str]) -> None:
    ways = {
        path: [step["item"]["@id"] for step in of(files, path, "BreadcrumbList")["itemListElement"]]
        for path in ("en/how-high/", "en/data/", "fr/graphiques/tides-by-hour/")
    }
    assert ways == {
        "en/how-high/": [f"{BASE}en/", f"{BASE}en/how-high/"],
        "en/data/": [f"{BASE}en/", f"{BASE}en/data/"],
        "fr/graphiques/tides-by-hour/": [
            f"{BASE}fr/", f"{BASE}fr/graphiques/", f"{BASE}fr/graphiques/tides-by-hour/"
        ],
    }  # fmt: skip


def test_a_home_is_a_web_site(files: dict[str, str]) -> None:
    assert of(files, "fr/", "WebSite")["inLanguage"] == "fr-CA"
    assert not [one for one in things(files["fr/index.html"]) if one["@type"] == "BreadcrumbList"]


def test_who_publishes_is_one_thing_in_both_languages_with_a_contact(files: dict[str, str]) -> None:
    both = [of(files, path, "Organization") for path in ("en/", "fr/")]
    assert {one["@id"] for one in both} == {f"{BASE}#organisation"}
    assert [one["url"] for one in both] == [f"{BASE}en/", f"{BASE}fr/"]
    contact = both[0]["contactPoint"]
    assert (contact["@id"], contact["email"]) == (f"{BASE}#contact", "a@example.org")
    assert contact == both[1]["contactPoint"]
    assert of(files, "en/how-high/", "Organization") == both[0]
    assert of(files, "fr/", "WebSite")["publisher"] == {"@id": f"{BASE}#organisation"}
