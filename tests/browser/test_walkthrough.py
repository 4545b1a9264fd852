"""The walkthrough: without scripts, by keyboard alone, on a small screen, and by its link."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator import load
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.load import site as config
from generator.model.rulebook import Rulebook
from generator.rules import Decision, combinations

from .conftest import BASE_PATH, BuiltSite, Faults
from .test_every_page import overflow, violations

PAGES = {"en": "en/does-it-apply/", "fr": "fr/s-applique-t-elle/"}
BUDGET = 100 * 1024
# The path of one case, by the names of its answers.
RETURNED = [
    "whole-border",
    "from-the-us",
    "between-ports",
    "crossed-since",
    "within-14-days",
    "neither",
    "no-family",
    "not-minor-alone",
    "no-document",
    "no-visa-difference",
    "no-return",
    "no-death-penalty",
]
LATE = ["after-14-days", "from-the-us", "between-ports", "day-14-or-later"]


@pytest.fixture(scope="module")
def book(repo: Path) -> Rulebook:
    return load.load(config.load(repo), snapshot.scan(repo), Diagnostics()).rulebooks["stca"]


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def now(page: Page) -> Locator:
    """The question that is open, or the outcome."""
    return page.locator(".walkthrough-now")


def choice(page: Page, book: Rulebook, answer: str, code: str = "en") -> Locator:
    """The button of an answer to the question that is open."""
    words = next(a.text[code] for q in book.rules.questions for a in q.answers if a.id == answer)
    pattern = re.compile(r"[\s\u00a0\u202f]+".join(re.escape(w) for w in _typed(words).split()))
    return now(page).locator(".walkthrough-choice").filter(has_text=pattern).first


def _typed(words: str) -> str:
    return words.replace("'", "’")


def heading(page: Page) -> str:
    return now(page).locator("h3").inner_text()


def test_every_way_can_be_walked_without_scripts(
    site: BuiltSite, browser: Browser, book: Rulebook
) -> None:
    """From link to link: each answer links to where some way through the table goes next."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"])
    expect(page.locator(".walkthrough-stage")).to_be_hidden()
    links = {
        (question, answer): page.locator(
            f"[data-question='{question}'] [data-answer='{answer}'] .walkthrough-leads a"
        ).evaluate_all("(links) => links.map((a) => a.getAttribute('href'))")
        for question, answer in {s for d in combinations(book.rules) for s in d.answers.items()}
    }
    wanted: dict[tuple[str, str], set[str]] = {}
    for decision in combinations(book.rules):
        steps = list(decision.answers.items())
        for number, step in enumerate(steps):
            name = f"outcome-{decision.outcome}"
            if number + 1 < len(steps):
                name = steps[number + 1][0]
            wanted.setdefault(step, set()).add(f"#{book.id}-{name}")
    assert {step: set(hrefs) for step, hrefs in links.items()} == wanted
    context.close()


def test_one_walk_by_links_alone(site: BuiltSite, browser: Browser, book: Rulebook) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.base_url + PAGES["fr"])
    decision = _decision(book, RETURNED)
    given: set[str] = set()  # by number and letter, as the page names them
    for question, answer in decision.answers.items():
        section = page.locator(f"[data-question='{question}']")
        ways = section.locator(f"[data-answer='{answer}'] .walkthrough-leads > span")
        fitting = [way for way in ways.all() if _fits(way.inner_text(), given)]
        fitting[0].locator("a").click()
        answers = section.locator("[data-answer]").evaluate_all(
            "(all) => all.map((a) => a.dataset.answer)"
        )
        number = re.sub(r"\D", "", section.locator(".label").inner_text())
        given.add(number + ascii_lowercase[answers.index(answer)])
    assert page.url.endswith("#stca-outcome-returned")
    outcome = page.locator("[data-outcome='returned']")
    expect(outcome).to_contain_text("Règlement, 159.4(1.1)")
    expect(outcome).to_contain_text("Depuis le 25 mars 2023")
    expect(page.locator(".walkthrough-foot")).to_contain_text("non un avis juridique")
    context.close()


