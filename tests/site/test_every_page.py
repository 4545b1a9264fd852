"""What holds on every page of the site, at a phone's and a desk's width, in light and in dark.

What is to be seen in a browser is asked of long pages that hold, together, all that pages hold; by
``make test-long`` of every page.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from browsing import (
    BuiltSite,
    Faults,
    asked,
    colour_faults,
    fonts_ready,
    overflow,
    requests,
    violations,
)
from playwright.sync_api import Browser, BrowserContext, Page
from support import LONG, PATIENCE

# Bytes at first view, as servers compress them: of a page, of all but its own words, of scripts.
WHOLE, FRAME, SCRIPTS = 100_000, 62_000, 7_000
NARROWEST = 320  # also 1280 at 400 %
# The ids that are there twice, buttons whose note is not there, and notes with two such buttons.
ASTRAY = """(document) => {
    const twice = (names) => names.filter((name, i) => names.indexOf(name) !== i);
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    const targets = (selector) => [...document.querySelectorAll(selector)]
        .map((e) => e.getAttribute("popovertarget"));
    const astray = targets("[popovertarget]")
        .filter((id) => !document.getElementById(id)?.hasAttribute("popover"));
    const openers = targets(".stat > [popovertarget]:not([popovertargetaction=hide])");
    return [...twice(ids), ...astray, ...twice(openers)];
}"""


@dataclass
class Visit:
    """What was found of a page in one visit: every test asks for a part of it.

    ``wrong`` is what axe, the console and the network told; ``wider`` by how many pixels the page
    exceeds the narrowest screen; ``asked`` the files that it fetched at first view.
    """

    wrong: list[str] = field(default_factory=list)
    wider: int = 0
    asked: list[str] = field(default_factory=list)


Visits = dict[str, Visit]


Theme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def visit(
    site: BuiltSite, kinds: list[str], looks: list[str], browser: Browser
) -> Iterator[Callable[[int], Visits]]:
    """Opens pages at a width, each once, whichever tests ask.

    All of ``kinds`` are opened on a phone, and one language's shown to axe there in both themes;
    those of the other languages are opened and shown on a desk, in the dark.
    """
    made: dict[int, Visits] = {}

    def visits(width: int) -> Visits:
        if width not in made:
            small = width < 500
            shown = {url for url in kinds if LONG or (url in looks) == small}
            themes: tuple[Theme, ...] = ("light", "dark") if LONG or small else ("dark",)
            faults = Faults(site.host)
            context = browser.new_context(
                viewport={"width": width, "height": 844}, reduced_motion="reduce"
            )
            context.set_default_timeout(PATIENCE * 1000)
            faults.watch(context)
            page = context.new_page()
            context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
            fetched = requests(page)
            made[width] = {}
            for url in kinds if small else sorted(shown):
                fetched.clear()
                found = _visited(page, url, faults, themes if url in shown else ())
                found.asked = list(fetched)
                if small:
                    page.set_viewport_size({"width": NARROWEST, "height": 640})
                    found.wider = overflow(page)
                    page.set_viewport_size({"width": width, "height": 844})
                made[width][url] = found
            context.close()
        return made[width]

    yield visits


def _visited(page: Page, url: str, faults: Faults, themes: tuple[Theme, ...]) -> Visit:
    """Open a page, and show it to axe in these themes."""
    found = Visit()
    page.emulate_media(color_scheme=themes[0] if themes else "light")
    page.goto(url)
    fonts_ready(page)
    if (by := overflow(page)) > 0:
        found.wrong.append(f"{url}: scrolls sideways by {by}px")
    # Before axe: its own traces in the console are not the page's.
    found.wrong += [f"{url}: {fault}" for fault in faults.seen]
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        # Themes differ in colours alone (tests/test_colours.py).
        find = violations if theme == themes[0] else colour_faults
        found.wrong += [f"{theme}: {told}" for told in find(page)]
    faults.seen.clear()
    return found


def test_there_is_a_site(site: BuiltSite) -> None:
    assert {site.base_url, f"{site.base_url}404.html"} < set(site.urls)


@pytest.mark.parametrize("width", [390, 1280])
def test_clean(visit: Callable[[int], Visits], width: int) -> None:
    wrong = [told for one in visit(width).values() for told in one.wrong]
    assert not wrong, "\n".join(wrong)


def test_fits_the_narrowest_screen(visit: Callable[[int], Visits]) -> None:
    assert not {url: one.wider for url, one in visit(390).items() if one.wider > 0}


def test_ids_are_unique_and_popovers_have_theirs(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    wrong = {url: faults for url in site.urls if (faults := asked(page, site.file(url), ASTRAY))}
    assert not wrong


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
    looks: list[str], open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    wrong: list[str] = []
    for url in looks:
        page.goto(url)
        headings = page.locator("h1")
        if headings.count() != 1 or not headings.first.is_visible():
            wrong.append(f"{url}: {headings.count()} h1")
        words = page.locator("main").inner_text().split()
        if len(words) < 10:
            wrong.append(f"{url}: only {len(words)} words to read")
    assert not wrong, "\n".join(wrong)


def test_prints(looks: list[str], context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(media="print")
    for url in looks:
        page.goto(url)
        assert page.locator("main").is_visible(), url
        assert page.locator("header nav:visible").count() == 0, f"{url}: prints its navigation"
        assert page.pdf(format="Letter").startswith(b"%PDF"), url
