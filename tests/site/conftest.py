"""The site itself, whatever it says: its tests know no page, no figure and no dataset by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BuiltSite, build, served
from pages_server import Pages


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
