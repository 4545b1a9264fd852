"""A chart that is reached for comes alive; a page of three charts is light at first view."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from browsing import BuiltSite, Faults, requests
from playwright.sync_api import BrowserContext, Page, expect

BUDGET, SCRIPT_BUDGET = 100_000, 10_000  # bytes, gzip
CHART = "en/charts/tides-by-hour/"


def test_a_chart_comes_alive_when_it_is_reached_for(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    faults.watch(context)
    page = context.new_page()
    asked = requests(page)
    page.goto(site.base_url + CHART)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "vega" in url or url.endswith(".json")]
    page.evaluate(
        """() => {
            window.shift = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) window.shift += entry.value;
            }).observe({ type: "layout-shift", buffered: false });
        }"""
    )
    picture = page.locator(".chart-picture").filter(visible=True)
    height = picture.evaluate("(picture) => picture.getBoundingClientRect().height")
    picture.hover()
    expect(picture).to_have_attribute("data-state", "live")
    assert [url for url in asked if "/assets/js/vega." in url]
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.base_url).netloc}
    bar = picture.locator(".chart-live .mark-rect path").nth(2)
    bar.hover()
    tip = page.locator(".chart-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("4.1")
    assert picture.evaluate("(picture) => picture.getBoundingClientRect().height") == height
    assert not faults.seen
    shift = page.evaluate("new Promise((done) => requestAnimationFrame(() => done(window.shift)))")
    assert shift == 0


def test_a_tap_or_the_keyboard_is_enough(site: BuiltSite, context: BrowserContext) -> None:
    for reach in (lambda p: p.locator(".chart-picture").filter(visible=True).tap(), focus_table):
        page = context.new_page()
        page.goto(site.base_url + CHART)
        reach(page)
        expect(page.locator(".chart-picture").filter(visible=True)).to_have_attribute(
            "data-state", "live"
        )


def focus_table(page: Page) -> None:
    page.locator(".chart-data summary").focus()


def test_a_page_with_three_charts_is_light(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    asked = requests(page)
    page.goto(f"{site.base_url}en/three/")
    expect(page.locator("figure.chart")).to_have_count(3)
    page.wait_for_load_state("networkidle")
    sizes = {}
    for url in asked:
        body = site.file(url).read_bytes()
        sizes[url] = len(body if url.endswith((".woff2", ".png")) else gzip.compress(body))
    assert sum(sizes.values()) <= BUDGET, sizes
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) <= SCRIPT_BUDGET, sizes
