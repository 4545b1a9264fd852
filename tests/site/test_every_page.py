"""What holds on every page of the site, at a phone's and a desk's width, in light and in dark."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Literal

import pytest
from browsing import BuiltSite, Faults, colour_faults, fonts_ready, overflow, requests, violations
from playwright.sync_api import BrowserContext

Theme = Literal["light", "dark"]
# Bytes at first view, as servers compress them: of a page, of all but its own words, of scripts.
WHOLE, FRAME, SCRIPTS = 150_000, 100_000, 10_000


def test_there_is_a_site(site: BuiltSite) -> None:
    assert {site.base_url, f"{site.base_url}404.html"} < set(site.urls)


@pytest.mark.parametrize(
    ("width", "themes"),
    [
        pytest.param(390, ("light", "dark"), marks=pytest.mark.xdist_group("phone")),
        pytest.param(1280, ("dark", "light"), marks=pytest.mark.xdist_group("desk")),
    ],
)
def test_clean(
    site: BuiltSite,
    open_context: Callable[..., BrowserContext],
    faults: Faults,
    width: int,
    themes: tuple[Theme, Theme],
) -> None:
    """Each page is opened in one theme, and stays open for the other."""
    context = open_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    faults.watch(context)
    page = context.new_page()
    wrong: list[str] = []
    for url in site.urls:
        page.emulate_media(color_scheme=themes[0])
        page.goto(url)
        for theme in themes:
            page.emulate_media(color_scheme=theme)
            fonts_ready(page)
            if (by := overflow(page)) > 0:
                wrong.append(f"{url}: scrolls sideways by {by}px in {theme}")
            # Before axe: its own traces in the console are not the page's.
            wrong += [f"{url}: {fault}" for fault in faults.seen]
            # Themes differ in colours alone (tests/test_colours.py).
            find = violations if theme == themes[0] else colour_faults
            wrong += [f"{theme}: {found}" for found in find(page)]
            faults.seen.clear()
    assert not wrong, "\n".join(wrong)


def test_fits_the_narrowest_screen(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})  # also 1280 at 400 %
    wrong: dict[str, int] = {}
    for url in site.urls:
        page.goto(url)
        if (by := overflow(page)) > 0:
            wrong[url] = by
    assert not wrong


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


def test_ids_are_unique_and_popovers_have_theirs(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    wrong: dict[str, list[str]] = {}
    for url in site.urls:
        page.goto(url)
        faults: list[str] = page.evaluate(
            """() => {
                const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
                const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
                const targets = [...document.querySelectorAll("[popovertarget]")]
                    .map((e) => e.getAttribute("popovertarget"));
                const astray = targets.filter(
                    (id) => !document.getElementById(id)?.hasAttribute("popover"));
                const openers = [...document.querySelectorAll(
                    ".stat > [popovertarget]:not([popovertargetaction=hide])")]
                    .map((e) => e.getAttribute("popovertarget"));
                const shared = openers.filter((id, i) => openers.indexOf(id) !== i);
                return [...twice, ...astray, ...shared];
            }"""
        )
        if faults:
            wrong[url] = faults
    assert not wrong


def test_every_inner_link_leads_somewhere(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    anchors: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    for url in site.urls:
        page.goto(url)
        anchors[url] = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
        links[url] = page.evaluate("[...document.links].map((a) => a.href)")
    wrong: list[str] = []
    for url, targets in links.items():
        for target in targets:
            address, _, anchor = target.partition("#")
            if not target.startswith(site.base_url):
                # Outside by intention only: nothing of ours may have lost the base path.
                if target.startswith(site.base_url.split("/some/")[0]):
                    wrong.append(f"{url}: {target} is not under the base path")
            elif address in anchors:
                if anchor and anchor not in anchors[address]:
                    wrong.append(f"{url}: nothing is called #{anchor} in {address}")
            elif not (site.folder / address.removeprefix(site.base_url)).is_file():
                wrong.append(f"{url}: {target} does not exist")
    assert not wrong, "\n".join(wrong)


def test_weighs_little(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    packed: dict[str, int] = {}
    wrong: list[str] = []
    asked = requests(page)
    for url in site.urls:
        asked.clear()
        page.goto(url)
        fonts_ready(page)
        for one in asked:
            data = site.file(one).read_bytes()
            packed[one] = len(data if one.endswith((".woff2", ".png")) else gzip.compress(data))
        sizes = {one: packed[one] for one in asked}
        scripts = sum(size for one, size in sizes.items() if one.endswith(".js"))
        whole = sum(sizes.values())
        if whole > WHOLE or whole - sizes[url] > FRAME or scripts > SCRIPTS:
            wrong.append(f"{url}: {whole} bytes, {sizes[url]} of them its own, {scripts} scripts")
    assert not wrong, "\n".join(wrong)


def test_prints(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(media="print")
    for url in site.urls:
        page.goto(url)
        assert page.locator("main").is_visible(), url
        assert page.locator("header nav:visible").count() == 0, f"{url}: prints its navigation"
        assert page.pdf(format="Letter").startswith(b"%PDF"), url
