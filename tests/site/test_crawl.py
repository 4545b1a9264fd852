"""The whole site under a base path and as files: no address in it is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BuiltSite, build
from crawler import Crawl, from_files, over_http
from pages_server import Pages
from support import LONG


def test_below_a_base_path(site: BuiltSite, server: Pages) -> None:
    base = site.base_url
    crawl = Crawl(base, over_http(server.server_port))
    crawl.run(base, f"{base}sitemap.xml", f"{base}robots.txt", f"{base}404.html")
    print(crawl)
    assert crawl.broken == []
    assert set(site.urls) <= crawl.found.keys()


@pytest.mark.skipif(not LONG, reason="tests/test_addresses.py asks it of a small site")
def test_as_files(repo: Path, made_once: Callable[[str, Callable[[Path], object]], Path]) -> None:
    folder = made_once("relative", lambda folder: build(repo, folder, "relative"))
    base = f"{folder.as_uri()}/"
    crawl = Crawl(base, from_files).run(f"{base}index.html", f"{base}404.html")
    print(crawl)
    assert crawl.broken == []
    pages = {path.as_uri() for path in folder.rglob("*.html") if path.parent.name != "embed"}
    assert pages <= crawl.found.keys()
