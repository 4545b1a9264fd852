"""What a reader does: changes language, opens a number's note, loses the way."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .conftest import BASE_PATH, BuiltSite, Faults
from .test_every_page import violations


def alternates(page: Page) -> dict[str, str]:
    """The same page's address in each language, as its head states it."""
    pairs: list[list[str]] = page.evaluate(
        """[...document.querySelectorAll("link[rel=alternate][hreflang]")]
            .map((link) => [link.hreflang, link.href])"""
    )
    return {tag: url for tag, url in pairs if tag != "x-default"}


def first_number(site: BuiltSite, context: BrowserContext) -> Locator:
    """The first number in sight on a page that has any."""
    page = context.new_page()
    for url in site.urls:
        page.goto(url)
        numbers = page.locator(".stat-button").filter(visible=True)
        if numbers.count():
            return numbers.first
    pytest.fail("no page has a number")


def note_of(button: Locator) -> Locator:
    return button.page.locator(f"[id='{button.get_attribute('popovertarget')}']")


def test_language_switch_goes_there_and_back(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    translated = 0
    for url in site.urls:
        page.goto(url)
        own = next((tag for tag, to in alternates(page).items() if to == url), None)
        if not own:  # the door and the 404 page are in no one language
            continue
        others = {tag: to for tag, to in alternates(page).items() if tag != own}
        for other, there in others.items():
            page.locator(f"header a[hreflang^='{other[:2]}']").first.click()
            expect(page).to_have_url(there)
            expect(page.locator("html")).to_have_attribute("lang", other)
            page.locator(f"header a[hreflang^='{own[:2]}']").first.click()
            expect(page).to_have_url(url)
            translated += 1
    assert translated >= 10  # five pages, both ways


def test_a_number_shows_its_source_on_tap(site: BuiltSite, context: BrowserContext) -> None:
    button = first_number(site, context)
    page, note = button.page, note_of(button)
    expect(note).to_be_hidden()
    button.tap()
    expect(note).to_be_visible()
    expect(note.locator("a[href]").first).to_be_visible()
    box, window = note.bounding_box(), page.viewport_size
    assert box and window
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    assert box["y"] + box["height"] <= window["height"] + 1
    assert violations(page) == []
    page.locator("h1").tap()
    expect(note).to_be_hidden()


def test_a_number_shows_its_source_by_keyboard(site: BuiltSite, context: BrowserContext) -> None:
    button = first_number(site, context)
    page, note = button.page, note_of(button)
    button.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    assert note.evaluate("(note) => note.contains(document.activeElement)"), "Tab enters the note"
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(button).to_be_focused()


def test_every_number_has_a_note_with_a_source(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    wrong: list[str] = []
    for url in site.urls:
        page.goto(url)
        bare: list[str] = page.evaluate(
            """() => [...document.querySelectorAll(".stat-button")].filter((button) => {
                const note = document.getElementById(button.getAttribute("popovertarget"));
                return !note?.querySelector("a[href]") || !button.querySelector("data[value]");
            }).map((button) => button.textContent)"""
        )
        wrong += [f"{url}: {text}" for text in bare]
    assert not wrong, "\n".join(wrong)


def test_a_lost_reader_finds_the_styles(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    address = urljoin(site.base_url, "fr/no/such/page/at/all/")
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
    page.goto(site.base_url)
    tags = list(alternates(page))
    assert len(tags) >= 2
    for tag in tags:
        page.goto(site.base_url)
        page.locator(f"main a[hreflang^='{tag[:2]}']").first.click()
        expect(page.locator("html")).to_have_attribute("lang", tag)
