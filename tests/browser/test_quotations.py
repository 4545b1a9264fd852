"""From a sentence to the words of its source: one tap, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import BuiltSite, violations
from playwright.sync_api import BrowserContext, Page, expect

PAGES = {"en": "en/words/", "fr": "fr/words/"}
FIGURES = {"en": "3.9", "fr": "3,9"}


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("code", PAGES)
def test_a_number_shows_the_words_in_one_tap(
    site: BuiltSite,
    open_context: Callable[..., BrowserContext],
    code: str,
    width: int,
    scripts: bool,
) -> None:
    phone = width < 1000
    window = {"width": width, "height": 844}
    context = open_context(viewport=window, has_touch=phone, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site.base_url}{PAGES[code]}")
    first, second = page.locator("p .cite button").all()
    notes = page.locator(".note:popover-open")
    for number in (first, second):
        number.tap() if phone else number.click()
        expect(notes).to_have_count(1)
        expect(notes).to_be_in_viewport()
        if number is first:
            expect(notes.locator("a[rel=external]")).to_be_visible()
            quote = notes.locator("blockquote").first
            expect(quote.locator("mark")).to_have_text("3.9 metres")
            if code == "fr":
                expect(quote).to_have_attribute("lang", "en")
            expect(notes.locator("mark").last).to_contain_text(FIGURES[code])
        notes.locator(".note-close").click()
        expect(notes).to_have_count(0)


def test_the_words_stand_at_the_foot(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}{PAGES['en']}")
    foot = page.locator(".sources")
    expect(foot.locator("blockquote").filter(visible=True)).to_have_count(1)
    expect(foot.locator(".note-close").filter(visible=True)).to_have_count(0)
    page.emulate_media(media="print")
    expect(foot.locator("blockquote").filter(visible=True)).to_have_count(1)


def test_an_open_note_has_no_fault(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}{PAGES['fr']}")
    page.locator("p .cite button").first.tap()
    assert violations(page) == []
    box = touched(page)
    assert min(box) >= 24, "a finger finds the number"


def touched(page: Page) -> list[float]:
    """The size of what answers a touch of the first number."""
    size: list[float] = page.locator("p .cite button").first.evaluate(
        "(e) => { const s = getComputedStyle(e, '::before');"
        " return [parseFloat(s.width), parseFloat(s.height)]; }"
    )
    return size
