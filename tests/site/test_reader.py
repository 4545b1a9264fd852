"""What a reader does on any page: changes language, looks for a source, loses the way."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from browsing import BASE_PATH, BuiltSite, Faults, asked
from playwright.sync_api import BrowserContext, Page, expect

# The page's address in each language, as its head states it and as its masthead links it.
ALTERNATES = """(document) => ["link[rel=alternate][hreflang]", "header a[hreflang]"].map((names) =>
    [...document.querySelectorAll(names)]
        .map((link) => [link.hreflang, link.getAttribute("href")])
        .filter(([tag]) => tag !== "x-default"))"""
BARE = """(document) => [...document.querySelectorAll(".stat-button")].filter((button) => {
    const note = document.getElementById(button.getAttribute("popovertarget"));
    return !note?.querySelector("a[href]") || !button.querySelector("data[value]");
}).map((button) => button.textContent)"""


def alternates(page: Page, site: BuiltSite, url: str) -> tuple[dict[str, str], dict[str, str]]:
    """The page's address in each language: that of its head, and those that its masthead links."""
    stated, linked = asked(page, site.file(url), ALTERNATES)
    return dict(stated), {tag: urljoin(url, to) for tag, to in linked}


def test_every_page_names_and_links_its_translations(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    every = {url: alternates(page, site, url) for url in site.urls}
    # The door and the 404 page are in no one language.
    translated = {url: both for url, both in every.items() if url in both[0].values()}
    assert translated
    for url, (stated, linked) in translated.items():
        assert [translated[there][0] for there in stated.values()] == [stated] * len(stated)
        if linked:  # a chart in a frame has no masthead
            others = {tag: there for tag, there in stated.items() if there != url}
            assert linked == others, url
    assert sum(bool(linked) for _, linked in translated.values()) > len(translated) / 2


def test_the_language_switch_leads_there(
    site: BuiltSite, looks: list[str], context: BrowserContext
) -> None:
    page, url = context.new_page(), looks[-1]
    linked = alternates(context.new_page(), site, url)[1]
    assert linked
    for other, there in linked.items():
        page.goto(url)
        page.locator(f"header a[hreflang^='{other[:2]}']").first.click()
        expect(page).to_have_url(there)
        expect(page.locator("html")).to_have_attribute("lang", other)


def test_every_number_has_a_note_with_a_source(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    wrong = {url: bare for url in site.urls if (bare := asked(page, site.file(url), BARE))}
    assert not wrong


def test_a_walkthrough_asks_in_the_first_screen_of_a_phone(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    mark = 'class="walkthrough"'
    urls = [url for url in site.urls if mark in site.file(url).read_text("utf-8")]
    assert urls
    page = open_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    for url in urls:
        page.goto(url)
        now = page.locator(".walkthrough-now")
        expect(now.locator("h3")).to_be_in_viewport(ratio=1)
        expect(now.locator(".walkthrough-choice").first).to_be_in_viewport(ratio=1)


def test_a_lost_reader_finds_the_styles(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    address = urljoin(site.base_url, "no/such/page/at/all/")
    faults.watch(context)
    page = context.new_page()
    answer = page.goto(address)
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("[...document.styleSheets].reduce((n, s) => n + s.cssRules.length, 0)") > 5
    assert [fault for fault in faults.seen if address not in fault and "404" not in fault] == []
    assert [
        fault for fault in faults.seen if fault.startswith("404") and address not in fault
    ] == []
    home = page.locator(f"a[href*='{BASE_PATH}']").first
    home.click()
    assert page.url.startswith(site.base_url)
    expect(page.locator("h1")).to_be_visible()


def test_the_door_opens_on_each_language(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    tags = list(alternates(page, site, site.base_url)[0])
    assert len(tags) >= 2
    for tag in tags:
        page.goto(site.base_url)
        page.locator(f"main a[hreflang^='{tag[:2]}']").first.click()
        expect(page.locator("html")).to_have_attribute("lang", tag)
