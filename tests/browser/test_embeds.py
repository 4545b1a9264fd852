"""A chart in a frame of another site's page, at four widths: nothing scrolls, nothing is cut."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import FITS, BuiltSite, fonts_ready, served
from pages_server import Pages
from playwright.sync_api import BrowserContext, Frame, Page, expect

WIDTHS = {320: "narrow", 480: "medium", 660: "wide", 950: "wide"}
CHARTS = ("tides-by-hour", "places", "across")


Elsewhere = Callable[[BrowserContext, str], Page]


@pytest.fixture
def elsewhere(server: Pages, tmp_path: Path) -> Elsewhere:
    """Opens a page of another origin, of the HTML that is given."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = served(server, folder)

    def opened(context: BrowserContext, body: str) -> Page:
        text = f"<!doctype html><title>Elsewhere</title><body style='margin: 0'>{body}"
        (folder / "index.html").write_text(text, encoding="utf-8")
        page = context.new_page()
        page.goto(other.base_url)
        return page

    return opened


def code_of(site: BuiltSite, id: str) -> str:
    """The code that a chart's page offers."""
    text = site.file(f"{site.base_url}en/charts/{id}/").read_text(encoding="utf-8")
    found = re.search(r"<code>(&lt;iframe.*?)</code>", text, re.DOTALL)
    assert found
    return html.unescape(found[1])


def framed(page: Page) -> Frame:
    expect(page.frame_locator("iframe").locator(".chart-embed-credit")).to_be_visible()
    frame = page.frames[1]
    frame.wait_for_load_state()  # a lazy frame, and its style sheets, may come after the page
    frame.evaluate("document.fonts.ready.then(() => null)")
    return frame


@pytest.mark.parametrize("width", WIDTHS)
def test_a_frame_fits_without_a_script(
    site: BuiltSite,
    open_context: Callable[..., BrowserContext],
    elsewhere: Elsewhere,
    width: int,
) -> None:
    context = open_context(viewport={"width": width, "height": 900})
    for id in CHARTS:
        page = elsewhere(context, code_of(site, id))
        frame = framed(page)
        assert urlsplit(frame.url).netloc != urlsplit(page.url).netloc
        found = frame.evaluate(FITS)
        assert found["down"] <= 0, (id, found)
        assert found["across"] <= 0, (id, found)
        assert found["blank"] < 200, (id, found)
        assert found["smallest"] >= 11, (id, found)
        assert found["largest"] <= 18.1, (id, found)
        drawing = frame.locator(".chart-picture").filter(visible=True)
        expect(drawing).to_have_class(re.compile(f"chart-{WIDTHS[width]}"))
        page.close()


def test_a_script_of_the_site_fits_a_frame_closely_and_listens_to_no_other(
    site: BuiltSite, open_context: Callable[..., BrowserContext], elsewhere: Elsewhere
) -> None:
    context = open_context(viewport={"width": 950, "height": 900})
    script = f"<script src='{site.base_url}embed.js'></script>"
    page = elsewhere(context, script + code_of(site, CHARTS[0]))
    frame = framed(page)
    wanted = frame.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
    expect(page.locator("iframe")).to_have_css("height", f"{wanted}px")
    page.evaluate("postMessage({ chartHeight: 333 }, '*')")
    page.evaluate("new Promise((done) => { addEventListener('message', done); postMessage(1); })")
    expect(page.locator("iframe")).to_have_css("height", f"{wanted}px")


def test_programs_find_the_code_at_a_charts_address(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}en/charts/{CHARTS[0]}/")
    fonts_ready(page)
    link = page.locator("link[type='application/json+oembed']").get_attribute("href")
    assert link
    told = json.loads(site.file(link).read_bytes())
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert told["html"] == code_of(site, CHARTS[0])
    assert isinstance(told["width"], int)
    assert isinstance(told["height"], int)
