"""A rulebook: a decision table as an editor writes it in ``content/rules/NAME.yaml``.

FACTS are what is known of a case: dates, places, yes or no. QUESTIONS are asked in order, each
only where its ``ask`` holds; each ANSWER says which facts it covers, so that what a reader chooses
and what a case states are one and the same. RULES say which answers lead to which OUTCOME, by
which provision, and between which dates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from generator.diagnostics import Location
from generator.files.yaml import Path
from generator.model.text import Cited, Text, fields, listed
from generator.model.written import Id, Words, Written

OUTCOME = "outcome"  # what a condition calls the outcome that the answers so far lead to

Value = bool | int | float | datetime.date | str
Condition = dict[str, tuple[str, ...]]


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _condition(value: Any) -> Any:
    """Take ``place: airport`` for ``place: [airport]``."""
    if not isinstance(value, dict):
        return value
    return {name: tuple(_as_list(answers)) for name, answers in value.items()}


def _conditions(value: Any) -> Any:
    """Take one condition for a list of one."""
    return tuple(_condition(one) for one in _as_list(value))


When = Annotated[Condition, BeforeValidator(_condition)]
AnyOf = Annotated[tuple[Condition, ...], BeforeValidator(_conditions)]
Sources = Annotated[tuple[str, ...], Field(strict=False)]


class Span(Written):
    """What a number or a date must be: dates ``from`` … ``to``, both included."""

    start: datetime.date | None = Field(None, alias="from")
    end: datetime.date | None = Field(None, alias="to")
    at_least: int | float | None = None
    at_most: int | float | None = None
    over: int | float | None = None
    under: int | float | None = None


def _test(value: Any) -> Any:
    return value if isinstance(value, dict | Span) else tuple(_as_list(value))


def _kind(value: Any) -> str:
    return "span" if isinstance(value, dict | Span) else "values"


Test = Annotated[
    Annotated[Span, Tag("span")] | Annotated[tuple[Value, ...], Tag("values")],
    Discriminator(_kind),
    BeforeValidator(_test),
]


def _tests(value: Any) -> Any:
    return tuple(_as_list(value))


Tests = Annotated[tuple[dict[str, Test], ...], BeforeValidator(_tests)]


class Fact(Written):
    """An input of a case, or one reckoned from others.

    ``days`` and ``years`` are reckoned ``between`` two dates; a flag ``where`` any of some tests of
    other facts holds whole. ``same_as`` names the fact that is taken for this one where a case is
    silent, ``default`` the value; a fact with neither must be stated where a question turns on it.
    """

    type: Literal["date", "number", "flag", "choice", "days", "years"]
    values: Annotated[tuple[str, ...], Field(strict=False)] = ()
    between: Annotated[tuple[str, ...], Field(strict=False)] = ()
    where: Tests = ()
    default: Value | None = None
    same_as: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Fact:
        if self.type == "choice" and not self.values:
            raise ValueError("a choice lists its values")
        if (self.type in ("days", "years")) != (len(self.between) == 2):
            raise ValueError("days and years, and they alone, are between two dates")
        if self.where and self.type != "flag":
            raise ValueError("a flag, and it alone, holds where tests of other facts do")
        if self.values and self.default is not None and self.default not in self.values:
            raise ValueError(f"'{self.default}' is not one of its values")
        return self

    @property
    def others(self) -> tuple[str, ...]:
        """The facts that this one is reckoned from."""
        same = (self.same_as,) if self.same_as else ()
        return (*self.between, *same, *(name for tests in self.where for name in tests))

    @property
    def reckoned(self) -> bool:
        """Whether it follows from others, so that no case states it."""
        return bool(self.between or self.where)


class Answer(Written):
    """An answer as a reader chooses it, and the facts that it covers.

    ``covers`` lists tests of facts of which one must hold whole; an answer without it covers what
    no other answer to its question does. ``short`` is for the picture and for tables.
    """

    id: Id
    text: Words
    short: Words | None = None
    covers: Tests = ()

    @property
    def label(self) -> dict[str, str]:
        """The answer in few words."""
        return self.short or self.text


class Question(Written):
    """A question, with the provision that makes it matter; asked where any of ``ask`` holds."""

    id: Id
    text: Words
    short: Words
    hint: Words | None = None
    provision: Words | None = None
    sources: Sources = ()
    ask: AnyOf = ()
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=26, strict=False)]

    def answer(self, id: str) -> Answer:
        """Return the answer of that name."""
        return next(answer for answer in self.answers if answer.id == id)


class Outcome(Written):
    """What a case can come to: in a few words, and what it means for the person."""

    title: Words
    text: Words
    sources: Sources = ()


class Rule(Written):
    """These answers, between these dates, lead to this outcome, by this provision.

    A rule holds where all of ``when`` does and none of ``unless``; questions that it does not name
    may have any answer, or none. Where it holds beside a rule that leads to one of the outcomes in
    ``over``, this rule decides. ``unsettled`` says what is not known of it.
    """

    id: Id
    title: Words
    when: When
    unless: AnyOf = ()
    over: Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(strict=False)] = ()
    outcome: str
    reason: Words
    provision: Words
    sources: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
    start: datetime.date | None = Field(None, alias="from")
    end: datetime.date | None = Field(None, alias="until")
    unsettled: Words | None = None

    def in_force(self, day: datetime.date) -> bool:
        """Say whether the rule holds on a day."""
        return (self.start or day) <= day <= (self.end or day)


class Periods(Written):
    """Which question tells the periods apart, by which date, and which of them to set in a row.

    ``assume`` answers the questions that mean nothing for a case that is moved to another period.
    """

    question: str
    date: str
    show: Annotated[tuple[str, ...], Field(min_length=2, strict=False)]
    assume: dict[str, str] = Field(default_factory=dict)


class Rules(Written):
    """``content/rules/NAME.yaml``."""

    title: Words
    as_of: datetime.date
    notice: Words
    help: Words
    facts: dict[str, Fact]
    periods: Periods | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1, strict=False)]
    outcomes: dict[str, Outcome]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1, strict=False)]

    def question(self, id: str) -> Question:
        """Return the question of that name."""
        return next(question for question in self.questions if question.id == id)

    def rule(self, id: str) -> Rule:
        """Return the rule of that name."""
        return next(rule for rule in self.rules if rule.id == id)


@dataclass(frozen=True)
class Case:
    """A worked case of ``content/rules/NAME.cases.yaml``: facts, and what they must come to.

    ``by`` names the rule that must decide; ``words`` describe the case to readers. ``position`` is
    the case's in the file, from 0.
    """

    id: str
    position: int
    facts: dict[str, Value]
    expect: str
    by: str | None
    words: dict[str, str] | None
    location: Location

    def texts(self) -> Iterator[Text]:
        """Walk its words."""
        yield from fields(self, (), (), "words")

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names: none, the rules name them."""
        yield from ()


