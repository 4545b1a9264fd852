"""Charts as a reader meets them: legible on a phone, named for the ear, live when reached for."""

from __future__ import annotations

import gzip
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from .conftest import BuiltSite, Faults

BUDGET, SCRIPT_BUDGET = 100_000, 10_000  # bytes, gzip

# What is wrong with the texts of the drawings in sight: small, cut off, or over one another.
ILLEGIBLE = """() => {
    const wrong = [];
    for (const svg of document.querySelectorAll(".chart-picture > svg")) {
        const frame = svg.getBoundingClientRect();
        if (!frame.width) continue;
        const scale = frame.width / svg.viewBox.baseVal.width;
        const texts = [...svg.querySelectorAll("text")].filter((t) => t.textContent.trim());
        const boxes = texts.map((text) => {
            const size = parseFloat(getComputedStyle(text).fontSize) * scale;
            if (size < 11) wrong.push(`${text.textContent}: ${size.toFixed(1)} px`);
            return text.getBoundingClientRect();
        });
        boxes.forEach((box, i) => {
            if (box.left < frame.left - 1 || box.right > frame.right + 1
                || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
                wrong.push(`${texts[i].textContent}: cut off`);
            }
            boxes.slice(0, i).forEach((other, j) => {
                const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                if (across > 1 && down > 4) {
                    wrong.push(`${texts[i].textContent} over ${texts[j].textContent}`);
                }
            });
        });
    }
    return wrong;
}"""


# How far the live drawing's frame is from the still one's, in CSS pixels.
OFF = """(picture) => {
    const [live, still] = [".chart-live svg", ":scope > svg"]
        .map((names) => picture.querySelector(names).getBoundingClientRect());
    return Math.max(...["left", "top", "width", "height"].map(
        (side) => Math.abs(live[side] - still[side])));
}"""


def chart_pages(site: BuiltSite) -> list[str]:
    """The addresses of the charts' own pages."""
    found = [url for url in site.urls if re.search(r"/(charts|graphiques)/[^/]+/$", url)]
    assert len(found) >= 20, "ten charts in two languages"
    return found


def embeds(site: BuiltSite) -> list[str]:
    found = [url for url in site.urls if url.endswith("/embed/")]
    assert len(found) == len(chart_pages(site))
    return found


@pytest.mark.parametrize("width", [320, 360, 390, 710, 1280])
def test_every_text_of_a_chart_can_be_read(
    site: BuiltSite, context: BrowserContext, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    wrong: list[str] = []
    for url in chart_pages(site):
        page.goto(url)
        page.evaluate("document.fonts.ready.then(() => null)")
        # A screen of 320 px is 1280 at 400 %: there the texts are a little smaller.
        faults: list[str] = page.evaluate(ILLEGIBLE)
        wrong += [f"{url}: {f}" for f in faults if width >= 360 or not f.endswith(" px")]
    assert not wrong, "\n".join(wrong)


def test_every_chart_has_name_description_and_table(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    seen = 0
    for url in site.urls:
        page.goto(url)
        for figure in page.locator("figure.chart").all():
            seen += 1
            picture = figure.locator("[role=img]").filter(visible=True)
            expect(picture).to_have_count(1)
            assert picture.locator("svg").get_attribute("aria-hidden") == "true"
            expect(picture).to_have_accessible_name(re.compile(r"\w{3}.*\w{3}"))
            expect(picture).to_have_accessible_description(re.compile(r"(\w+\W+){12}"))
            if not url.endswith("/embed/"):
                figure.locator(".chart-data summary").click()
                expect(figure.locator("tbody tr").first).to_be_visible()
    assert seen > 2 * len(chart_pages(site)), "their own pages, the embeds, and other pages"


def requests(page: Page) -> list[str]:
    """The addresses that a page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    return asked


def test_a_chart_comes_alive_when_it_is_reached_for(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    faults.watch(context)
    page = context.new_page()
    asked = requests(page)
    page.goto(next(url for url in chart_pages(site) if "/en/charts/interceptions-by-m" in url))
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
    bar = picture.locator(".chart-live .mark-rect path").nth(7)
    bar.hover()
    tip = page.locator(".chart-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("5,530")
    assert picture.evaluate("(picture) => picture.getBoundingClientRect().height") == height
    assert not faults.seen
    shift = page.evaluate("new Promise((done) => requestAnimationFrame(() => done(window.shift)))")
    assert shift == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_every_live_chart_lies_where_the_still_one_was(
    site: BuiltSite, context: BrowserContext, faults: Faults, width: int
) -> None:
    faults.watch(context)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    wrong: list[str] = []
    for url in chart_pages(site):
        page.goto(url)
        picture = page.locator(".chart-picture").filter(visible=True)
        picture.hover()
        expect(picture).to_have_attribute("data-state", "live")
        off = picture.evaluate(OFF)
        if off > 2:
            wrong.append(f"{url}: {off:.1f} px off")
    assert not wrong, "\n".join(wrong)
    assert not faults.seen


def test_a_tap_or_the_keyboard_is_enough(site: BuiltSite, browser: Browser) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    for reach in (lambda p: p.locator(".chart-picture").filter(visible=True).tap(), focus_table):
        page = context.new_page()
        page.goto(chart_pages(site)[0])
        reach(page)
        expect(page.locator(".chart-picture").filter(visible=True)).to_have_attribute(
            "data-state", "live"
        )
    context.close()


def focus_table(page: Page) -> None:
    page.locator(".chart-data summary").focus()


def test_an_embedded_chart_says_where_it_is_from(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    for url in embeds(site):
        page.set_content(f"<iframe src='{url}' width='340' height='560'></iframe>")
        frame = page.frame_locator("iframe")
        expect(frame.locator("figure.chart svg").filter(visible=True)).to_have_count(1)
        credit = frame.locator(".chart-embed-credit a")
        expect(credit).to_have_attribute("href", url.removesuffix("embed/"))


def weight(site: BuiltSite, url: str, browser: Browser) -> dict[str, int]:
    """The gzip size of everything that a page asks for at first view, by address."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    sizes: dict[str, int] = {}

    def note(answer: Any) -> None:
        body = answer.body()
        packed = body if answer.url.endswith((".woff2", ".png")) else gzip.compress(body)
        sizes[answer.url] = len(packed)

    page.on("response", note)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    context.close()
    return sizes


def test_a_page_with_three_charts_is_light(site: BuiltSite, browser: Browser) -> None:
    three = [
        url
        for url, file in zip(site.urls, site.files, strict=True)
        if file.read_text(encoding="utf-8").count('<figure class="chart"') == 3
    ]
    assert three, "a page with three charts"
    for url in three:
        sizes = weight(site, url, browser)
        assert sum(sizes.values()) <= BUDGET, (url, sizes)
        scripts = [size for name, size in sizes.items() if name.endswith(".js")]
        assert sum(scripts) <= SCRIPT_BUDGET, (url, sizes)