def _fits(words: str, given: set[str]) -> bool:
    """Whether the conditions on a way, such as 1b or 1c, are met by the answers given."""
    codes = re.findall(r"\b(\d+)([a-z])\b", words)
    return all(
        any(number + letter in given for of, letter in codes if of == number)
        for number in {number for number, _ in codes}
    )


def _decision(book: Rulebook, answers: list[str]) -> Decision:
    return next(d for d in combinations(book.rules) if list(d.answers.values()) == answers)


def test_the_keyboard_alone_in_french(site: BuiltSite, desk: Page, book: Rulebook) -> None:
    desk.goto(site.base_url + PAGES["fr"])
    desk.locator(".walkthrough-choice").first.focus()
    for answer in RETURNED:
        wanted = choice(desk, book, answer, "fr")
        for _ in range(12):
            if wanted.evaluate("(button) => button === document.activeElement"):
                break
            desk.keyboard.press("Tab")
        expect(wanted).to_be_focused()
        before = heading(desk)
        desk.keyboard.press("Enter")
        expect(now(desk).locator("h3")).not_to_have_text(before)
        expect(now(desk).locator("h3")).to_be_focused()
    expect(now(desk)).to_contain_text("la personne est renvoyée aux États-Unis")
    expect(now(desk)).to_contain_text("Règlement, 159.4(1.1)")
    assert desk.url.endswith("#a=" + ".".join(RETURNED))
    assert violations(desk) == []

    # Back to an answer by Shift+Tab, and another one given: the later answers that still hold stay.
    change = desk.locator(".walkthrough-change").first
    for _ in range(40):
        if change.evaluate("(button) => button === document.activeElement"):
            break
        desk.keyboard.press("Shift+Tab")
    expect(change).to_be_focused()
    desk.keyboard.press("Enter")
    expect(now(desk).locator("h3")).to_be_focused()
    expect(now(desk).locator("h3")).to_contain_text("Quand")
    expect(now(desk).locator("[aria-current]")).to_have_text("Du 25 mars 2023 au 2 juin 2025")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(now(desk)).to_contain_text("L’Entente ne s’applique pas")


def test_a_link_restores_the_answers_and_tells_no_server(
    site: BuiltSite, context: BrowserContext, faults: Faults
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    faults.watch(context)
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + "#a=" + ".".join(RETURNED))
    expect(now(page)).to_contain_text("returned to the United States")
    expect(page.locator(".walkthrough-path li")).to_have_count(len(RETURNED))
    expect(page.locator(".walkthrough-link a")).to_have_attribute(
        "href", "#a=" + ".".join(RETURNED)
    )
    assert not [
        url for url in asked if "whole-border" in urlsplit(url)._replace(fragment="").geturl()
    ]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    # The same answers in the other language.
    page.locator("header a[hreflang^=fr]").click()
    expect(page).to_have_url(re.compile(r"/fr/s-applique-t-elle/#a=whole-border\."))
    expect(now(page)).to_contain_text("renvoyée aux États-Unis")
    assert faults.seen == []


def test_an_address_of_nonsense_asks_from_where_it_makes_sense(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + "#a=whole-border.nonsense.between-ports")
    expect(page.locator(".walkthrough-path li")).to_have_count(1)
    expect(now(page)).to_contain_text("from the United States, directly or indirectly")
    page.goto(site.base_url + PAGES["en"] + "#a=<b>")
    expect(now(page)).to_contain_text("When was the claim made?")


def test_back_and_forward(site: BuiltSite, context: BrowserContext, book: Rulebook) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"])
    choice(page, book, "whole-border").click()
    choice(page, book, "not-from-the-us").click()
    expect(now(page)).to_contain_text("The agreement does not apply")
    page.go_back()
    expect(now(page)).to_contain_text("directly or indirectly")
    page.go_back()
    expect(now(page)).to_contain_text("When was the claim made?")
    expect(page.locator(".walkthrough-path")).to_be_hidden()
    page.go_forward()
    page.go_forward()
    expect(now(page)).to_contain_text("The agreement does not apply")
    page.locator(".walkthrough-restart").click()
    expect(now(page)).to_contain_text("When was the claim made?")
    assert "#" not in page.url


