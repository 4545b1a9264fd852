"""The other language opens at the same section, from every heading of every page."""

from __future__ import annotations

from typing import TypedDict

from browsing import BuiltSite, asked
from playwright.sync_api import BrowserContext

# At each heading in turn, where the first language's link in the masthead leads who takes it.
LINKS = """() => {
    const link = document.querySelector("header a[hreflang]");
    if (!link) return [];
    const found = [];
    link.addEventListener("click", (event) => event.preventDefault());
    for (const { id } of document.querySelectorAll("main :is(h2, h3)[id]")) {
        location.hash = id;
        link.click();
        found.push({ id, href: link.href });
    }
    return found;
}"""


SECTIONS = """(document) => {
    const found = document.querySelectorAll("main :is(h2, h3)[id]");
    const leads = document.querySelectorAll(
        "link[rel=alternate][hreflang]:not([hreflang=x-default])");
    return [[...found].map((e) => e.id), [...leads].map((e) => e.getAttribute("href"))];
}"""


class Followed(TypedDict):
    """A heading's id, and where the language's link leads while it is read."""

    id: str
    href: str


def test_the_languages_of_a_page_have_the_same_sections(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    every: dict[str, tuple[list[str], list[str]]] = {
        url: asked(page, site.file(url), SECTIONS) for url in site.urls
    }
    for url, (sections, leads) in every.items():
        if url in leads:
            assert all(every[there][0] == sections for there in leads), url
    assert sum(len(sections) for sections, _ in every.values()) > len(site.urls)


def test_every_heading_leads_to_itself_in_the_other_language(
    site: BuiltSite, looks: list[str], context: BrowserContext
) -> None:
    page = context.new_page()
    wrong: list[str] = []
    seen = 0
    for url in looks:
        page.goto(url)
        found: list[Followed] = page.evaluate(LINKS)
        seen += len(found)
        for one in found:
            address, _, fragment = one["href"].partition("#")
            if fragment != one["id"] or not site.file(address).exists():
                wrong.append(f"{url}#{one['id']} leads to {one['href']}")
    assert not wrong, "\n".join(wrong)
    assert seen > len(looks), "most pages have sections"
    print(f"{seen} headings of {len(looks)} pages")
