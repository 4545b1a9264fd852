"""What follows a reader through a page: the contents, the languages' links, the headings' links."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import BuiltSite
from playwright.sync_api import BrowserContext, Page, expect


@pytest.fixture
def page(site: BuiltSite, open_context: Callable[..., BrowserContext]) -> Page:
    """A long page on a desk, with room under its last section."""
    context = open_context(viewport={"width": 1280, "height": 700})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site.base_url}en/everything/")
    page.evaluate("document.querySelector('main').style.paddingBottom = '100vh'")
    return page


def test_the_languages_links_follow_what_is_read(page: Page) -> None:
    link = page.locator("header a[hreflang]").first
    expect(link).not_to_have_attribute("href", "#")
    ids = page.locator("main :is(h2, h3)[id]").evaluate_all("(all) => all.map((h) => h.id)")
    assert len(ids) > 2
    for id in ids:
        page.locator(f"[id='{id}']").evaluate("(h) => h.scrollIntoView()")
        expect(page.locator(f"header a[hreflang][href$='#{id}']")).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("header a[hreflang][href*='#']")).to_have_count(0)


def test_an_address_with_a_section_leads_to_it_in_the_other_language(page: Page) -> None:
    id = page.locator("main h2[id]").nth(1).get_attribute("id")
    page.goto(f"{page.url}#{id}")
    page.locator("footer a[hreflang]").first.evaluate("(link) => link.click()")
    page.wait_for_url(f"**/fr/**#{id}")
    top = page.locator(f"[id='{id}']").evaluate("(h) => h.getBoundingClientRect().top")
    assert 0 <= top < 150


def test_the_contents_mark_the_section_that_is_read(page: Page) -> None:
    links = page.locator(".contents-side a")
    marked = page.locator(".contents-side a[aria-current]")
    assert links.count() > 1
    for link in links.all():
        address = link.get_attribute("href")
        page.locator(f"[id='{(address or '').removeprefix('#')}']").evaluate(
            "(h) => h.scrollIntoView()"
        )
        expect(marked).to_have_count(1)
        expect(marked).to_have_attribute("href", address or "")


def test_a_headings_link_is_copied(page: Page) -> None:
    heading = page.locator("main h2[id]").first
    heading.hover()
    heading.get_by_role("link", name="Copy the link to this section").click()
    address = f"{page.url.partition('#')[0]}#{heading.get_attribute('id')}"
    expect(page.get_by_role("status").get_by_text("Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert page.url == address


def test_the_way_back_to_the_top_needs_no_script(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    context = open_context(viewport={"width": 390, "height": 500}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.base_url}en/everything/#sources")
    link = page.get_by_role("link", name="Back to the top")
    link.click()
    expect(page.locator("h1")).to_be_in_viewport()
    expect(link).not_to_be_in_viewport()


def test_a_chosen_theme_is_kept_in_the_browser_alone(page: Page) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    choice = page.get_by_role("combobox", name="Theme")
    expect(choice).to_have_value("")
    choice.select_option("dark")
    dark = page.evaluate(ground)
    assert dark != light
    assert page.evaluate("JSON.stringify(localStorage)") == '{"theme":"dark"}'
    # It is there before the page is: the script is no deferred one.
    assert page.evaluate("document.querySelector('head script:not([defer])').async") is False
    page.reload()
    assert page.evaluate(ground) == dark
    expect(choice).to_have_value("dark")
    choice.select_option("")
    assert page.evaluate(ground) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == dark
    choice.select_option("light")
    assert page.evaluate(ground) == light
    choice.select_option("")
    assert page.evaluate("localStorage.length") == 0


def test_a_page_is_shared_where_the_system_can(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    context = open_context()
    context.add_init_script(
        "navigator.share = (told) => { window.told = told; return Promise.reject(); }"
    )
    page = context.new_page()
    page.goto(f"{site.base_url}en/everything/")
    page.get_by_role("button", name="Share").click()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("told") == {"title": page.title(), "url": canonical}
