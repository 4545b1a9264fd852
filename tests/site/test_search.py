"""The site's search: it finds nothing that is not there, and what readers ask for comes first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from browsing import BuiltSite
from playwright.sync_api import BrowserContext, expect

ID = re.compile(r'\bid="([^"]+)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
QUERIES: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8")
)


def test_all_that_is_indexed_is_published(site: BuiltSite) -> None:
    indexes = sorted(site.folder.glob("*/*/index.json"))
    assert indexes
    wrong = []
    for index in indexes:
        start = f"{site.base_url}{index.relative_to(site.folder).as_posix()}"
        pages = json.loads(index.read_text(encoding="utf-8"))["pages"]
        assert pages
        for path, *_, sections in pages:
            html = site.file(urljoin(start, path)).read_text(encoding="utf-8")
            ids = set(ID.findall(html))
            wrong += [f"{start} {path}#{id}" for id, *_ in sections if id and id not in ids]
    assert wrong == []


def moved(site: BuiltSite, url: str) -> str:
    """Return where a page stands whose address may be an old one, nothing if it is gone."""
    file = site.file(url)
    named = CANONICAL.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    return named[1] if named else ""


@pytest.mark.parametrize("code", QUERIES)
def test_what_readers_ask_for_is_found(
    site: BuiltSite, open_context: Callable[..., BrowserContext], code: str
) -> None:
    """Most of it first and nearly all among the first three, once the index is there offline."""
    context = open_context()
    page = context.new_page()
    home = f"{site.base_url}{code}/"
    page.goto(home)
    page.keyboard.press("/")
    form = page.locator("dialog form.search")
    form.locator("input").fill("a")
    expect(form.get_by_role("status")).not_to_be_empty()
    context.set_offline(True)
    places: dict[str, int] = {}
    for query, answers in QUERIES[code].items():
        form.locator("input").fill(query)
        found = form.locator(".search-results > li > a").evaluate_all("all => all.map(a => a.href)")
        known = [one if one[0] == "/" else moved(site, urljoin(home, one)) for one in answers]
        if not any(known):
            continue  # the page that answered it is gone
        right = [
            place
            for place, url in enumerate(found, 1)
            if any(url.endswith(one) if one[0] == "/" else url == one for one in known if one)
        ]
        places[query] = min(right, default=0)
    late = {query: place for query, place in places.items() if place != 1}
    print(f"{code}: {len(places) - len(late)} of {len(places)} first; the others: {late}")
    assert len(late) <= len(places) * 0.05, late
    assert sum(place not in (1, 2, 3) for place in places.values()) <= len(places) * 0.03, late
