"""The site itself, whatever it says: its tests know no page, no figure and no dataset by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BuiltSite, build, served
from pages_server import Pages
from support import LONG

# What a page holds, drawings left out: the names that style its parts, and what it links.
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
CLASSES = re.compile(r'\bclass="([^"]*)"')
LINKED = re.compile(r'<link rel="stylesheet"[^>]*>|<script[^>]*>')


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
    """The addresses of long pages that hold, together, all that pages hold in each language.

    For ``test-long`` those of all pages.
    """
    if LONG:
        return site.urls
    pages = [(site.file(url).read_text(encoding="utf-8"), url) for url in site.urls]
    found: list[str] = []
    shown: set[tuple[str, str]] = set()
    for text, url in sorted(pages, key=lambda page: len(page[0]), reverse=True):
        rest, language = DRAWING.sub("", text), url.removeprefix(site.base_url)[:3]
        parts = {*LINKED.findall(rest), *" ".join(CLASSES.findall(rest)).split()}
        held = {(language, part) for part in parts}
        if not held <= shown:
            shown |= held
            found.append(url)
    return found


@pytest.fixture(scope="session")
def looks(site: BuiltSite, kinds: list[str]) -> list[str]:
    """The same of one language alone, for what the words have no part in; ``test-long``: of all."""
    code = min(home.parent.name for home in site.folder.glob("*/index.html"))
    return [url for url in kinds if LONG or url.startswith(f"{site.base_url}{code}/")]
