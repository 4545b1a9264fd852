"""The walkthrough: by links alone, by keyboard alone, on a small screen, and by its link."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from string import ascii_lowercase
from urllib.parse import urlsplit

import pytest
from browsing import BuiltSite, Faults, fonts_ready, overflow, requests, violations
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

PAGES = {"en": "en/causeway/", "fr": "fr/chaussee/"}
BUDGET = 100 * 1024
# The path of one case: question and answer by their names, and the answer's words in each language.
CASE = (
    ("sign", "signals", {"en": "Since June 1, 2010", "fr": "Depuis le 1er juin 2010"}),
    ("water", "shallow", {"en": "Up to 0.3", "fr": "Jusqu’à 0,3"}),
    ("vehicle", "high", {"en": "In a truck or a new car", "fr": "En camion ou en voiture neuve"}),
    ("storm", "after-storm", {"en": "Yes", "fr": "Oui"}),
    ("night", "lit", {"en": "Yes", "fr": "Oui"}),
)
ADDRESS = "#a=" + ".".join(answer for _, answer, _ in CASE)


@pytest.fixture
def desk(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


def now(page: Page) -> Locator:
    """The question that is open, or the outcome."""
    return page.locator(".walkthrough-now")


def choice(page: Page, words: str) -> Locator:
    """The button of an answer to the question that is open."""
    return now(page).locator(".walkthrough-choice").filter(has_text=words).first


def heading(page: Page) -> str:
    return now(page).locator("h3").inner_text()


def test_one_walk_by_links_alone(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    context = open_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.base_url + PAGES["fr"])
    given: set[str] = set()  # by number and letter, as the page names them
    for question, answer, _ in CASE:
        section = page.locator(f"[data-question='{question}']")
        ways = section.locator(f"[data-answer='{answer}'] .walkthrough-leads > span")
        fitting = [way for way in ways.all() if _fits(way.inner_text(), given)]
        fitting[0].locator("a").click()
        answers = section.locator("[data-answer]").evaluate_all(
            "(all) => all.map((a) => a.dataset.answer)"
        )
        number = re.sub(r"\D", "", section.locator(".label").inner_text())
        given.add(number + ascii_lowercase[answers.index(answer)])
    assert page.url.endswith("#causeway-outcome-wait")
    outcome = page.locator("[data-outcome='wait']")
    expect(outcome).to_contain_text("Règlement, 5")
    expect(outcome).to_contain_text("Du 1er juin 2010 au 31 décembre 2030")
    expect(page.locator(".walkthrough-foot")).to_contain_text("La mer décide.")


def _fits(words: str, given: set[str]) -> bool:
    """Whether the conditions on a way, such as 1b or 1c, are met by the answers given."""
    codes = re.findall(r"\b(\d+)([a-z])\b", words)
    return all(
        any(number + letter in given for of, letter in codes if of == number)
        for number in {number for number, _ in codes}
    )


def test_the_keyboard_alone_in_french(site: BuiltSite, desk: Page) -> None:
    desk.goto(site.base_url + PAGES["fr"])
    desk.locator(".walkthrough-choice").first.focus()
    for _, _, words in CASE:
        tab_to(desk, choice(desk, words["fr"]))
        before = heading(desk)
        desk.keyboard.press("Enter")
        expect(now(desk).locator("h3")).not_to_have_text(before)
        expect(now(desk).locator("h3")).to_be_focused()
    expect(now(desk)).to_contain_text("Attendez la marée basse")
    expect(now(desk)).to_contain_text("Règlement, 5")
    assert desk.url.endswith(ADDRESS)
    assert violations(desk) == []

    # Back to an answer by Shift+Tab, and another one given: the later answers that still hold stay.
    tab_to(desk, desk.locator(".walkthrough-change").nth(1), "Shift+Tab")
    desk.keyboard.press("Enter")
    expect(now(desk).locator("h3")).to_be_focused()
    expect(now(desk).locator("h3")).to_contain_text("Quelle est la hauteur")
    expect(now(desk).locator("[aria-current]")).to_have_text("Jusqu’à 0,3")
    tab_to(desk, choice(desk, "Pas d’eau"))
    desk.keyboard.press("Enter")
    expect(now(desk)).to_contain_text("Attendez la marée basse")
    assert desk.url.endswith("#a=signals.dry.after-storm.lit")


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until something has the focus, as often as a page has places for it."""
    for _ in range(60):
        if wanted.evaluate("(element) => element === document.activeElement"):
            break
        page.keyboard.press(key)
    expect(wanted).to_be_focused()


