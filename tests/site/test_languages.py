"""The other language opens at the same section, from every heading of every page."""

from __future__ import annotations

from typing import TypedDict

from browsing import BuiltSite
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


class Followed(TypedDict):
    """A heading's id, and where the language's link leads while it is read."""

    id: str
    href: str


def test_every_heading_leads_to_itself_in_the_other_language(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    wrong: list[str] = []
    seen = 0
    for url in site.urls:
        page.goto(url)
        found: list[Followed] = page.evaluate(LINKS)
        for one in found:
            seen += 1
            address, _, fragment = one["href"].partition("#")
            if fragment != one["id"]:
                wrong.append(f"{url}#{one['id']} leads to {one['href']}")
            elif f'id="{fragment}"' not in site.file(address).read_text(encoding="utf-8"):
                wrong.append(f"{address} has no section '{fragment}'")
    assert not wrong, "\n".join(wrong)
    assert seen > len(site.urls), "most pages have sections"