def test_an_outcome_says_why_since_when_and_where_to_find_help(
    site: BuiltSite, context: BrowserContext
) -> None:
    page = context.new_page()
    answers = [*LATE, "no-child-without-guardian"]
    page.goto(site.base_url + PAGES["en"] + "#a=" + ".".join(answers))
    said = now(page)
    for words in (
        "not referred to the Board",
        "14 days or more after the day of entry",
        "Act, 101(1)(b.2)",
        "Since June 3, 2025",
        "Not settled:",
        "takes the place of",
        "not legal advice",
        "The rules as read on",
        "Where to find help",
    ):
        expect(said).to_contain_text(words)
    columns = said.locator(".walkthrough-compare li")
    expect(columns).to_have_count(3)
    expect(columns.nth(0)).to_contain_text("The agreement does not apply")
    expect(columns.nth(1)).to_contain_text("The agreement does not apply")
    expect(columns.nth(2)).to_contain_text("not referred to the Board")
    expect(columns.nth(2)).to_have_attribute("aria-current", "true")
    assert violations(page) == []


def test_another_period_may_turn_on_more(site: BuiltSite, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.base_url + PAGES["en"] + "#a=ports-of-entry.from-the-us.between-ports")
    late = now(page).locator(".walkthrough-compare li").nth(2)
    expect(late.locator("b")).not_to_have_count(1)
    expect(late).to_contain_text("Depends on:")
    expect(late).to_contain_text("Days after entry")


def test_the_script_and_the_generator_read_the_table_alike(
    site: BuiltSite, desk: Page, book: Rulebook
) -> None:
    url = site.base_url + PAGES["en"]
    titles = {id: _typed(outcome.title["en"]) for id, outcome in book.rules.outcomes.items()}
    wrong: list[str] = []
    desk.goto(url)
    for decision in combinations(book.rules):
        address = "#a=" + ".".join(decision.answers.values())
        said: list[str] = desk.evaluate(
            """(address) => {
                history.replaceState(null, "", address);
                dispatchEvent(new PopStateEvent("popstate"));
                const now = document.querySelector(".walkthrough-now");
                return [now.querySelector("h3").textContent,
                    now.querySelector("[data-rule]")?.dataset.rule ?? "a question"];
            }""",
            address,
        )
        assert decision.outcome is not None
        assert decision.rule is not None
        if said != [titles[decision.outcome], decision.rule.id]:
            wrong.append(f"{address}: {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", list(PAGES))
def test_at_400_per_cent(site: BuiltSite, browser: Browser, book: Rulebook, code: str) -> None:
    """A window 1280 pixels wide at 400 % is 320 CSS pixels wide."""
    context = browser.new_context(viewport={"width": 320, "height": 256})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(site.base_url + PAGES[code])
    for answer in LATE:
        assert overflow(page) <= 0, heading(page)
        button = choice(page, book, answer, code)
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 44
        button.click()
    choice(page, book, "no-child-without-guardian", code).click()
    expect(now(page).locator(".walkthrough-compare li")).to_have_count(3)
    assert overflow(page) <= 0
    page.locator(".walkthrough-whole > summary").click()
    assert overflow(page) <= 0
    context.close()


@pytest.mark.parametrize("code", list(PAGES))
def test_the_whole_page_weighs_little(site: BuiltSite, browser: Browser, code: str) -> None:
    """HTML, CSS, JavaScript and fonts that the page asks for, compressed as servers do."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.base_url + PAGES[code] + "#a=" + ".".join(RETURNED))
    page.evaluate("document.fonts.ready.then(() => null)")
    page.locator(".walkthrough-whole > summary").click()
    page.evaluate("document.fonts.ready.then(() => null)")
    weights = {}
    for url in dict.fromkeys(urlsplit(one).path.removeprefix(BASE_PATH) for one in asked):
        file = site.folder / (url if not url.endswith("/") else f"{url}index.html")
        data = file.read_bytes()
        weights[url] = len(data if file.suffix == ".woff2" else gzip.compress(data, 9))
    assert any(name.endswith(".woff2") for name in weights)
    assert any(name.startswith("assets/js/walkthrough.") for name in weights)
    assert sum(weights.values()) <= BUDGET, weights
    script = next(n for n in weights if n.startswith("assets/js/walkthrough."))
    assert (site.folder / script).stat().st_size <= 8 * 1024
    context.close()
