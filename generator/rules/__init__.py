"""The evaluator of decision tables: facts in; outcome, and the rules that led to it, out.

Pure: no file is read here, and nothing is known of any subject.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.model.rulebook import (
    OUTCOME,
    Answer,
    Condition,
    Question,
    Rule,
    Rules,
    Span,
    Test,
    Value,
)

Facts = Mapping[str, Value]
Answers = Mapping[str, str]


class UndecidedError(Exception):
    """Raised for facts that a table cannot take: something is missing, or fits two answers."""


class Decision(Struct, frozen=True):
    """A case, decided. ``answers`` are in the order of asking.

    ``rules`` are those that hold, each followed by the one that takes its place; the last one
    decides. There is none where the table has a gap. ``rivals`` are rules that decide beside it:
    an overlap.
    """

    answers: dict[str, str]
    rules: tuple[Rule, ...]
    rivals: tuple[Rule, ...] = ()

    @property
    def rule(self) -> Rule | None:
        """The rule that decides."""
        return self.rules[-1] if self.rules else None

    @property
    def outcome(self) -> str | None:
        """The outcome's name."""
        return self.rules[-1].outcome if self.rules else None


def decide(rules: Rules, facts: Facts, given: Answers | None = None) -> Decision:
    """Put the questions to the facts in turn, and apply the rules to the answers.

    ``given`` answers some questions beforehand, whatever the facts say.

    Raises:
        UndecidedError: a question that is asked has no answer in the facts, or has two.
    """
    answers: dict[str, str] = {}
    for question in rules.questions:
        if asked(rules, question, answers):
            chosen = (given or {}).get(question.id)
            answers[question.id] = chosen or answer_of(rules, question, facts).id
    return conclude(rules, answers)


def combinations(rules: Rules, given: Answers | None = None) -> Iterator[Decision]:
    """Walk every combination of answers, decided; ``given`` fixes the answers to some questions."""

    def walk(position: int, answers: dict[str, str]) -> Iterator[Decision]:
        for index in range(position, len(rules.questions)):
            question = rules.questions[index]
            if asked(rules, question, answers):
                fixed = (given or {}).get(question.id)
                for answer in question.answers:
                    if fixed in (None, answer.id):
                        yield from walk(index + 1, {**answers, question.id: answer.id})
                return
        yield conclude(rules, answers)

    yield from walk(0, {})


def compared(rules: Rules, periods: Sequence[str]) -> Iterator[tuple[Decision, ...]]:
    """Walk what every combination of answers comes to in each of some periods.

    A combination answers all questions that any of the periods asks; ``periods`` are answers to the
    question that tells them apart. Those that mean nothing in another period have one answer.
    """
    shown = rules.periods
    assert shown is not None, "only a table with periods has any to compare"

    def walk(position: int, cases: tuple[dict[str, str], ...]) -> Iterator[tuple[Decision, ...]]:
        for index in range(position, len(rules.questions)):
            question = rules.questions[index]
            wanted = [asked(rules, question, case) for case in cases]
            if question.id == shown.question or not any(wanted):
                continue
            fixed = shown.assume.get(question.id)
            for answer in question.answers:
                if fixed in (None, answer.id):
                    given = {question.id: answer.id}
                    pairs = zip(cases, wanted, strict=True)
                    yield from walk(
                        index + 1, tuple({**case, **given} if its else case for case, its in pairs)
                    )
            return
        yield tuple(conclude(rules, case) for case in cases)

    yield from walk(0, tuple({shown.question: id} for id in periods))


def conclude(rules: Rules, answers: Answers) -> Decision:
    """Apply the rules to answers; some questions may not have been answered yet."""
    holding = [rule for rule in rules.rules if _applies(rule, answers)]
    displaced = [r for r in holding if any(r.outcome in other.over for other in holding)]
    deciding = [rule for rule in holding if rule not in displaced]
    if not deciding:  # none holds, or each takes the place of another
        return Decision(dict(answers), ())
    return Decision(dict(answers), (*displaced, deciding[0]), tuple(deciding[1:]))


