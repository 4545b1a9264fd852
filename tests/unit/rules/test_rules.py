"""The evaluator: facts in; outcome, and the rules that led to it, out."""

from __future__ import annotations

import datetime

import pytest
import yaml
from support import TIDES

from generator.model.rulebook import Rules
from generator.rules import (
    UndecidedError,
    asked,
    combinations,
    compared,
    conclude,
    decide,
    value_of,
    years_between,
)
from generator.rules.leads import leads

CAUSEWAY = TIDES / "content/rules/causeway.yaml"


@pytest.fixture
def rules() -> Rules:
    return Rules.model_validate(yaml.safe_load(CAUSEWAY.read_text(encoding="utf-8")))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_case_comes_with_its_answers_and_its_rule(rules: Rules) -> None:
    facts = {"day": day("2011-07-01"), "water": 0.2, "vehicle.kind": "truck"}
    decision = decide(rules, facts)
    assert decision.outcome == "cross"
    assert decision.answers == {
        "sign": "signals",
        "water": "shallow",
        "vehicle": "high",
        "storm": "calm",
        "night": "lit",
    }
    assert [rule.id for rule in decision.rules] == ["wade"]


def test_a_rule_over_another_takes_its_place_and_the_path_says_so(rules: Rules) -> None:
    facts = {"day": day("2009-07-02"), "storm": day("2009-07-01"), "water": 0}
    decision = decide(rules, facts)
    assert decision.outcome == "wait"
    assert [rule.id for rule in decision.rules] == ["dry", "storm"]
    assert decision.rule is not None
    assert decision.rule.id == "storm"
    assert decision.rivals == ()


def test_unless_keeps_a_rule_out(rules: Rules) -> None:
    answers = {"sign": "signals", "water": "dry", "storm": "after-storm", "night": "dark"}
    assert [rule.id for rule in conclude(rules, answers).rules] == ["dry", "dark"]


def test_a_question_may_be_asked_for_the_outcome_so_far(rules: Rules) -> None:
    storm = rules.question("storm")
    assert asked(rules, storm, {"water": "dry"})
    assert not asked(rules, storm, {"water": "deep"})
    assert not asked(rules, storm, {})


def test_given_answers_stand_against_the_facts(rules: Rules) -> None:
    facts = {"day": day("2009-07-01"), "water": 0, "lit": False}
    assert decide(rules, facts).outcome == "cross"
    assert decide(rules, facts, {"sign": "signals"}).outcome == "wait"
    assert decide(rules, facts, {"sign": "signals", "night": "lit"}).outcome == "cross"


@pytest.mark.parametrize(
    ("water", "answer"),
    [(-1, "dry"), (0, "dry"), (0.01, "shallow"), (0.3, "shallow"), (0.31, "deep")],
)
def test_spans_meet_edge_to_edge(rules: Rules, water: float, answer: str) -> None:
    facts = {"day": day("2009-07-01"), "water": water}
    assert decide(rules, facts).answers["water"] == answer


@pytest.mark.parametrize(
    ("first", "period"),
    [("2010-05-31", "before-signals"), ("2010-06-01", "signals")],
)
def test_dates_include_both_ends(rules: Rules, first: str, period: str) -> None:
    assert decide(rules, {"day": day(first), "water": 0}).answers["sign"] == period


def test_days_count_from_the_day_after(rules: Rules) -> None:
    facts = {"storm": day("2024-02-28"), "day": day("2024-03-01")}
    assert value_of(rules, "days_since_storm", facts) == 2


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2024-07-10", "2024-07-10", 0),
        ("2024-07-10", "2025-07-09", 0.5),
        ("2024-07-10", "2025-07-10", 1),
        ("2024-07-10", "2025-07-11", 1.5),
        ("2024-02-29", "2025-02-28", 1),
        ("2024-02-29", "2025-03-01", 1.5),
        ("2024-02-29", "2028-02-29", 4),
        ("2020-06-25", "2026-06-24", 5.5),
    ],
)
def test_years(start: str, end: str, years: float) -> None:
    assert years_between(day(start), day(end)) == years


