"""Every chart as a reader meets it: legible on a phone, named for the ear, live in its place."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from itertools import product
from urllib.parse import urlsplit

import pytest
from browsing import BASE_PATH, FITS, BuiltSite, Faults, asked, fonts_ready
from playwright.sync_api import BrowserContext, Page, expect
from support import LONG

ROWS = 5 if LONG else 1  # of places that are tapped, five in each
# Where texts are smallest: the narrowest screens, the narrowest of those that get a wider drawing.
WIDTHS = (320, 360, 390, 710, 1280) if LONG else (320, 360, 710)
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


@pytest.fixture
def of_one_language(chart_pages: list[str]) -> Callable[[int], list[str]]:
    """Names the charts' pages of a language by a number, which may be larger than their count.

    A chart's words differ from language to language, and not the way in which it comes alive.
    """

    def language(url: str) -> str:
        return urlsplit(url).path.removeprefix(BASE_PATH).partition("/")[0]

    def some(number: int) -> list[str]:
        codes = sorted({language(url) for url in chart_pages})
        return [url for url in chart_pages if language(url) == codes[number % len(codes)]]

    return some


def resized(page: Page, width: int) -> None:
    """Give a page another width, and wait until it is laid out in it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_every_text_of_a_chart_can_be_read(chart_pages: list[str], context: BrowserContext) -> None:
    page = context.new_page()
    wrong: list[str] = []
    for url in chart_pages:
        page.goto(url)
        fonts_ready(page)
        for width in WIDTHS:
            resized(page, width)
            # A screen of 320 px is 1280 at 400 %: there the texts are a little smaller.
            faults: list[str] = page.evaluate(ILLEGIBLE)
            some = [fault for fault in faults if width >= 360 or not fault.endswith(" px")]
            wrong += [f"{url} at {width}: {fault}" for fault in some]
    assert not wrong, "\n".join(wrong)


# What each picture of a chart lacks: a name, a description, a drawing that is silent, its numbers.
UNNAMED = r"""(document) => {
    const said = (picture, attribute) => (picture.getAttribute(attribute) ?? "").split(" ")
        .map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    return [...document.querySelectorAll("figure.chart .chart-picture")].map((picture) => [
        /\w{3}.*\w{3}/.test(said(picture, "aria-labelledby")) ? "" : "a name",
        /(\w+\W+){12}/.test(said(picture, "aria-describedby")) ? "" : "a description",
        picture.querySelector("svg")?.ariaHidden === "true" ? "" : "silence",
        document.querySelector(".chart-embed")
            || picture.closest("figure").querySelector(".chart-data tbody tr") ? "" : "its numbers",
    ].filter(Boolean).join(", "));
}"""


def test_every_chart_has_name_description_and_table(
    site: BuiltSite, chart_pages: list[str], context: BrowserContext
) -> None:
    page = context.new_page()
    every = {url: asked(page, site.file(url), UNNAMED) for url in site.urls}
    assert {url: lacks for url, lacks in every.items() if any(lacks)} == {}
    assert sum(map(len, every.values())) >= 2 * len(chart_pages), "their own pages, and the embeds"