def test_a_link_restores_the_answers_and_tells_no_server(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    faults.watch(context)
    page = context.new_page()
    asked = requests(page)
    page.goto(site.base_url + PAGES["en"] + ADDRESS)
    expect(now(page)).to_contain_text("Wait for the ebb")
    expect(page.locator(".walkthrough-path li")).to_have_count(len(CASE))
    expect(page.locator(".walkthrough-link a")).to_have_attribute("href", ADDRESS)
    assert not [url for url in asked if "signals" in urlsplit(url)._replace(fragment="").geturl()]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    # The same answers in the other language.
    page.locator("header a[hreflang^=fr]").click()
    expect(page).to_have_url(site.base_url + PAGES["fr"] + ADDRESS)
    expect(now(page)).to_contain_text("Attendez la marée basse")
    assert faults.seen == []


def test_an_address_of_nonsense_asks_from_where_it_makes_sense(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + "#a=signals.nonsense.high")
    expect(page.locator(".walkthrough-path li")).to_have_count(1)
    expect(now(page)).to_contain_text("How high is the water?")
    page.goto(site.base_url + PAGES["en"] + "#a=<b>")
    expect(now(page)).to_contain_text("When do you cross?")


def test_the_numbers_of_sources_open_their_words(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + "#a=signals")
    number = now(page).locator(".walkthrough-law button").first
    number.click()
    expect(page.locator(f"#{number.get_attribute('popovertarget')}")).to_be_visible()


def test_back_and_forward(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"])
    choice(page, "Since June 1, 2010").click()
    choice(page, "More").click()
    expect(now(page)).to_contain_text("Wait for the ebb")
    page.go_back()
    expect(now(page)).to_contain_text("How high is the water?")
    page.go_back()
    expect(now(page)).to_contain_text("When do you cross?")
    expect(page.locator(".walkthrough-path")).to_be_hidden()
    page.go_forward()
    page.go_forward()
    expect(now(page)).to_contain_text("Wait for the ebb")
    page.locator(".walkthrough-restart").click()
    expect(now(page)).to_contain_text("When do you cross?")
    assert "#" not in page.url


def test_an_outcome_says_why_since_when_and_where_to_find_help(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + ADDRESS)
    said = now(page)
    for words in (
        "Wait for the ebb",
        "Stones may be missing.",
        "By-law, 5",
        "takes the place of: A high vehicle",
        "The sea decides.",
        "The rules as read on",
        "Where to find help",
    ):
        expect(said).to_contain_text(words)
    columns = said.locator(".walkthrough-compare li")
    expect(columns).to_have_count(2)
    expect(columns.nth(0)).to_contain_text("Wait for the ebb")
    expect(columns.nth(1)).to_contain_text("Wait for the ebb")
    expect(columns.nth(1)).to_have_attribute("aria-current", "true")
    assert violations(page) == []
    page.goto(site.base_url + PAGES["en"] + "#a=signals.shallow.high.calm.lit")
    for words in ("Since January 1, 1950", "Not settled:", "What a truck is."):
        expect(said).to_contain_text(words)


def test_another_period_may_turn_on_more(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + "#a=before-signals.dry.calm")
    before, since = now(page).locator(".walkthrough-compare li").all()
    expect(before.locator("b")).to_have_text(["You may cross"])
    expect(before).not_to_contain_text("Depends on:")
    expect(since.locator("b")).to_have_text(["You may cross", "Wait for the ebb"])
    expect(since).to_contain_text("Depends on: Lamp")


@pytest.mark.parametrize("code", list(PAGES))
def test_at_400_per_cent(
    site: BuiltSite, open_context: Callable[..., BrowserContext], code: str
) -> None:
    """A window 1280 pixels wide at 400 % is 320 CSS pixels wide."""
    page = open_context(viewport={"width": 320, "height": 256}).new_page()
    page.goto(site.base_url + PAGES[code])
    for _, _, words in CASE:
        assert overflow(page) <= 0, heading(page)
        button = choice(page, words[code])
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 44
        button.click()
    expect(now(page).locator(".walkthrough-compare li")).to_have_count(2)
    assert overflow(page) <= 0
    page.locator(".walkthrough-whole > summary").click()
    assert overflow(page) <= 0


@pytest.mark.parametrize("code", list(PAGES))
def test_the_whole_page_weighs_little(site: BuiltSite, desk: Page, code: str) -> None:
    """HTML, CSS, JavaScript and fonts that the page asks for, compressed as servers do."""
    asked = requests(desk)
    desk.goto(site.base_url + PAGES[code] + ADDRESS)
    fonts_ready(desk)
    desk.locator(".walkthrough-whole > summary").click()
    fonts_ready(desk)
    weights = {}
    for file in {site.file(url) for url in asked}:
        data = file.read_bytes()
        weights[file.name] = len(data if file.suffix == ".woff2" else gzip.compress(data, 9))
    assert any(name.endswith(".woff2") for name in weights)
    assert sum(weights.values()) <= BUDGET, weights
    (script,) = site.folder.glob("assets/js/walkthrough.*")
    assert script.name in weights
    assert script.stat().st_size <= 8 * 1024


def test_nothing_jumps_as_the_page_opens(
    site: BuiltSite, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script(
        """window.jumped = 0; new PerformanceObserver((seen) => {
            for (const one of seen.getEntries()) jumped += one.value;
        }).observe({ type: "layout-shift", buffered: true })"""
    )
    painted = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

    def late(route: Route) -> None:
        page.evaluate(painted)  # what stands below the question has been there to be seen
        route.continue_()

    page.route("**/walkthrough*.js", late)
    page.goto(site.base_url + PAGES["en"])
    expect(now(page)).to_be_visible()
    fonts_ready(page)
    page.evaluate(painted)
    assert page.evaluate("jumped") < 0.1  # https://web.dev/articles/cls: good