def asked(rules: Rules, question: Question, answers: Answers) -> bool:
    """Say whether a question is asked, after the answers to those before it."""
    if not question.ask:
        return True
    so_far: str | None = None
    if any(OUTCOME in condition for condition in question.ask):
        so_far = conclude(rules, answers).outcome
    return any(_holds(condition, answers, so_far) for condition in question.ask)


def _applies(rule: Rule, answers: Answers) -> bool:
    return _holds(rule.when, answers) and not any(_holds(one, answers) for one in rule.unless)


def _holds(condition: Condition, answers: Answers, so_far: str | None = None) -> bool:
    """Say whether every question that a condition names has one of the answers that it names."""
    for name, allowed in condition.items():  # a loop: this is asked half a million times
        if (so_far if name == OUTCOME else answers.get(name)) not in allowed:
            return False
    return True


def answer_of(rules: Rules, question: Question, facts: Facts) -> Answer:
    """Return the one answer to a question that covers the facts.

    Raises:
        UndecidedError: none does, or more than one.
    """
    covering = [answer for answer in question.answers if _hold(rules, answer.covers, facts)]
    if not covering:
        covering = [answer for answer in question.answers if not answer.covers]
    if len(covering) != 1:
        names = " and ".join(f"'{answer.id}'" for answer in covering)
        what = f"the answers {names} all cover it" if names else "no answer covers it"
        raise UndecidedError(f"to '{question.id}', {what}")
    return covering[0]


def _hold(rules: Rules, every: Sequence[Mapping[str, Test]], facts: Facts) -> bool:
    """Say whether any of some lists of tests holds whole."""
    return any(
        all(_passes(value_of(rules, name, facts), test) for name, test in tests.items())
        for tests in every
    )


def _passes(value: Value, test: Test) -> bool:
    if isinstance(test, Span):
        return _within(value, test)
    # True is no 1, as it would be to Python.
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in test)


def _within(value: Value, span: Span) -> bool:
    if isinstance(value, datetime.date):
        return (span.start or value) <= value <= (span.end or value)
    if isinstance(value, bool | str):
        return False
    return (
        (span.at_least is None or value >= span.at_least)
        and (span.at_most is None or value <= span.at_most)
        and (span.over is None or value > span.over)
        and (span.under is None or value < span.under)
    )


def value_of(rules: Rules, name: str, facts: Facts) -> Value:
    """Return a fact: as the case states it, or as it is reckoned, or as it is unless stated.

    Raises:
        UndecidedError: it is none of these.
    """
    fact = rules.facts[name]
    if name in facts:
        return facts[name]
    if fact.where:
        return _hold(rules, fact.where, facts)
    if fact.between:
        start, end = (value_of(rules, one, facts) for one in fact.between)
        if not isinstance(start, datetime.date) or not isinstance(end, datetime.date):
            raise UndecidedError(f"'{name}' is between two dates")
        if end < start:
            raise UndecidedError(f"'{fact.between[1]}' is before '{fact.between[0]}'")
        return (end - start).days if fact.type == "days" else years_between(start, end)
    if fact.same_as is not None:
        return value_of(rules, fact.same_as, facts)
    if fact.default is None:
        raise UndecidedError(f"the fact '{name}' is not stated")
    return fact.default


def years_between(start: datetime.date, end: datetime.date) -> float:
    """Return whole years, and half a year more for any days beyond them.

    So "more than one year after" is over 1, and the anniversary itself, 1, is not. The anniversary
    of 29 February is, in common years, the 28th: a year that begins the day after ends there.
    """
    years = end.year - start.year
    reached = _anniversary(start, years)
    if reached > end:
        years -= 1
        reached = _anniversary(start, years)
    return years + (0.5 if end > reached else 0)


def _anniversary(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
