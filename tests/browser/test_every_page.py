"""What holds on every page of the site, at a phone's and a desk's width, in light and in dark."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import BuiltSite, Faults

WIDTHS = (390, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Everything but axe's experimental rules; "best-practice" is on purpose.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def begin(page: Page) -> None:
    """Begin to look for violations, which takes a second: other pages can do so meanwhile."""
    page.evaluate(Axe().axe_script)
    page.evaluate("options => { window.axeFound = axe.run(document, options) }", AXE)


def violations(page: Page) -> list[str]:
    """What axe finds in a page."""
    begin(page)
    return violations_of(page)


def violations_of(page: Page) -> list[str]:
    """What axe finds in a page where it was begun."""
    found: list[dict[str, Any]] = page.evaluate("axeFound")["violations"]
    return [
        f"{page.url}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


def test_there_is_a_site(site: BuiltSite) -> None:
    assert len(site.urls) >= 12  # the door, 404, five pages in two languages


@pytest.mark.parametrize("width", WIDTHS)
def test_clean(site: BuiltSite, browser: Browser, width: int) -> None:
    readers = [reader(site, browser, width, theme) for theme in THEMES]
    wrong: list[str] = []
    for url in site.urls:
        for page, faults in readers:
            page.goto(url)
            page.evaluate("document.fonts.ready.then(() => null)")
            if (by := overflow(page)) > 0:
                wrong.append(f"{url}: scrolls sideways by {by}px")
            # Before axe: its own traces in the console are not the page's.
            wrong += [f"{url}: {fault}" for fault in faults.seen]
            begin(page)
        for page, faults in readers:
            wrong += violations_of(page)
            faults.seen.clear()
    for page, _ in readers:
        page.context.close()
    assert not wrong, "\n".join(wrong)


def reader(
    site: BuiltSite, browser: Browser, width: int, theme: Literal["light", "dark"]
) -> tuple[Page, Faults]:
    """Open a browser's window in a theme, and watch what goes wrong in it."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=theme, reduced_motion="reduce"
    )
    faults = Faults(site.host)
    faults.watch(context)
    return context.new_page(), faults


def test_fits_the_narrowest_screen(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})  # also 1280 at 400 %
    wrong: dict[str, int] = {}
    for url in site.urls:
        page.goto(url)
        if (by := overflow(page)) > 0:
            wrong[url] = by
    assert not wrong


def test_reads_without_javascript(site: BuiltSite, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    wrong: list[str] = []
    for url in site.urls:
        page.goto(url)
        headings = page.locator("h1")
        if headings.count() != 1 or not headings.first.is_visible():
            wrong.append(f"{url}: {headings.count()} h1")
        words = page.locator("main").inner_text().split()
        if len(words) < 10:
            wrong.append(f"{url}: only {len(words)} words to read")
    context.close()
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
                    "[popovertarget]:not([popovertargetaction=hide])")]
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


def test_prints(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(media="print")
    for url in site.urls:
        page.goto(url)
        assert page.locator("main").is_visible(), url
        assert page.locator("header nav:visible").count() == 0, f"{url}: prints its navigation"
        assert page.pdf(format="Letter").startswith(b"%PDF"), url
