"""Where each answer of a decision table leads: for readers who follow it on paper, and drawings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations as subsets
from itertools import product

from msgspec import Struct

from generator.model.rulebook import OUTCOME, Rules
from generator.rules import combinations, conclude

Step = tuple[str, str]  # a question and an answer to it
Condition = tuple[tuple[str, tuple[str, ...]], ...]  # questions, each with the answers it may have


class Lead(Struct, frozen=True):
    """A place that an answer leads to: the next question, or an outcome.

    ``when`` lists the ways to come there: each names earlier questions with the answers that they
    must have had, or the outcome that the answers had come to. Empty: always, or otherwise.
    """

    question: str | None
    outcome: str | None
    when: tuple[Condition, ...] = ()


class _Coming(Struct, frozen=True):
    """One way of coming to an answer: what was answered before, and the outcome met first."""

    before: dict[str, str]
    first: str | None

    def feature(self, name: str) -> str:
        """Return the answer to a question, or the outcome met, or nothing."""
        return (self.first if name == OUTCOME else self.before.get(name)) or ""


Target = tuple[str | None, str | None]
Values = set[tuple[str, ...]]


def leads(rules: Rules) -> dict[Step, tuple[Lead, ...]]:
    """Return, for every answer to every question, where it leads."""
    comings: dict[Step, dict[Target, list[_Coming]]] = {}
    for decision in combinations(rules):
        steps = list(decision.answers.items())
        first: str | None = None
        for number, step in enumerate(steps):
            before = dict(steps[:number])
            target: Target = (None, decision.outcome)
            if number + 1 < len(steps):
                target = (steps[number + 1][0], None)
            comings.setdefault(step, {}).setdefault(target, []).append(_Coming(before, first))
            first = first or conclude(rules, dict(steps[: number + 1])).outcome
    order = {question.id: [a.id for a in question.answers] for question in rules.questions}
    order[OUTCOME] = list(rules.outcomes)
    return {step: _told_apart(order, ways) for step, ways in comings.items()}


def _told_apart(order: dict[str, list[str]], ways: dict[Target, list[_Coming]]) -> tuple[Lead, ...]:
    """Return the targets of one answer, told apart by as few earlier answers as will do.

    Of those, the ones are taken that were always asked: a reader has their answers at hand.
    """
    if len(ways) == 1:
        return tuple(Lead(*target) for target in ways)
    for size in range(1, len(order) + 1):
        telling = []
        for chosen in subsets(order, size):
            seen = {
                target: {tuple(one.feature(name) for name in chosen) for one in comings}
                for target, comings in ways.items()
            }
            every = set().union(*seen.values())
            if sum(len(values) for values in seen.values()) == len(every):
                telling.append((sum("" in values for values in every), chosen, seen))
        if telling:
            _, chosen, seen = min(telling, key=lambda one: one[0])
            return _with_conditions(chosen, seen, order)
    raise AssertionError("all that was answered before tells any two ways apart")


def _with_conditions(
    chosen: Sequence[str], seen: dict[Target, Values], order: dict[str, list[str]]
) -> tuple[Lead, ...]:
    """Give each target its conditions, in the order of the answers.

    Where more than one question tells them apart, the commonest target is that of all other cases.
    """

    def rank(values: tuple[str, ...]) -> tuple[int, ...]:
        pairs = zip(chosen, values, strict=True)
        return tuple(order[name].index(value) if value else -1 for name, value in pairs)

    ordered = sorted(seen, key=lambda target: min(rank(values) for values in seen[target]))
    if len(chosen) > 1:
        ordered.sort(key=lambda target: len(seen[target]))
    found = []
    for target in ordered:
        rest = target == ordered[-1] and len(chosen) > 1
        wanted = sorted(seen[target], key=rank)
        found.append(Lead(*target, () if rest else _conditions(chosen, wanted)))
    return tuple(found)


def _conditions(chosen: Sequence[str], wanted: Sequence[tuple[str, ...]]) -> tuple[Condition, ...]:
    """Write combinations of answers as one condition where they are a product, else one each."""
    sides = [tuple(dict.fromkeys(one[i] for one in wanted)) for i in range(len(chosen))]
    whole = len(list(product(*sides))) == len(wanted)
    alternatives = [sides] if whole else [[(value,) for value in one] for one in wanted]
    return tuple(
        tuple((name, side) for name, side in zip(chosen, one, strict=True) if any(side))
        for one in alternatives
    )
