"""Every decision table of the project, over all the combinations of its answers.

Each combination has exactly one outcome, every outcome and every rule is reached, every case of
facts finds one answer to each question, and all that is drawn from a table agrees with it.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cli, load
from generator.build import incremental as build
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.load import site as config
from generator.model.rulebook import Fact, Rulebook, Rules, Span, Value
from generator.rules import combinations, conclude, decide
from generator.rules.leads import Lead, leads

REPO = Path(__file__).resolve().parents[1]
SITES = (REPO, REPO / "tests/sites/tides")
FIXED_OUTCOMES = {"not-covered", "exception", "returned", "ineligible-late"}


def _books() -> dict[str, Rulebook]:
    books: dict[str, Rulebook] = {}
    for source in SITES:
        found = Diagnostics()
        books |= load.load(config.load(source), snapshot.scan(source), found).rulebooks
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


def _values(fact: Fact) -> st.SearchStrategy[Value]:
    if fact.type == "date":
        # Few days, and those where something changes: so that their order and edges are met often.
        days = ["2004-12-28", "2004-12-29", "2009-07-22", "2009-07-23", "2010-05-31", "2010-06-01"]
        days += ["2020-06-24", "2020-06-25", "2023-03-24", "2023-03-25", "2023-04-07", "2025-06-02"]
        days += ["2025-06-03", "2025-06-16", "2025-06-17", "2026-06-03", "2026-06-04"]
        return st.sampled_from([datetime.date.fromisoformat(one) for one in days])
    if fact.type == "flag":
        return st.booleans()
    if fact.type == "number":
        return st.sampled_from([-1, 0, 0.3, 0.5, 4, 17, 18, 19, 80])
    return st.sampled_from(fact.values)


@st.composite
def _facts(draw: st.DrawFn, rules: Rules) -> dict[str, Value]:
    facts = {name: draw(_values(f)) for name, f in rules.facts.items() if not f.reckoned}
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


def test_the_agreements_table_is_large_enough_to_trust() -> None:
    (book,) = [book for book in BOOKS.values() if set(book.rules.outcomes) == FIXED_OUTCOMES]
    assert len(book.cases) >= 100
    assert {case.by for case in book.cases if case.by} == {rule.id for rule in book.rules.rules}
    edges = {(case.id.rsplit("-", 1)[-1]) for case in book.cases if "-day-" in case.id}
    assert {"0", "13", "14", "15"} <= edges


def test_the_dates_shown_are_those_of_the_periods_where_a_rule_holds() -> None:
    rules = next(b for b in BOOKS.values() if set(b.rules.outcomes) == FIXED_OUTCOMES).rules
    assert rules.periods is not None
    periods = {a.id: a.covers[0] for a in rules.question(rules.periods.question).answers}
    dates: dict[str, set[tuple[datetime.date | None, datetime.date | None]]] = {}
    for one in combinations(rules):
        span = periods[one.answers[rules.periods.question]][rules.periods.date]
        assert isinstance(span, Span)
        for rule in one.rules:  # those too whose place another takes
            dates.setdefault(rule.id, set()).add((span.start, span.end))
    narrower = {"removals-suspended": datetime.date(2009, 7, 22)}
    for rule in rules.rules:
        spans = sorted(dates[rule.id], key=lambda span: span[0] or datetime.date.min)
        assert rule.start == spans[0][0], rule.id
        assert rule.end == narrower.get(rule.id, spans[-1][1]), rule.id


@pytest.fixture
def site(own_site: Path) -> Path:
    return own_site


def test_check_counts_the_cases(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--source", str(site)]) == 0
    (case_count,) = re.findall(
        r", (\d+) cases of 1 rules file as expected", capsys.readouterr().out
    )
    assert int(case_count) >= 100


def test_one_expectation_changed_is_told_at_its_line(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = (site / "content/rules").glob("*.cases.yaml")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if "id: roxham-first-day" in line)
    lines[number] = lines[number].replace("expect: returned", "expect: exception")
    file.write_text("".join(lines), encoding="utf-8")
    assert cli.main(["check", "--source", str(site)]) == 1
    said = capsys.readouterr().err
    column = lines[number].index("expect: ") + len("expect: ") + 1
    assert f"content/rules/{file.name}:{number + 1}:{column} error[rule-case]" in said
    assert "comes out as 'returned', not 'exception': period: whole-border, " in said
    assert "delay: within-14-days" in said
    assert "decided by 'returned-between-ports'" in said


def test_a_page_reads_its_rules_as_inputs(site: Path) -> None:
    report = build.check(build.Options(site, Path()))
    assert not report.failed, report.diagnostics
    with_rules = {path for path, reads in report.trace.items() if "rulebook:stca" in reads}
    assert {"en/does-it-apply/index.html", "fr/s-applique-t-elle/index.html"} <= with_rules
    before = report.files
    book = site / "content/rules/stca.yaml"
    text = book.read_text(encoding="utf-8")
    assert text.count("Ferry landing") + text.count("ferry landings included.") == 1
    book.write_text(text.replace("ferry landings included.", "ferries too."), encoding="utf-8")
    after = build.check(build.Options(site, Path()))
    changed = {path for path in before if before[path] != after.files[path]} - {"build.json"}
    assert changed
    assert changed <= with_rules
    assert report.made
    assert after.made
    books = [made.inputs.rulebook("stca") for made in (report.made, after.made)]
    assert books[0].digest != books[1].digest
