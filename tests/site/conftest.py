"""The site itself, whatever it says: its tests know no page, no figure and no dataset by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BuiltSite, build, served
from pages_server import Pages
from support import LONG

# What tells a page's kind: its language, the style sheets and scripts that it links, and its frame.
KIND = re.compile(r'<html lang="[^"]*"|<(?:link rel="stylesheet"|script)[^>]*>|<main[^>]*>')


@pytest.fixture(scope="session")
def site(
    repo: Path, server: Pages, made_once: Callable[[str, Callable[[Path], object]], Path]
) -> BuiltSite:
    folder = made_once("real", lambda folder: build(repo, folder))
    return served(server, folder)


@pytest.fixture(scope="session")
def chart_pages(site: BuiltSite) -> list[str]:
    """The addresses of the charts' own pages: those that can be embedded."""
    urls = set(site.urls)
    return [url for url in site.urls if f"{url}embed/" in urls]


@pytest.fixture(scope="session")
def kinds(site: BuiltSite) -> list[str]:
    """The addresses of the longest page of each kind in each language; for ``test-long`` of all."""
    if LONG:
        return site.urls
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    for url in site.urls:
        text = site.file(url).read_text(encoding="utf-8")
        kind = tuple(KIND.findall(text))
        found[kind] = max(found.get(kind, (0, "")), (len(text), url))
    return [url for _, url in found.values()]


@pytest.fixture(scope="session")
def looks(site: BuiltSite, kinds: list[str]) -> list[str]:
    """The same of one language alone, for what the words have no part in; ``test-long``: of all."""
    code = min(home.parent.name for home in site.folder.glob("*/index.html"))
    return [url for url in kinds if LONG or url.startswith(f"{site.base_url}{code}/")]
