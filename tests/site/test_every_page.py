"""What holds on every page of the site, at a phone's and a desk's width, in light and in dark."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from browsing import BuiltSite, Faults, colour_faults, fonts_ready, overflow, requests, violations
from playwright.sync_api import Browser, BrowserContext, Page
from support import PATIENCE

# Bytes at first view, as servers compress them: of a page, of all but its own words, of scripts.
WHOLE, FRAME, SCRIPTS = 150_000, 100_000, 10_000
NARROWEST = 320  # also 1280 at 400 %
IDS = "[...document.querySelectorAll('[id]')].map((e) => e.id)"
ASTRAY = """() => {
    const targets = [...document.querySelectorAll("[popovertarget]")]
        .map((e) => e.getAttribute("popovertarget"));
    const astray = targets.filter((id) => !document.getElementById(id)?.hasAttribute("popover"));
    const openers = [...document.querySelectorAll(
        ".stat > [popovertarget]:not([popovertargetaction=hide])")]
        .map((e) => e.getAttribute("popovertarget"));
    return [...astray, ...openers.filter((id, i) => openers.indexOf(id) !== i)];
}"""


@dataclass
class Visit:
    """What was found of a page in one visit: every test asks for a part of it.

    ``wrong`` is what axe, the console and the network told; ``wider`` by how many pixels the page
    exceeds the narrowest screen; ``asked`` the files that it fetched at first view.
    """

    wrong: list[str] = field(default_factory=list)
    wider: int = 0
    ids: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


Visits = dict[str, Visit]


@pytest.fixture(scope="module")
def visit(site: BuiltSite, browser: Browser) -> Iterator[Callable[[int], Visits]]:
    """Opens every page at a width: once, whichever tests ask."""
    made: dict[int, Visits] = {}

    def visits(width: int) -> Visits:
        if width not in made:
            faults = Faults(site.host)
            context = browser.new_context(
                viewport={"width": width, "height": 844}, reduced_motion="reduce"
            )
            context.set_default_timeout(PATIENCE * 1000)
            faults.watch(context)
            page = context.new_page()
            context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
            asked = requests(page)
            made[width] = {url: _visited(page, url, faults, asked) for url in site.urls}
            context.close()
        return made[width]

    yield visits


def _visited(page: Page, url: str, faults: Faults, asked: list[str]) -> Visit:
    """Open a page in the theme that this width begins with, and keep it open for the other."""
    width = (page.viewport_size or {"width": 0, "height": 0})["width"]
    found = Visit()
    asked.clear()
    for theme in ("light", "dark") if width < 500 else ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        if not found.asked:
            page.goto(url)
        fonts_ready(page)
        if (by := overflow(page)) > 0:
            found.wrong.append(f"{url}: scrolls sideways by {by}px in {theme}")
        # Before axe: its own traces in the console are not the page's.
        found.wrong += [f"{url}: {fault}" for fault in faults.seen]
        # Themes differ in colours alone (tests/test_colours.py).
        find = colour_faults if found.asked else violations
        found.asked = found.asked or list(asked)
        found.wrong += [f"{theme}: {told}" for told in find(page)]
        faults.seen.clear()
    found.ids = page.evaluate(IDS)
    found.astray = page.evaluate(ASTRAY)
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    found.wider = overflow(page)
    page.set_viewport_size({"width": width, "height": 844})
    return found


phone = pytest.mark.xdist_group("phone")


def test_there_is_a_site(site: BuiltSite) -> None:
    assert {site.base_url, f"{site.base_url}404.html"} < set(site.urls)


@pytest.mark.parametrize(
    "width",
    [pytest.param(390, marks=phone), pytest.param(1280, marks=pytest.mark.xdist_group("desk"))],
)
def test_clean(visit: Callable[[int], Visits], width: int) -> None:
    wrong = [told for one in visit(width).values() for told in one.wrong]
    assert not wrong, "\n".join(wrong)


@phone
def test_fits_the_narrowest_screen(visit: Callable[[int], Visits]) -> None:
    assert not {url: one.wider for url, one in visit(390).items() if one.wider > 0}


@phone
def test_ids_are_unique_and_popovers_have_theirs(visit: Callable[[int], Visits]) -> None:
    wrong = {}
    for url, one in visit(390).items():
        twice = [id for position, id in enumerate(one.ids) if id in one.ids[:position]]
        if faults := [*twice, *one.astray]:
            wrong[url] = faults
    assert not wrong


@phone
def test_weighs_little(site: BuiltSite, visit: Callable[[int], Visits]) -> None:
    packed: dict[str, int] = {}
    wrong: list[str] = []
    for url, one in visit(390).items():
        for file in one.asked:
            if file not in packed:
                data = site.file(file).read_bytes()
                kept = file.endswith((".woff2", ".png"))
                packed[file] = len(data if kept else gzip.compress(data))
        sizes = {file: packed[file] for file in one.asked}
        scripts = sum(size for file, size in sizes.items() if file.endswith(".js"))
        whole = sum(sizes.values())
        if whole > WHOLE or whole - sizes[url] > FRAME or scripts > SCRIPTS:
            wrong.append(f"{url}: {whole} bytes, {sizes[url]} of them its own, {scripts} scripts")
    assert not wrong, "\n".join(wrong)


def test_reads_without_javascript(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    wrong: list[str] = []
    for url in site.urls:
        page.goto(url)
        headings = page.locator("h1")
        if headings.count() != 1 or not headings.first.is_visible():
            wrong.append(f"{url}: {headings.count()} h1")
        words = page.locator("main").inner_text().split()
        if len(words) < 10:
            wrong.append(f"{url}: only {len(words)} words to read")
    assert not wrong, "\n".join(wrong)


def test_prints(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(media="print")
    for url in site.urls:
        page.goto(url)
        assert page.locator("main").is_visible(), url
        assert page.locator("header nav:visible").count() == 0, f"{url}: prints its navigation"
        assert page.pdf(format="Letter").startswith(b"%PDF"), url
