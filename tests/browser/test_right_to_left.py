"""A language that is written from right to left: the frame is the other one's mirror image."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BuiltSite, build, overflow, served
from pages_server import Pages
from playwright.sync_api import BrowserContext, Page
from support import ROOT, TIDES, copy

BOXES = [
    *(".masthead .container", ".page-header", ".contents-side", ".prose", ".page-end"),
    *(".callout", ".figures ul", ".compare", ".compare-side + .compare-side", ".timeline"),
    *(".timeline-date", ".timeline-event", ".prose .table"),
]


@pytest.fixture(scope="module")
def mirrored(
    server: Pages,
    made_once: Callable[[str, Callable[[Path], object]], Path],
    with_drawings: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> BuiltSite:
    """The small site, whose French is Arabic by name, with the English pages' words."""

    def make(folder: Path) -> None:
        root = tmp_path_factory.mktemp("mirrored")
        content = shutil.copytree(TIDES / "content", root / "words" / "content")
        shutil.rmtree(content / "fr")
        shutil.copytree(content / "en", content / "ar")
        for path in [*content.rglob("*.yaml"), *content.rglob("*.py")]:
            text = re.sub(r"\bfr(?=[:=,])", "ar", path.read_text("utf-8"))
            path.write_text(text.replace("fr-CA", "ar").replace("1er ", ""), "utf-8")
        build(with_drawings(copy(root / "words", root / "site", ROOT)), folder)

    folder = made_once("mirrored", make)
    return served(server, folder)


@pytest.fixture(params=[390, 1600], ids=["phone", "desk"])
def windows(
    request: pytest.FixtureRequest, open_context: Callable[..., BrowserContext]
) -> BrowserContext:
    return open_context(viewport={"width": request.param, "height": 900})


def opened(windows: BrowserContext, site: BuiltSite, code: str) -> Page:
    page = windows.new_page()
    page.goto(f"{site.base_url}{code}/everything/")
    return page


def sides(page: Page, selector: str) -> tuple[float, float]:
    """Return how far a box is from the window's left and from its right."""
    box, window = page.locator(selector).first.bounding_box(), page.viewport_size
    assert box and window, selector
    return box["x"], window["width"] - box["x"] - box["width"]


def test_the_frame_is_mirrored(mirrored: BuiltSite, windows: BrowserContext) -> None:
    english, arabic = (opened(windows, mirrored, code) for code in ("en", "ar"))
    assert arabic.locator("html").get_attribute("dir") == "rtl"
    assert (overflow(english), overflow(arabic)) == (0, 0)
    shown = [box for box in BOXES if english.locator(box).first.is_visible()]
    assert len(shown) >= len(BOXES) - 1
    for box in shown:
        left, right = sides(english, box)
        assert sides(arabic, box) == pytest.approx((right, left), abs=1), box


def test_what_has_no_logical_side_is_mirrored_too(
    mirrored: BuiltSite, windows: BrowserContext
) -> None:
    english, arabic = (opened(windows, mirrored, code) for code in ("en", "ar"))
    place = "one => getComputedStyle(one).backgroundPositionX"
    for box in (".timeline > li", ".figures li"):
        left, right = (page.locator(box).first.evaluate(place) for page in (english, arabic))
        assert right == ("100%" if left == "0%" else f"calc(100% - {left})")


def test_a_note_stands_behind_the_text(
    mirrored: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = opened(open_context(viewport={"width": 1600, "height": 900}), mirrored, "ar")
    button = page.locator(".prose .stat-button").first
    button.click()
    note = page.locator(f"[id='{button.get_attribute('popovertarget')}']").bounding_box()
    prose = page.locator(".prose").bounding_box()
    assert note and prose
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= prose["x"]


def test_a_chart_is_drawn_as_elsewhere(mirrored: BuiltSite, windows: BrowserContext) -> None:
    page = windows.new_page()
    page.goto(f"{mirrored.base_url}ar/charts/tides-by-hour/")
    drawing = page.locator(".chart-picture svg").filter(visible=True).first
    assert drawing.evaluate("one => getComputedStyle(one).direction") == "ltr"
