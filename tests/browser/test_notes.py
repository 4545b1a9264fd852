"""A number's note: by tap and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import BuiltSite, violations
from playwright.sync_api import BrowserContext, Locator, expect


@pytest.fixture
def button(site: BuiltSite, context: BrowserContext) -> Locator:
    """The first number in sight on a page."""
    page = context.new_page()
    page.goto(f"{site.base_url}en/how-high/")
    return page.locator(".stat-button").filter(visible=True).first


def note_of(button: Locator) -> Locator:
    return button.page.locator(f"[id='{button.get_attribute('popovertarget')}']")


def test_a_number_shows_its_source_on_tap(button: Locator) -> None:
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


def test_a_number_shows_its_source_by_keyboard(button: Locator) -> None:
    page, note = button.page, note_of(button)
    button.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    assert note.evaluate("(note) => note.contains(document.activeElement)"), "Tab enters the note"
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(button).to_be_focused()


def test_a_note_in_the_margin_takes_no_step_of_the_keyboard(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site.base_url}en/how-high/")
    number = page.locator(".stat-button").filter(visible=True).first
    number.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(number).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_count(1)
    assert page.evaluate("!document.activeElement.closest('.note')")
    number.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.note')")


@pytest.mark.parametrize("down", [0.15, 0.5, 0.92])
@pytest.mark.parametrize(
    "number", [".stat-button", ".term-button", "p .cite button"], ids=["stat", "term", "citation"]
)
def test_the_sheet_on_a_phone_covers_no_number(
    site: BuiltSite, context: BrowserContext, number: str, down: float
) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}en/everything/")
    page.evaluate("document.body.style.paddingBlock = '100vh'")
    button = page.locator(f".prose {number}").filter(visible=True).first
    button.evaluate(
        "(e, down) => scrollBy(0, e.getBoundingClientRect().top - innerHeight * down)", down
    )
    before = page.evaluate("scrollY")
    button.tap()
    note = page.locator(".note:popover-open")
    expect(note).to_have_count(1)
    under, over, window = button.bounding_box(), note.bounding_box(), page.viewport_size
    assert under and over and window
    assert over["y"] + over["height"] <= under["y"] + 1 or (
        under["y"] + under["height"] <= over["y"] + 1
    )
    assert over["y"] >= 0 and over["y"] + over["height"] <= window["height"] + 1
    assert page.evaluate("scrollY") == before, "the page stays where it is"


# Marks that a line has parted from the button beside them, with brackets around every number.
PARTED = """() => {
    const box = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    const parted = [];
    for (const part of document.querySelectorAll(".prose p :is(.stat, .cite)")) {
        const before = part.previousSibling, after = part.nextSibling;
        const buttons = [...part.querySelectorAll(":scope > button")];
        const first = buttons[0].getClientRects()[0];
        const last = [...buttons.at(-1).getClientRects()].at(-1);
        if (before?.nodeType === 3 && /\\S$/.test(before.data))
            if (first.left < box(before, before.length - 1).left) parted.push(before.data);
        if (after?.nodeType === 3 && /^\\S/.test(after.data))
            if (box(after, 0).left < last.left) parted.push(after.data);
    }
    return parted;
}"""


def test_a_line_parts_no_mark_from_its_number(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.base_url}en/everything/")
    page.evaluate("""() => {
        for (const part of document.querySelectorAll(".prose p > .stat")) {
            part.before("(");
            part.after(").");
        }
    }""")
    for width in range(240, 440, 4):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(PARTED) == [], width
