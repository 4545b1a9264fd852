"""The old address of a page leads to it, with scripts or without; with them, to the section."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browsing import BuiltSite, build, served
from pages_server import Pages
from playwright.sync_api import BrowserContext
from support import plain

PAGE = """---
title: New
aliases: [/en/old/]
translated: false
---
(first)=
## First

(second)=
## Second
"""


@pytest.fixture(scope="module")
def site(server: Pages, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = tmp_path_factory.mktemp("moved")
    build(plain(root / "site", {"en/new.md": PAGE}), root / "moved")
    return served(server, root / "moved")


def test_with_scripts_the_section_is_kept(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}en/old/#second")
    page.wait_for_url(f"{site.base_url}en/new/#second")


def test_without_scripts_the_page_is_reached(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{site.base_url}en/old/#second")
    # The standard lets a browser drop the section here, and Chromium does.
    page.wait_for_url(f"{site.base_url}en/new/**")


def test_where_nothing_forwards_the_sections_are_links(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    text = (site.folder / "en" / "old" / "index.html").read_text("utf-8")
    body = re.sub("<noscript>.*</noscript>", "", text)
    page.route("**/en/old/**", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{site.base_url}en/old/#second")
    page.locator("#second a").click()
    page.wait_for_url(f"{site.base_url}en/new/#second")
