"""Each language's feeds are whole by RFC 4287 (Atom) and jsonfeed.org 1.1, and say the same."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from support import plain

from generator.build import incremental
from generator.build.report import Options

BASE = "https://example.org/base/"
PAGE = """---
title: 4 < 5 & more
summary: "Why it rises, in *words*."
published: 2026-11-01
reviewed: 2026-11-03
slug: {slug}
translated: false
changes:
  - {{date: 2026-11-03, text: "The second of the day, [here](index.md)."}}
  - {{date: 2026-11-03, text: The first of the day.}}
  - {{date: 2026-11-02, text: "It was 4.2, not 4.3."}}
---
Words.
"""
ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def files(folder: Path, slug: str = "high", settings: str = "") -> dict[str, bytes]:
    site = plain(folder, {"en/tide.md": PAGE.format(slug=slug)}, settings)
    report = incremental.check(Options(site, Path(), BASE, cache=False))
    assert not report.failed, report.diagnostics
    return report.files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files(tmp_path_factory.mktemp("feeds"), settings="organisation: {en: Us, fr: Nous}\n")


def one(parent: ElementTree.Element, name: str) -> str:
    """Return the text of the one child of that name."""
    (found,) = parent.findall(f"a:{name}", ATOM)
    assert found.text
    return found.text


def test_the_atom_feed_has_all_that_it_must_have(made: dict[str, bytes]) -> None:
    feed = ElementTree.fromstring(made["en/feed.xml"])
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert one(feed, "title") == "A site"
    assert one(feed.findall("a:author", ATOM)[0], "name") == "Us"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": f"{BASE}en/feed.xml", "alternate": f"{BASE}en/"}
    entries = feed.findall("a:entry", ATOM)
    ids = [one(entry, "id") for entry in entries] + [one(feed, "id")]
    assert len(set(ids)) == len(ids) == 5
    assert all(re.match(r"(tag|https):[^\s]+$", id) for id in ids)
    for entry in entries:
        assert one(entry, "title") in ("4 < 5 & more", "Changed: 4 < 5 & more")
        assert one(entry, "summary")
        for name in ("published", "updated"):
            assert RFC_3339.fullmatch(one(entry, name))
            datetime.datetime.fromisoformat(one(entry, name))
        (link,) = entry.findall("a:link", ATOM)
        assert str(link.get("href")).startswith(f"{BASE}en/high/")
    assert one(feed, "updated") == max(one(entry, "updated") for entry in entries)
    order = [one(entry, "updated")[:10] for entry in entries]
    assert order == ["2026-11-03", "2026-11-03", "2026-11-02", "2026-11-01"]


def test_the_json_feed_says_the_same(made: dict[str, bytes]) -> None:
    feed: dict[str, Any] = json.loads(made["en/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{BASE}en/", f"{BASE}en/feed.json")
    assert (feed["language"], feed["authors"]) == ("en-CA", [{"name": "Us"}])
    texts = [item["content_text"] for item in feed["items"]]
    assert texts[0] == "The second of the day, here."
    assert texts[2:] == ["It was 4.2, not 4.3.", "Why it rises, in words."]
    atom = ElementTree.fromstring(made["en/feed.xml"]).findall("a:entry", ATOM)
    assert [item["id"] for item in feed["items"]] == [one(entry, "id") for entry in atom]
    assert [item["date_published"] for item in feed["items"]] == [
        one(entry, "published") for entry in atom
    ]


def test_pages_lead_to_the_feeds_of_their_language_where_there_are_any(
    made: dict[str, bytes],
) -> None:
    page = made["en/index.html"].decode()
    kinds = {"atom+xml": "xml", "feed+json": "json"}
    for kind, suffix in kinds.items():
        link = f'type="application/{kind}" title="A site" href="/base/en/feed.{suffix}">'
        assert f'<link rel="alternate" {link}' in page
    assert '<a href="/base/en/feed.xml" type="application/atom+xml">' in page
    assert "fr/feed.xml" not in made
    assert "feed" not in made["fr/index.html"].decode()


def test_what_was_told_is_not_told_again_when_the_page_moves(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    moved = files(tmp_path, slug="low")
    ids = [
        [item["id"] for item in json.loads(files["en/feed.json"])["items"]]
        for files in (made, moved)
    ]
    assert ids[0] == ids[1]


def test_the_sitemap_has_the_day_of_the_last_review_or_change(made: dict[str, bytes]) -> None:
    text = made["sitemap.xml"].decode()
    assert f"<loc>{BASE}en/high/</loc>\n<lastmod>2026-11-03</lastmod>" in text
    assert text.count("<lastmod>") == 1
