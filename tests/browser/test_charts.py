"""A chart that is reached for comes alive; a page of three charts is light at first view."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from browsing import BuiltSite, Faults, requests, violations
from playwright.sync_api import BrowserContext, Page, expect

BUDGET, SCRIPT_BUDGET = 100_000, 10_000  # bytes, gzip
CHART = "en/charts/tides-by-hour/"
FOLDERS = {"en": "en/charts/", "fr": "fr/graphiques/"}
HEIGHTS = (1.2, 2.9, 4.1, 2.8, 1.1, 2.7, 4.3, 3.0)  # every three hours
MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"],
}
PLACES = {"A": (2, 8), "B": (7, 9), "C": (4, 3), "D": (9, 1)}  # as tests/charts/places.py draws


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
    expect(picture).to_have_accessible_name(re.compile("^High water comes twice a day"))
    expect(page.get_by_label("Vega")).to_have_count(0)
    assert violations(page) == []
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


@pytest.mark.parametrize("code", FOLDERS)
@pytest.mark.parametrize("id", ["tides-by-hour", "months"])
def test_a_chart_answers_in_the_pages_language(
    site: BuiltSite, context: BrowserContext, faults: Faults, id: str, code: str
) -> None:
    answers(site, context, faults, id, code)


@pytest.mark.parametrize("id", ["lines", "areas", "across", "places"])
def test_a_chart_answers_taps_and_arrows_with_the_nearest_point(
    site: BuiltSite, context: BrowserContext, faults: Faults, id: str
) -> None:
    answers(site, context, faults, id, "fr")


def answers(site: BuiltSite, context: BrowserContext, faults: Faults, id: str, code: str) -> None:
    faults.watch(context)
    page = context.new_page()
    page.goto(f"{site.base_url}{FOLDERS[code]}{id}/")
    picture = page.locator(".chart-picture").filter(visible=True)
    made = json.loads(site.file(f"{site.base_url}{FOLDERS[code]}{id}/narrow.json").read_bytes())
    left, top, width, height = made["plots"][0]["box"]
    picture.scroll_into_view_if_needed()
    for row in range(5):
        for column in range(4):
            across, down = (column + 0.37) / 4, (row + 0.41) / 5
            box = picture.bounding_box()
            assert box
            scale = box["width"] / made["size"][0]
            x = box["x"] + scale * (left + across * width)
            y = box["y"] + scale * (top + down * height)
            page.touchscreen.tap(x, y)
            wanted = answer(id, code, across, down, width, height)
            expect(page.locator(".chart-tip dd")).to_have_text(wanted)
            assert_beside(page, x, y)
    tip = page.locator(".chart-tip")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    page.keyboard.press("Home")
    points = made["plots"][0]["points"]
    for number, point in enumerate(points):
        words = [text for _, text in point["says"]]
        expect(tip.locator("dd")).to_have_text(words)
        expect(page.locator("[aria-live=polite]")).to_have_text(
            ", ".join(f"{name} {text}" for name, text in point["says"])
        )
        page.keyboard.press("ArrowRight" if number % 2 else "ArrowDown")
    assert picture.evaluate("(picture) => picture.matches(':focus-visible')")
    assert not faults.seen


def answer(
    id: str, code: str, across: float, down: float, width: float, height: float
) -> list[str]:
    """What a chart of ``tests/charts/`` says at a point of its plot, told in parts of it."""

    def number(value: float, form: str = ".3g") -> str:
        return format(value, form).replace(".", "." if code == "en" else ",")

    if id == "places":
        degree = 1500 * math.pi / 180
        x, y = (across - 0.5) * width / degree + 5, (0.5 - down) * height / degree + 5
        name = min(PLACES, key=lambda one: math.dist(PLACES[one], (x, y)))
        return [{"en": f"Port {name}", "fr": f"Le port {name}"}[code]]
    if id in ("lines", "areas"):  # a point at each end
        at = round(across * 7)
    else:  # a band for each
        at = int((down if id == "across" else across) * 8)
    hour, sea = str(3 * at), HEIGHTS[at]
    return {
        "tides-by-hour": [hour, number(sea)],
        "lines": [hour, number(sea), number(sea / 2)],
        "areas": [hour, number(sea / 2), number(sea)],
        "across": [hour, number(sea / 2, ".2f"), number(sea, ".2f")],
        "months": [f"{MONTHS[code][at]} 2024", number(sea)],
    }[id]


def assert_beside(page: Page, x: float, y: float) -> None:
    """The box is in the window, and neither the finger nor a mark's dot is under it."""
    tip, window = page.locator(".chart-tip").bounding_box(), page.viewport_size
    dot = page.locator(".chart-dot").first.bounding_box()
    assert tip and dot and window
    right, foot = tip["x"] + tip["width"], tip["y"] + tip["height"]
    assert tip["x"] >= 0 and tip["y"] >= 0 and right <= window["width"] and foot <= window["height"]
    points = [(x, y, 20), (dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2, 4)]
    for a, b, r in points:
        assert a + r <= tip["x"] or a - r >= right or b + r <= tip["y"] or b - r >= foot


def test_a_mouse_is_answered_anywhere_in_the_plot(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site.base_url}en/charts/lines/")
    picture = page.locator(".chart-picture").filter(visible=True)
    picture.hover(position={"x": 500, "y": 20})
    tip = page.locator(".chart-tip")
    expect(tip.locator("dt")).to_have_text(["Hour", "Sea", "Lake"])
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    picture.hover(position={"x": 400, "y": 100})
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    expect(tip).to_have_count(0)


def test_a_still_chart_says_where_its_numbers_are(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(site.base_url + CHART)
    hint = page.locator(".chart-hint")
    expect(hint.get_by_text("table")).to_be_visible()
    expect(hint.get_by_text("arrow keys")).to_be_hidden()


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
