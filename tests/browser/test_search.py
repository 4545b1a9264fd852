"""The search, under a base path: the right page first, by keyboard, and nothing loaded before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import BuiltSite, Faults, requests, violations
from playwright.sync_api import BrowserContext, Locator, Page, expect

# What is typed, and the page that is to come first.
QUERIES = {
    "en": {
        "how high": "how-high/",
        "age of thirty": "lighthouse/",
        "mean height": "everything/",  # what a number is called
        "lamp lit": "causeway/",  # a question of the walkthrough
        "causeway": "causeway/",
        "ferry": "ferry/",
        "fares": "ferry/",
        "fare": "ferry/",
        "b-12": "ferry/",
        "dog": "ferry/",
        "lighthouses": "lighthouse/",
        "kever": "lighthouse/",
        "1250": "lighthouse/",
        "harbour master": "everything/",
        "sample heights": "data/tides/",
        "sailing": "ferry/",  # forms of a word
        "crosses": "causeway/",
        "engineering": "lighthouse/",  # nothing but its beginning is there
        "ligthouse": "lighthouse/",  # two letters in the other order
        "bicycel ticket": "ferry/",
        "a lghthouse": "lighthouse/",
        "the fery": "ferry/",  # a short word, where nothing else is found
        "when is it that they are in the lighthouse": "lighthouse/",  # stopwords tell little
        "may i": "causeway/",  # but are looked for where there is nothing else
    },
    "fr": {
        "jusqu'ou monte": "hauteur/",
        "pleine mer": "hauteur/",
        "hauteur moyenne": "tout/",
        "lampe allumee": "chaussee/",
        "chaussee": "chaussee/",
        "bac": "bac/",
        "tarifs": "bac/",
        "tarif": "bac/",
        "ete": "bac/",
        "chien": "bac/",
        "phares": "phare/",
        "KEVERRE": "phare/",
        "1250": "phare/",
        "oeuvre": "phare/",
        "hauteurs d'eau": "donnees/tides/",
        "partait": "bac/",
        "traversera": "chaussee/",
        "construire": "phare/",
        "phrae": "phare/",
        "est-ce qu'il y a des chiens dans l'ile": "bac/",
        "est-ce que je peux venir avec un chien": "bac/",
    },
}

# What ranks the pages: a query, the page that is to come first and one that is not, each with what
# else it is called; and of its one section the heading, what its parts are called, and the text.
Told = tuple[str, str, str, str]
LONG = " ".join(f"word{number}" for number in range(400))
RANKED: dict[str, tuple[str, Told, Told]] = {
    "a keyword is not less for having others": (
        "tariff",
        (" · ".join(["tariff", *(f"name{number}" for number in range(40))]), "", "", ""),
        ("tariff of the old customs", "", "", ""),
    ),
    "a label is not less for having others": (
        "mayor",
        ("", "", " · ".join(["The mayor", *(f"Speaker {one} of town" for one in range(30))]), ""),
        ("", "", "Mayor of four towns down south", ""),
    ),
    "an abbreviation in brackets": (
        "abc",
        ("", "Association of boatmen and coopers of the whole island (ABC)", "", ""),
        ("", "The ABC sea book", "", ""),
    ),
    "a long text is weighed as one that is not so long": (
        "lamp rope",
        ("", "", "", f"A lamp, a rope and {LONG}."),
        ("", "", "", "A lamp hangs there, the lamp of the lamp room."),
    ),
    "words beside each other": (
        "association of ferry masters quarrel",
        ("", "", "", "The association of ferry masters."),
        ("", "", "", "Masters of an association near a ferry, and masters of the association."),
    ),
    "the whole of a name": (
        "things lost",
        ("lost things", "", "", "Ask at the quay."),
        ("lost · things", "", "", "Ask at the quay."),
    ),
}


class Search:
    """The search as it is open on a page: its field, its results, what is said of them."""

    def __init__(self, page: Page, within: str = "dialog") -> None:
        self.page = page
        self.form = page.locator(f"{within} form.search")
        self.field = self.form.locator("input")
        self.links = self.form.locator(".search-results a")
        self.status = self.form.get_by_role("status")

    def ask(self, query: str) -> str:
        """Type a query into the open search; the address of the first page found."""
        self.field.fill(query)
        expect(self.status).not_to_be_empty()
        return self.links.first.get_attribute("href") or ""


@pytest.fixture
def page(site: BuiltSite, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{site.base_url}en/ferry/")
    return page


@pytest.mark.parametrize("code", QUERIES)
def test_the_right_page_comes_first(site: BuiltSite, page: Page, code: str) -> None:
    page.goto(f"{site.base_url}{code}/")
    page.keyboard.press("/")
    search = Search(page)
    found = {query: search.ask(query) for query in QUERIES[code]}
    base = f"{site.base_url}{code}/"
    assert found == {query: base + path for query, path in QUERIES[code].items()}
    search.field.fill("xyzzy")
    expect(search.links).to_have_count(0)
    expect(search.status).not_to_be_empty()


@pytest.mark.parametrize("kind", RANKED)
def test_how_the_pages_are_ranked(page: Page, kind: str) -> None:
    query, *told = RANKED[kind]
    right, wrong = (
        [f"{path}/", path, "", "", [["", names, "", ""], ["part", heading, labels, text]]]
        for path, (names, heading, labels, text) in zip(("right", "wrong"), told, strict=True)
    )
    others = [[f"{n}/", f"Page {n}", "", "", [["", "", "", f"Said {n}."]]] for n in range(20)]
    index = {"stopwords": "a and in of the", "suffixes": "(?!)", "pages": [wrong, *others, right]}
    page.route("**/index.json", lambda route: route.fulfill(json=index))
    page.keyboard.press("/")
    assert Search(page).ask(query).endswith("/right/")


def test_nothing_is_loaded_before_it_is_used(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    faults.watch(context)
    page = context.new_page()
    asked = requests(page)
    page.goto(f"{site.base_url}fr/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search-index" in url or url.endswith(".json")] == []
    asked.clear()
    page.locator(".masthead-search").tap()
    Search(page).ask("phare")
    assert len(asked) == 2
    assert asked[0].startswith(f"{site.base_url}assets/js/search-index.")
    assert asked[1] == f"{site.base_url}fr/recherche/index.json"
    assert faults.seen == []


def test_by_keyboard(page: Page) -> None:
    search = Search(page)
    page.keyboard.press("/")
    expect(search.field).to_be_focused()
    page.keyboard.type("24/7")
    expect(search.field).to_have_value("24/7")
    search.ask("quay")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    expect(search.links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(search.links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(search.field).to_be_focused()
    page.keyboard.press("Enter")
    expect(search.links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(search.form).to_be_hidden()


def test_a_section_of_the_page_itself_is_gone_to(page: Page) -> None:
    page.keyboard.press("/")
    search = Search(page)
    search.ask("fares")
    search.form.get_by_role("link", name="What are the fares?").click()
    expect(search.form).to_be_hidden()
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#fares")


def test_the_key_can_be_turned_off(page: Page) -> None:
    """As WCAG 2.1.4 asks of keys that are characters."""
    form = Search(page).form
    page.keyboard.press("/")
    box = page.locator(".search-key input")
    box.evaluate("(box) => box.click()")  # hidden from who has no keyboard, as this phone
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("/")
    expect(form).to_be_hidden()
    page.locator(".masthead-search").click()
    expect(form).to_be_visible()
    expect(box).not_to_be_checked()


def test_the_page_answers_its_address(site: BuiltSite, page: Page) -> None:
    page.goto(f"{site.base_url}en/search/?q=lighthouse")
    search = Search(page, "main")
    expect(search.links.first).to_have_text("Who built the lighthouse?")
    expect(search.status).to_have_text("1 page found")
    assert violations(page) == []
    search.ask("ferry fares")
    expect(page).to_have_url(f"{site.base_url}en/search/?q=ferry%20fares")
    search.links.first.click()
    page.wait_for_url(f"{site.base_url}en/ferry/")
    page.go_back()
    expect(search.field).to_have_value("ferry fares")
    expect(search.links.first).to_have_text("When does the ferry sail?")


def test_an_index_that_does_not_come_is_told(page: Page) -> None:
    page.route("**/index.json", lambda route: route.abort())
    page.keyboard.press("/")
    expect(Search(page).status).to_have_text("The search did not load.")


def test_without_scripts(site: BuiltSite, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{site.base_url}en/")
    page.locator(".masthead-search").click()
    expect(page).to_have_url(f"{site.base_url}en/search/")
    expect(page.locator("main form")).to_be_hidden()
    question: Locator = page.locator("main").get_by_role("link", name="What are the fares?")
    question.click()
    expect(page).to_have_url(f"{site.base_url}en/ferry/#fares")