def test_a_fact_is_as_stated_as_another_or_as_it_is_unless_stated(rules: Rules) -> None:
    facts = {"day": day("2011-07-01")}
    assert value_of(rules, "built", facts) == facts["day"]
    assert value_of(rules, "lit", facts) is True
    assert value_of(rules, "lit", {"lit": False}) is False
    with pytest.raises(UndecidedError, match="'water' is not stated"):
        value_of(rules, "water", facts)


def test_dates_in_the_wrong_order_are_refused(rules: Rules) -> None:
    facts = {"day": day("2011-07-01"), "storm": day("2011-07-02"), "water": 0}
    with pytest.raises(UndecidedError, match="'day' is before 'storm'"):
        decide(rules, facts)


def test_two_answers_that_cover_the_same_facts_are_refused(rules: Rules) -> None:
    value = yaml.safe_load(CAUSEWAY.read_text(encoding="utf-8"))
    value["questions"][1]["answers"][1]["covers"]["water"]["over"] = -1
    with pytest.raises(UndecidedError, match="'dry' and 'shallow' all cover it"):
        decide(Rules.model_validate(value), {"day": day("2011-07-01"), "water": 0})


def test_true_is_not_one(rules: Rules) -> None:
    value = yaml.safe_load(CAUSEWAY.read_text(encoding="utf-8"))
    value["questions"][4]["answers"][0]["covers"] = {"lit": 1}
    facts = {"day": day("2011-07-01"), "water": 0}
    with pytest.raises(UndecidedError, match="no answer covers it"):
        decide(Rules.model_validate(value), facts)


def test_a_gap_decides_nothing(rules: Rules) -> None:
    value = yaml.safe_load(CAUSEWAY.read_text(encoding="utf-8"))
    del value["rules"][0]
    gaps = [one for one in combinations(Rules.model_validate(value)) if one.rule is None]
    assert {one.answers["water"] for one in gaps} == {"dry"}


def test_an_overlap_names_its_rivals(rules: Rules) -> None:
    value = yaml.safe_load(CAUSEWAY.read_text(encoding="utf-8"))
    del value["rules"][2]["unless"]
    answers = {"sign": "before-signals", "water": "shallow", "vehicle": "high", "storm": "calm"}
    both = conclude(Rules.model_validate(value), answers)
    assert [rule.id for rule in (*both.rules, *both.rivals)] == ["wade", "wet"]


def test_leads_tell_by_earlier_answers(rules: Rules) -> None:
    ways = leads(rules)
    assert [lead.question for lead in ways["water", "shallow"]] == ["vehicle"]
    assert [(lead.question, lead.outcome) for lead in ways["water", "deep"]] == [(None, "wait")]
    calm = ways["storm", "calm"]
    assert [(lead.question, lead.outcome, lead.when) for lead in calm] == [
        (None, "cross", ((("sign", ("before-signals",)),),)),
        ("night", None, ((("sign", ("signals",)),),)),
    ]


def test_periods_are_compared_over_all_that_either_of_them_asks(rules: Rules) -> None:
    value = yaml.safe_load(CAUSEWAY.read_text(encoding="utf-8"))
    pair = ("before-signals", "signals")
    assert {(a.outcome == b.outcome) for a, b in compared(rules, pair)} == {True}  # always lit
    value["periods"]["assume"] = {}
    ends = list(compared(Rules.model_validate(value), pair))
    # Dry or a high vehicle, a storm or none, lit or dark; a low one, or deep water.
    assert len(ends) == 2 * 2 * 2 + 2
    assert all("night" not in before.answers for before, _ in ends)
    changed = [
        (before.answers["storm"], since.answers["night"], before.outcome, since.outcome)
        for before, since in ends
        if before.outcome != since.outcome
    ]
    assert changed == [("calm", "dark", "cross", "wait")] * 2
    assert [len(ends) for ends in compared(rules, ("signals",))] == [1] * 6
