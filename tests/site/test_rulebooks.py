"""Whatever rules a site has: one outcome to any facts, with scripts and without."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from browsing import BuiltSite
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, expect
from support import ROOT, TIDES

from generator import load
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.load.site import load as load_site
from generator.model.rulebook import Fact, Rulebook, Rules, Span, Value
from generator.rules import combinations, conclude, decide
from generator.rules.leads import Lead, leads

DAY = datetime.timedelta(days=1)


def _books() -> dict[str, Rulebook]:
    books: dict[str, Rulebook] = {}
    for source in (ROOT, TIDES):
        found = Diagnostics()
        books |= load.load(load_site(source), snapshot.scan(source), found).rulebooks
        assert not found.failed, list(found)
    return books


BOOKS = _books()
NAMES = sorted(BOOKS)


@pytest.mark.parametrize("name", NAMES)
def test_every_combination_has_exactly_one_outcome(name: str) -> None:
    rules = BOOKS[name].rules
    every = list(combinations(rules))
    assert len(every) == len({tuple(one.answers.items()) for one in every})
    assert [one.answers for one in every if one.rule is None or one.rivals] == []
    assert {one.outcome for one in every} == set(rules.outcomes)
    assert {one.rule.id for one in every if one.rule} == {rule.id for rule in rules.rules}
    steps = {step for one in every for step in one.answers.items()}
    assert steps == {(q.id, answer.id) for q in rules.questions for answer in q.answers}


@pytest.mark.parametrize("name", NAMES)
def test_every_case_comes_out(name: str) -> None:
    book = BOOKS[name]
    assert book.cases
    wrong = [c.id for c in book.cases if decide(book.rules, c.facts).outcome != c.expect]
    assert wrong == []


def _edges(rules: Rules) -> Iterator[datetime.date | int | float]:
    """The dates and numbers where something changes: from one answer to another, or for a rule."""
    tests = [
        test
        for q in rules.questions
        for a in q.answers
        for one in a.covers
        for test in one.values()
    ]
    tests += [test for f in rules.facts.values() for one in f.where for test in one.values()]
    for test in tests:
        if isinstance(test, Span):
            ends = (test.start, test.end, test.at_least, test.at_most, test.over, test.under)
            yield from (end for end in ends if end is not None)
    for rule in rules.rules:
        yield from (end for end in (rule.start, rule.end) if end)


def _values(fact: Fact, rules: Rules) -> st.SearchStrategy[Value]:
    # Few values, and those where something changes: so that their order and edges are met often.
    edges = list(_edges(rules))
    days = {one for one in edges if isinstance(one, datetime.date)}
    numbers = {one for one in edges if not isinstance(one, datetime.date)} | {0}
    if fact.type == "date":
        return st.sampled_from(sorted({d + n * DAY for d in days for n in (-1, 0, 1, 14, 400)}))
    if fact.type == "flag":
        return st.booleans()
    if fact.type == "number":
        return st.sampled_from(
            sorted({one + by for one in numbers for by in (-1, -0.2, 0, 0.2, 1)})
        )
    return st.sampled_from(fact.values)


@st.composite
def _facts(draw: st.DrawFn, rules: Rules) -> dict[str, Value]:
    facts = {name: draw(_values(f, rules)) for name, f in rules.facts.items() if not f.reckoned}
    for fact in rules.facts.values():
        if fact.between:  # in the order of time, as in life
            first, last = sorted(facts[name] for name in fact.between)
            facts[fact.between[0]], facts[fact.between[1]] = first, last
    return facts


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_any_facts_come_to_one_of_the_combinations(name: str, data: st.DataObject) -> None:
    rules = BOOKS[name].rules
    facts = data.draw(_facts(rules))
    for fact in rules.facts.values():
        if fact.between and facts[fact.between[1]] < facts[fact.between[0]]:  # type: ignore[operator]
            return
    decision = decide(rules, facts)
    assert decision.rule is not None
    assert decision.rivals == ()
    every = {tuple(one.answers.items()) for one in combinations(rules)}
    assert tuple(decision.answers.items()) in every


@pytest.mark.parametrize("name", NAMES)
def test_following_the_leads_comes_to_the_outcome(name: str) -> None:
    """A reader without scripts, who goes from link to link by their conditions, arrives."""
    rules = BOOKS[name].rules
    ways = leads(rules)
    for decision in combinations(rules):
        before: dict[str, str] = {}
        first: str | None = None
        at: str | None = rules.questions[0].id
        end: str | None = None
        while at is not None:
            answer = decision.answers[at]
            lead = _fitting(ways[at, answer], before, first)
            before[at] = answer
            first = first or conclude(rules, before).outcome
            at, end = lead.question, lead.outcome
        assert before == decision.answers
        assert end == decision.outcome


def _fitting(ways: tuple[Lead, ...], before: dict[str, str], first: str | None) -> Lead:
    known = {**before, "outcome": first}
    fitting = [
        lead
        for lead in ways
        if any(all(known.get(name) in values for name, values in one) for one in lead.when)
    ]
    rest = [lead for lead in ways if not lead.when]
    (chosen,) = fitting or rest
    return chosen


@pytest.fixture
def walks(site: BuiltSite) -> list[tuple[str, str, Rulebook]]:
    """Where each set of questions stands: the page's address, its language, and the rules."""
    return [
        (url, file.relative_to(site.folder).parts[0], book)
        for url, file in zip(site.urls, site.files, strict=True)
        for book in BOOKS.values()
        if f'id="{book.id}-{book.rules.questions[0].id}" data-question=' in file.read_text("utf-8")
    ]


def _typed(words: str) -> str:
    """Words without what typography does to marks and spaces."""
    return re.sub(r"\s", "", words.replace("’", "'"))


def test_every_way_can_be_walked_without_scripts(
    walks: list[tuple[str, str, Rulebook]], open_context: Callable[..., BrowserContext]
) -> None:
    """From link to link: each answer links to where some way through the table goes next."""
    page = open_context(java_script_enabled=False).new_page()
    for url, _, book in walks:
        page.goto(url)
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


# What the page shows of answers given by its address: the outcome's title and the deciding rule.
ANSWERED = """(addresses) => addresses.map((address) => {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    const now = document.querySelector(".walkthrough-now");
    return [now.querySelector("h3").textContent,
        now.querySelector("[data-rule]")?.dataset.rule ?? "a question"];
})"""


def test_the_script_and_the_generator_read_the_table_alike(
    walks: list[tuple[str, str, Rulebook]], context: BrowserContext
) -> None:
    page = context.new_page()
    wrong: list[str] = []
    for url, code, book in walks:
        titles = {id: _typed(outcome.title[code]) for id, outcome in book.rules.outcomes.items()}
        every = list(combinations(book.rules))
        page.goto(url)
        addresses = ["#a=" + ".".join(decision.answers.values()) for decision in every]
        for decision, (title, rule) in zip(every, page.evaluate(ANSWERED, addresses), strict=True):
            assert decision.outcome is not None
            assert decision.rule is not None
            if (_typed(title), rule) != (titles[decision.outcome], decision.rule.id):
                wrong.append(f"{url} {decision.answers}: {title}, {rule}")
    assert not wrong, "\n".join(wrong)
