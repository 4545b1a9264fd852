"""The old address of a page leads to the section that it names, with scripts or without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import BuiltSite, build, served
from pages_server import Pages
from playwright.sync_api import BrowserContext, expect
from support import plain

PAGE = """---
title: New
aliases: [/en/old/]
translated: false
---
(first)=
## First

{lines}

(second)=
## Second

{lines}
""".format(lines="\n\n".join(["A line."] * 99))


@pytest.fixture(scope="module")
def site(server: Pages, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = tmp_path_factory.mktemp("moved")
    build(plain(root / "site", {"en/new.md": PAGE}), root / "moved")
    return served(server, root / "moved")


def test_with_scripts_the_section_is_kept(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}en/old/#second")
    page.wait_for_url(f"{site.base_url}en/new/#second")


def test_without_scripts_the_section_is_read_at_the_old_address(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{site.base_url}en/old/#second")
    heading = page.get_by_role("heading", name="Second")
    expect(heading).to_be_in_viewport()
    top = heading.bounding_box()
    assert top and top["y"] < 200, "the section is where the screen begins"
    expect(page.get_by_role("heading", name="First")).not_to_be_in_viewport()
    page.locator(".page-section a").click()
    page.wait_for_url(f"{site.base_url}en/new/")