@dataclass(frozen=True)
class Rulebook:
    """A rules file and the cases beside it, as read; ``digest`` is that of both."""

    id: str
    rules: Rules
    cases: tuple[Case, ...]
    file: str
    digest: str

    def texts(self) -> Iterator[Text]:
        """Walk the words of the rules file, each with the sources of its question or rule."""
        rules = self.rules
        yield from fields(rules, (), (), "title", "notice", "help")
        for position, question in enumerate(rules.questions):
            base: Path = ("questions", position)
            names = ("short", "text", "hint", "provision")
            yield from fields(question, base, question.sources, *names)
            for number, answer in enumerate(question.answers):
                at = (*base, "answers", number)
                yield from fields(answer, at, question.sources, "text", "short")
        for id, outcome in rules.outcomes.items():
            yield from fields(outcome, ("outcomes", id), outcome.sources, "title", "text")
        for position, rule in enumerate(rules.rules):
            names = ("title", "reason", "provision", "unsettled")
            yield from fields(rule, ("rules", position), rule.sources, *names)

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that questions, outcomes and rules name."""
        for position, question in enumerate(self.rules.questions):
            yield from listed(question.sources, ("questions", position))
        for id, outcome in self.rules.outcomes.items():
            yield from listed(outcome.sources, ("outcomes", id))
        for position, rule in enumerate(self.rules.rules):
            yield from listed(rule.sources, ("rules", position))