def test_a_browser_names_a_chart_and_opens_its_table(
    of_one_language: Callable[[int], list[str]], context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(of_one_language(1)[0])
    figure = page.locator("figure.chart")
    picture = figure.locator(".chart-picture").filter(visible=True)
    expect(picture).to_have_count(1)
    expect(picture).to_have_accessible_name(re.compile(r"\w{3}.*\w{3}"))
    expect(picture).to_have_accessible_description(re.compile(r"(\w+\W+){12}"))
    figure.locator(".chart-data summary").click()
    expect(figure.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize(("number", "width"), [(0, 360), (1, 1280)])
def test_every_live_chart_lies_where_the_still_one_was(
    of_one_language: Callable[[int], list[str]],
    context: BrowserContext,
    faults: Faults,
    number: int,
    width: int,
) -> None:
    faults.watch(context)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    wrong: list[str] = []
    for url in of_one_language(number)[number::2]:
        page.goto(url)
        picture = page.locator(".chart-picture").filter(visible=True)
        picture.hover()
        expect(picture).to_have_attribute("data-state", "live")
        off = picture.evaluate(OFF)
        if off > 2:
            wrong.append(f"{url}: {off:.1f} px off")
    assert not wrong, "\n".join(wrong)
    assert not faults.seen


# Which of the points of a drawing is nearest to a place in it, along the axis of its one plot.
NEAREST = """([picture, made, x, y]) => {
    const box = picture.getBoundingClientRect(), scale = box.width / made.size[0];
    const [plot] = made.plots;
    const far = ([left, top]) => Math.hypot(
        plot.axis === "y" ? 0 : left * scale - (x - box.left),
        plot.axis === "x" ? 0 : top * scale - (y - box.top));
    const distances = plot.points.map(({ at }) => far(at[0]));
    const { says } = plot.points[distances.indexOf(Math.min(...distances))];
    return says.map(([, text]) => text.replaceAll("\\n", " "));
}"""


def test_every_chart_answers_taps_and_arrows_with_the_nearest_point(
    site: BuiltSite,
    chart_pages: list[str],
    of_one_language: Callable[[int], list[str]],
    context: BrowserContext,
    faults: Faults,
) -> None:
    faults.watch(context)
    page = context.new_page()
    for url in chart_pages if LONG else of_one_language(0):
        made = json.loads((site.file(url).parent / "narrow.json").read_bytes())
        assert made["plots"], f"{url} answers nothing"
        left, top, width, height = made["plots"][0]["box"]
        page.goto(url)
        picture = page.locator(".chart-picture").filter(visible=True)
        picture.scroll_into_view_if_needed()
        for row, column in product(range(ROWS), range(5)):
            box = picture.bounding_box()
            assert box
            scale = box["width"] / made["size"][0]
            x = box["x"] + scale * (left + width * (column + 0.43) / 5)
            y = box["y"] + scale * (top + height * ((3 * column + row) % 5 + 0.57) / 5)
            page.touchscreen.tap(x, y)
            wanted = page.evaluate(NEAREST, [picture.element_handle(), made, x, y])
            expect(page.locator(".chart-tip dd")).to_have_text(wanted)
        if LONG:
            walk(page, made["plots"][0]["points"])
    assert not faults.seen


def walk(page: Page, points: list[dict[str, list[list[str]]]]) -> None:
    """Go through all points of the chart that has the focus by the arrow keys, and back by one."""
    page.keyboard.press("Escape")
    expect(page.locator(".chart-tip")).to_have_count(0)
    page.keyboard.press("Home")
    for number, point in enumerate([*points, points[-1], points[-2]]):
        words = [re.sub(r"\s+", " ", text) for _, text in point["says"]]
        expect(page.locator(".chart-tip dd")).to_have_text(words)
        said = ", ".join(" ".join(pair).strip() for pair in point["says"])
        expect(page.locator("[aria-live=polite]")).to_have_text(re.sub(r"\s+", " ", said))
        page.keyboard.press("ArrowRight" if number < len(points) else "ArrowLeft")


def test_an_embedded_chart_fits_its_frame_and_says_where_it_is_from(
    site: BuiltSite, chart_pages: list[str], context: BrowserContext
) -> None:
    page = context.new_page()
    wrong: list[str] = []
    for url in chart_pages:
        text = site.file(url).read_text(encoding="utf-8")
        code = re.search(r"<code>(&lt;iframe.*?)</code>", text, re.DOTALL)
        assert code
        page.set_content(f"<style>body {{ margin: 0 }}</style>{html.unescape(code[1])}")
        frame = page.frame_locator("iframe")
        expect(frame.locator(".chart-embed-credit a")).to_have_js_property("href", url)
        page.frames[1].wait_for_load_state()
        page.frames[1].evaluate("document.fonts.ready.then(() => null)")
        for width in (320, 480, 660, 950):
            resized(page, width)
            page.frames[1].wait_for_function("width => innerWidth === width", arg=width)
            expect(frame.locator("figure.chart svg").filter(visible=True)).to_have_count(1)
            found = page.frames[1].evaluate(FITS)
            if found["down"] > 0 or found["across"] > 0:
                wrong.append(f"{url} at {width}: too small, {found}")
            if found["smallest"] < 11 or found["largest"] > 18.1:
                wrong.append(f"{url} at {width}: type of another size, {found}")
    assert not wrong, "\n".join(wrong)
