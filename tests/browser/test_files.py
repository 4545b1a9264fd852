"""A site with relative links, read from a folder: no server, and nothing amiss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import build, fonts_ready, overflow
from playwright.sync_api import BrowserContext, Page, expect
from support import BORDER, ROOT, copy


@pytest.fixture(scope="module")
def folder(
    made_once: Callable[[str, Callable[[Path], object]], Path],
    with_drawings: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    def make(folder: Path) -> None:
        source = with_drawings(copy(BORDER, tmp_path_factory.mktemp("files") / "site", ROOT))
        build(source, folder, "relative")

    return made_once("files", make)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_every_page_is_whole(folder: Path, page: Page) -> None:
    """Its styles and fonts are there; that browsers preload no fonts from folders costs nothing."""
    failed: list[str] = []
    # A page may be left before its icon has come.
    page.on(
        "requestfailed",
        lambda asked: failed.append(asked.url) if asked.failure != "net::ERR_ABORTED" else None,
    )
    pages = sorted([*folder.glob("*.html"), *(folder / "en").rglob("*.html")])
    for path in pages:
        page.goto(path.as_uri())
        fonts_ready(page)
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("[...document.styleSheets].length") > 0
        assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')"), path
        assert overflow(page) <= 0
    assert len(pages) > 10
    assert [url for url in failed if not url.endswith(".woff2")] == []


def test_a_reader_walks_through_it(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.locator("a.languages-link").first.click()
    expect(page).to_have_url((folder / "en" / "index.html").as_uri())
    page.locator(".footer-sections a").first.click()
    first = page.url
    assert first.endswith("/index.html")
    page.locator(".masthead-languages a").first.click()
    assert page.url.startswith((folder / "fr").as_uri())
    page.go_back()
    expect(page).to_have_url(first)
    page.locator(".masthead-name a").click()
    expect(page).to_have_url((folder / "en" / "index.html").as_uri())


def test_a_chart_stays_as_it_is_drawn(folder: Path, page: Page) -> None:
    (chart, *_) = sorted((folder / "en" / "charts").glob("*/index.html"))
    page.goto(chart.as_uri())
    picture = page.locator(".chart-picture").filter(visible=True)
    picture.hover()
    expect(picture).to_have_attribute("data-state", "still")
    expect(picture.locator(":scope > svg")).to_be_visible()
