"""A rulebook: a decision table as an editor writes it in ``content/rules/NAME.yaml``.

FACTS are what is known of a case: dates, places, yes or no. QUESTIONS are asked in order, each
only where its ``ask`` holds; each ANSWER says which facts it covers, so that what a reader chooses
and what a case states are one and the same. RULES say which answers lead to which OUTCOME, by
which provision, and between which dates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from generator.diagnostics import Location
from generator.files.yaml import Path
from generator.model.text import Cited, Text, fields, listed
from generator.model.written import Id, Words, Written, refusal

OUTCOME = "outcome"  # what a condition calls the outcome that the answers so far lead to

Value = bool | int | float | datetime.date | str
Condition = dict[str, tuple[str, ...]]


def _as_list(value: object) -> list[object] | tuple[object, ...]:
    return value if isinstance(value, list | tuple) else [value]


def _condition(value: object) -> object:
    """Take ``place: airport`` for ``place: [airport]``."""
    if not isinstance(value, dict):
        return value
    return {name: tuple(_as_list(answers)) for name, answers in value.items()}


def _conditions(value: object) -> object:
    """Take one condition for a list of one."""
    return tuple(_condition(one) for one in _as_list(value))


# As they may be written, for the schemas.
_Names = str | tuple[str, ...]
_Written = dict[str, _Names]

When = Annotated[
    Condition,
    BeforeValidator(_condition, json_schema_input_type=_Written),
    Field(title="condition"),
]
AnyOf = Annotated[
    tuple[Condition, ...],
    BeforeValidator(_conditions, json_schema_input_type=_Written | tuple[_Written, ...]),
    Field(title="condition, or a list of them"),
]
Outcomes = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_list, json_schema_input_type=_Names),
    Field(strict=False),
]
Sources = Annotated[tuple[str, ...], Field(strict=False)]


class Span(Written):
    """What a number or a date must be: dates ``from`` … ``to``, both included."""

    start: datetime.date | None = Field(default=None, alias="from", description="The first day.")
    end: datetime.date | None = Field(default=None, alias="to", description="The last day.")
    at_least: int | float | None = Field(default=None, description="The smallest number.")
    at_most: int | float | None = Field(default=None, description="The largest number.")
    over: int | float | None = Field(default=None, description="A number that must be exceeded.")
    under: int | float | None = Field(
        default=None, description="A number that must not be reached."
    )

    @model_validator(mode="after")
    def _forward(self) -> Span:
        if self.start and self.end and self.start > self.end:
            message = f"it ends ('to' {self.end}) before it starts ('from' {self.start})"
            raise refusal(message, "exchange them")
        low = max((n for n in (self.at_least, self.over) if n is not None), default=None)
        high = min((n for n in (self.at_most, self.under) if n is not None), default=None)
        if low is not None and high is not None and low > high:
            raise refusal(f"no number is from {low} up to {high}", "exchange them")
        return self


def _test(value: object) -> object:
    return value if isinstance(value, dict | Span) else tuple(_as_list(value))


def _kind(value: object) -> str:
    return "span" if isinstance(value, dict | Span) else "values"


Test = Annotated[
    Annotated[Span, Tag("span")] | Annotated[tuple[Value, ...], Tag("values")],
    Discriminator(_kind),
    BeforeValidator(_test, json_schema_input_type=Span | Value | tuple[Value, ...]),
]


def _tests(value: object) -> object:
    return tuple(_as_list(value))


Tests = Annotated[
    tuple[dict[str, Test], ...],
    BeforeValidator(_tests, json_schema_input_type=dict[str, Test] | tuple[dict[str, Test], ...]),
    Field(title="tests of facts, or a list of such"),
]


class Fact(Written):
    """An input of a case, or one reckoned from others.

    ``days`` and ``years`` are reckoned ``between`` two dates; a flag ``where`` any of some tests of
    other facts holds whole. ``same_as`` names the fact that is taken for this one where a case is
    silent, ``default`` the value; a fact with neither must be stated where a question turns on it.
    """

    type: Literal["date", "number", "flag", "choice", "days", "years"] = Field(
        description=(
            "What the fact is: stated as a `date`, `number`, `flag` or `choice`, or reckoned "
            "as `days` or `years`."
        )
    )
    values: Annotated[tuple[str, ...], Field(strict=False)] = Field(
        default=(), description="What a `choice` may be."
    )
    between: Annotated[tuple[str, ...], Field(strict=False)] = Field(
        default=(), description="The two dates that `days` or `years` are reckoned between."
    )
    where: Tests = Field(
        default=(),
        description="Tests of other facts, of which one must hold for the `flag` to be true.",
    )
    default: Value | None = Field(
        default=None, description="What is taken where a case does not state the fact."
    )
    same_as: str | None = Field(
        default=None,
        description="The fact that is taken for this one where a case does not state it.",
    )

    @model_validator(mode="after")
    def _whole(self) -> Fact:
        if self.type == "choice" and not self.values:
            raise refusal("a choice lists its values", "add values: [one, another]")
        if (self.type in ("days", "years")) != (len(self.between) == 2):
            message = "days and years, and they alone, are between two dates"
            raise refusal(message, "write between: [first-date, second-date]")
        if self.where and self.type != "flag":
            message = "a flag, and it alone, holds where tests of other facts do"
            raise refusal(message, "write type: flag, or delete 'where'")
        if self.values and self.default is not None and self.default not in self.values:
            message = f"'{self.default}' is not one of its values"
            raise refusal(message, f"write one of them: {', '.join(self.values)}")
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

    id: Id = Field(description="The answer's name, which conditions use.")
    text: Words = Field(description="The answer as the reader chooses it.")
    short: Words | None = Field(
        default=None, description="The answer in few words, for tables and the drawing."
    )
    covers: Tests = Field(
        default=(),
        description=(
            "The facts that the answer stands for: tests, of which one must hold. An answer "
            "without it covers all that the others do not."
        ),
    )

    @property
    def label(self) -> dict[str, str]:
        """The answer in few words."""
        return self.short or self.text


class Question(Written):
    """A question, with the provision that makes it matter; asked where any of ``ask`` holds."""

    id: Id = Field(description="The question's name, which conditions use.")
    text: Words = Field(description="The question as the reader is asked it.")
    short: Words = Field(description="The question in few words, for tables and the drawing.")
    hint: Words | None = Field(default=None, description="Help with answering it.")
    provision: Words | None = Field(
        default=None, description="The provision of the law that makes the question matter."
    )
    sources: Sources = Field(default=(), description="The sources, by name: `id`, or `id#passage`.")
    ask: AnyOf = Field(
        default=(),
        description=(
            "Conditions on earlier answers, of which one must hold for the question to be "
            "asked; without it, it always is."
        ),
    )
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=26, strict=False)] = (
        Field(description="The answers to choose from.")
    )

    def answer(self, id: str) -> Answer:
        """Return the answer of that name."""
        return next(answer for answer in self.answers if answer.id == id)


class Outcome(Written):
    """What a case can come to: in a few words, and what it means for the person."""

    title: Words = Field(description="The outcome in a few words.")
    text: Words = Field(description="What it means for the person.")
    sources: Sources = Field(default=(), description="The sources, by name: `id`, or `id#passage`.")


class Rule(Written):
    """These answers, between these dates, lead to this outcome, by this provision.

    A rule holds where all of ``when`` does and none of ``unless``; questions that it does not name
    may have any answer, or none. Where it holds beside a rule that leads to one of the outcomes in
    ``over``, this rule decides. ``unsettled`` says what is not known of it.
    """

    id: Id = Field(description="The rule's name.")
    title: Words = Field(description="The rule in a few words.")
    when: When = Field(
        description=(
            "The answers that must have been given: questions, each with an answer or a list "
            "of answers."
        )
    )
    unless: AnyOf = Field(
        default=(), description="Conditions, written like `when`, of which none may hold."
    )
    over: Annotated[
        tuple[str, ...],
        BeforeValidator(_as_list, json_schema_input_type=_Names),
        Field(strict=False),
    ] = Field(
        default=(),
        description="The outcomes whose rules this rule takes the place of, where both hold.",
    )
    outcome: str = Field(description="The outcome that the rule leads to.")
    reason: Words = Field(description="Why, in a sentence that the reader is shown.")
    provision: Words = Field(description="The provision of the law.")
    sources: Annotated[tuple[str, ...], Field(min_length=1, strict=False)] = Field(
        description="The sources, by name: `id`, or `id#passage`."
    )
    start: datetime.date | None = Field(
        default=None, alias="from", description="The first day on which the rule holds."
    )
    end: datetime.date | None = Field(
        default=None, alias="until", description="The last day on which the rule holds."
    )
    unsettled: Words | None = Field(
        default=None, description="What is not known, or not yet decided, about the rule."
    )

    @model_validator(mode="after")
    def _forward(self) -> Rule:
        if self.start and self.end and self.start > self.end:
            message = f"it ends ('until' {self.end}) before it starts ('from' {self.start})"
            raise refusal(message, "exchange them")
        return self

    def in_force(self, day: datetime.date) -> bool:
        """Say whether the rule holds on a day."""
        return (self.start or day) <= day <= (self.end or day)


class Periods(Written):
    """Which question tells the periods apart, by which date, and which of them to set in a row.

    ``assume`` answers the questions that mean nothing for a case that is moved to another period.
    """

    question: str = Field(description="The question that tells the periods apart.")
    date: str = Field(description="The fact by whose date they are told apart.")
    show: Annotated[tuple[str, ...], Field(min_length=2, strict=False)] = Field(
        description="The periods that are set side by side: answers to that question."
    )
    assume: dict[str, str] = Field(
        default_factory=dict,
        description=(
            "Answers to take for a case that is moved to another period, where its own mean "
            "nothing."
        ),
    )


class Rules(Written):
    """``content/rules/NAME.yaml``."""

    title: Words = Field(description="The name of the rules as readers see it.")
    as_of: datetime.date = Field(description="The day up to which the rules were checked.")
    notice: Words = Field(description="What a reader should know before relying on the result.")
    help: Words = Field(description="How to use the questions.")
    facts: dict[str, Fact] = Field(description="What a case may state, by name.")
    periods: Periods | None = Field(
        default=None, description="How cases are set side by side in different periods."
    )
    questions: Annotated[tuple[Question, ...], Field(min_length=1, strict=False)] = Field(
        description="The questions, in the order in which they are asked."
    )
    outcomes: dict[str, Outcome] = Field(description="What a case can come to, by name.")
    rules: Annotated[tuple[Rule, ...], Field(min_length=1, strict=False)] = Field(
        description="Which answers lead to which outcome."
    )

    def question(self, id: str) -> Question:
        """Return the question of that name."""
        return next(question for question in self.questions if question.id == id)

    def rule(self, id: str) -> Rule:
        """Return the rule of that name."""
        return next(rule for rule in self.rules if rule.id == id)


class CaseFields(Written):
    """A worked case as it is written: beside these fields, it states facts by their names."""

    model_config = ConfigDict(extra="allow")

    id: Id = Field(description="The case's name.")
    expect: str = Field(description="The outcome that the case must come to.")
    by: str | None = Field(default=None, description="The rule that must decide.")
    words: Words | None = Field(
        default=None, description="The case described to readers; cases without it are not shown."
    )


class Case(Struct, frozen=True):
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


class Rulebook(Struct, frozen=True, eq=False):
    """A rules file and the cases beside it, as read; ``digest`` is that of both.

    One is itself alone, and a key by that.
    """

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
