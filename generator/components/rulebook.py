"""A decision table as a page shows it: questions, outcomes, rules, and cases in every period."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from msgspec import Struct

from generator.components.specification import Shown
from generator.language import format as localize
from generator.language.typography import Marked
from generator.model.rulebook import OUTCOME
from generator.model.text import by_source
from generator.rules import combinations, decide
from generator.rules.leads import leads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.rulebook import Answer, Case, Outcome, Question, Rule, Rulebook, Rules
    from generator.model.site import Locale
    from generator.rules.leads import Condition, Lead


class SourceNumber(Struct, frozen=True):
    """A source by its number in the page's list; ``note`` is the id of that with its words."""

    number: int
    note: str


class ConditionPart(Struct, frozen=True):
    """A part of a condition: names of outcomes, or of answers (1b: the second to question 1)."""

    outcome: bool
    names: list[str]


class LeadView(Struct, frozen=True):
    """A link to what an answer leads to: a question by its number, or an outcome (number 0).

    ``when`` lists the conditions of which one must hold; empty: always, or in all other cases.
    """

    anchor: str
    title: str
    number: int
    outcome: bool
    when: list[list[ConditionPart]]


class AnswerView(Struct, frozen=True):
    """An answer in full and, as ``label``, in few words; and where it leads."""

    id: str
    text: Markup
    label: Markup
    leads: list[LeadView]


class QuestionView(Struct, frozen=True):
    """A question in full and in few words; hint and provision may be empty."""

    id: str
    number: int
    anchor: str
    short: Markup
    text: Markup
    hint: Markup
    provision: Markup
    sources: list[SourceNumber]
    answers: list[AnswerView]


class RuleView(Struct, frozen=True):
    """A rule in words: what it says, by which provision, since when, and what is not known of it.

    ``period`` and ``unsettled`` may be empty.
    """

    id: str
    anchor: str
    title: Markup
    reason: Markup
    provision: Markup
    period: str
    unsettled: Markup
    sources: list[SourceNumber]


class OutcomeView(Struct, frozen=True):
    """An outcome, with the rules that lead to it."""

    id: str
    anchor: str
    title: Markup
    text: Markup
    sources: list[SourceNumber]
    rules: list[RuleView]


class WalkthroughView(Struct, frozen=True):
    """A whole table as a document, as ``templates/components/walkthrough.html`` shows it.

    ``logic`` is what a script needs to ask the questions; ``combinations`` counts the ways through
    them, ``cases`` the worked cases, both in the language's form.
    """

    id: str
    title: Markup
    notice: Markup
    help: Markup
    as_of: str
    as_of_text: str
    questions: list[QuestionView]
    outcomes: list[OutcomeView]
    logic: Markup
    combinations: str
    cases: str


class CaseOutcome(Struct, frozen=True):
    """What a case comes to in a period: the outcome's id and title, and the provision."""

    outcome: str
    title: Markup
    provision: Markup


class CaseRow(Struct, frozen=True):
    """A case in words, with what it comes to in each period."""

    words: Markup
    cells: list[CaseOutcome]


class PeriodsView(Struct, frozen=True):
    """Cases side by side in every period; ``columns`` are the periods."""

    title: Markup
    columns: list[Markup]
    rows: list[CaseRow]


def walkthrough(book: Rulebook, uid: str, context: Context) -> WalkthroughView:
    """Return the whole table as a document; its sources are cited at the anchor ``uid``."""
    rules = book.rules
    return WalkthroughView(
        id=book.id,
        title=context.words(rules.title),
        notice=context.words(rules.notice),
        help=context.words(rules.help),
        as_of=rules.as_of.isoformat(),
        as_of_text=localize.date(rules.as_of, context.locale.tag),
        questions=questions(book, uid, context),
        outcomes=by_outcome(book, uid, context),
        logic=logic(rules),
        combinations=_count(sum(1 for _ in combinations(rules)), context),
        cases=_count(len(book.cases), context),
    )


def _count(number: int, context: Context) -> str:
    return localize.number(number, context.locale.tag)


def _words(words: dict[str, str] | None, context: Context) -> Markup:
    return context.words(words) if words else Markup("")


def by_outcome(
    book: Rulebook, uid: str, context: Context, wanted: str | None = None
) -> list[OutcomeView]:
    """Return the outcomes, or the one that is wanted, each with the rules that lead to it."""
    return [
        OutcomeView(
            id=id,
            anchor=f"{book.id}-outcome-{id}",
            title=context.words(outcome.title),
            text=context.words(outcome.text),
            sources=sources(outcome.sources, uid, context),
            rules=[
                rule_view(book, rule, uid, context)
                for rule in book.rules.rules
                if rule.outcome == id
            ],
        )
        for id, outcome in book.rules.outcomes.items()
        if wanted in (None, id)
    ]


def markdown(use: DirectiveUse, context: Context) -> str:
    """Return the outcomes of a decision table as Markdown, each with its rules."""
    rules = context.rulebook(use.argument).rules
    wanted = use.options.get("outcome")
    lines = [f"**{context.plain_words(rules.title)}**"]
    for id, outcome in rules.outcomes.items():
        if wanted in (None, id):
            title, text = context.plain_words(outcome.title), context.plain_words(outcome.text)
            lines.append(f"**{title}** {text}")
            lines.append(
                "\n".join(
                    f"- {context.plain_words(rule.title)}. {context.plain_words(rule.reason)} "
                    f"({context.plain_words(rule.provision)})"
                    for rule in rules.rules
                    if rule.outcome == id
                )
            )
    return "\n\n".join(lines)


def questions(book: Rulebook, uid: str, context: Context) -> list[QuestionView]:
    """Return the questions in their order, each answer with where it leads."""
    ways = leads(book.rules)
    return [
        QuestionView(
            id=question.id,
            number=number,
            anchor=f"{book.id}-{question.id}",
            short=context.words(question.short),
            text=context.words(question.text),
            hint=_words(question.hint, context),
            provision=_words(question.provision, context),
            sources=sources(question.sources, uid, context),
            answers=[
                AnswerView(
                    answer.id,
                    context.words(answer.text),
                    context.words(answer.label),
                    [
                        lead_view(book, lead, context)
                        for lead in ways.get((question.id, answer.id), ())
                    ],
                )
                for answer in question.answers
            ],
        )
        for number, question in enumerate(book.rules.questions, start=1)
    ]


def lead_view(book: Rulebook, lead: Lead, context: Context) -> LeadView:
    """Return a link to what an answer leads to, and the words of the conditions on it."""
    rules = book.rules
    if lead.question is not None:
        number, question = _numbered(rules, lead.question)
        name, title, outcome = lead.question, context.label(question.short), False
    else:
        assert lead.outcome is not None, "an answer leads to one or the other"
        name, number, outcome = f"outcome-{lead.outcome}", 0, True
        title = context.label(rules.outcomes[lead.outcome].title)
    when = [condition_words(rules, one, context) for one in lead.when]
    return LeadView(f"{book.id}-{name}", title, number, outcome, when)


def condition_words(rules: Rules, condition: Condition, context: Context) -> list[ConditionPart]:
    """Return the parts of a condition, which must all hold."""
    parts = []
    for name, values in condition:
        if name == OUTCOME:
            titles = [context.label(rules.outcomes[value].title) for value in values if value]
            parts.append(ConditionPart(True, titles))
        else:
            number, question = _numbered(rules, name)
            ids = [answer.id for answer in question.answers]
            names = [f"{number}{ascii_lowercase[ids.index(value)]}" for value in values if value]
            parts.append(ConditionPart(False, names))
    return parts


def _numbered(rules: Rules, id: str) -> tuple[int, Question]:
    return next((n, q) for n, q in enumerate(rules.questions, start=1) if q.id == id)


def rule_view(book: Rulebook, rule: Rule, uid: str, context: Context) -> RuleView:
    """Return a rule in words."""
    return RuleView(
        id=rule.id,
        anchor=f"{book.id}-rule-{rule.id}",
        title=context.words(rule.title),
        reason=context.words(rule.reason),
        provision=context.words(rule.provision),
        period=period(rule, context.locale.tag, context.string),
        unsettled=_words(rule.unsettled, context),
        sources=sources(rule.sources, uid, context),
    )


def period(rule: Rule, tag: str, string: Callable[[str], str]) -> str:
    """Return "Since …", "Until …" or "From … to …"; nothing for a rule without dates.

    ``string`` returns one of the templates' own words.
    """
    first, last = (localize.date(day, tag) if day else "" for day in (rule.start, rule.end))
    key = {(True, True): "rules_from_to", (True, False): "rules_since"}.get(
        (bool(first), bool(last)), "rules_until"
    )
    return Marked(string(key).format(start=first, end=last), tag) if first or last else ""


def dates(id: str, number: int, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the words on when a rule holds, under its title; none for a rule without dates."""
    rule, code = content.rulebooks[id].rules.rules[number], locale.code
    words = period(rule, locale.tag, lambda key: content.strings[key][code])
    if words:
        path = ("rules", number, "from" if rule.start else "until")
        place = content.documents[f"rulebook:{id}"].locate(path)
        yield Shown(place, f"{rule.title[code]} | {words}", rule.sources)


def sources(names: Sequence[str], uid: str, context: Context) -> list[SourceNumber]:
    """Cite sources at the anchor ``uid``, and return their numbers in order."""
    found = [
        SourceNumber(context.cite(id, uid), context.note(id, passages))
        for id, passages in by_source(names).items()
    ]
    return sorted(found, key=lambda source: source.number)


def logic(rules: Rules) -> Markup:
    """Return the table without its words, as JSON that a script may read inside a page."""
    table: dict[str, object] = {
        "questions": [
            {"id": q.id, "ask": q.ask, "answers": [answer.id for answer in q.answers]}
            for q in rules.questions
        ],
        "rules": [
            {"id": r.id, "when": r.when, "unless": r.unless, "over": r.over, "outcome": r.outcome}
            for r in rules.rules
        ],
    }
    if rules.periods:
        table["periods"] = {
            "question": rules.periods.question,
            "show": rules.periods.show,
            "assume": rules.periods.assume,
        }
    return htmlsafe_json_dumps(table, separators=(",", ":"))


def in_periods(book: Rulebook) -> Iterator[tuple[Case, list[tuple[Answer, Outcome, Rule]]]]:
    """Walk the cases that have words, each with what it comes to in every period, and why."""
    rules, shown = book.rules, book.rules.periods
    assert shown is not None, "checked where it is asked for"
    question = rules.question(shown.question)
    for case in book.cases:
        if case.words is not None:
            decided = []
            for id in shown.show:
                rule = decide(rules, case.facts, {**shown.assume, shown.question: id}).rule
                assert rule is not None, "a table with gaps is not published"
                decided.append((question.answer(id), rules.outcomes[rule.outcome], rule))
            yield case, decided


def periods(book: Rulebook, context: Context) -> PeriodsView:
    """Return the cases that have words, each with what it comes to in every period."""
    rules, shown = book.rules, book.rules.periods
    assert shown is not None, "checked where it is asked for"
    question = rules.question(shown.question)
    title = context.words(rules.title)
    columns = [context.words(question.answer(id).label) for id in shown.show]
    rows = []
    for case, decided in in_periods(book):
        words = _words(case.words, context)
        cells = [
            CaseOutcome(rule.outcome, context.words(outcome.title), context.words(rule.provision))
            for _, outcome, rule in decided
        ]
        rows.append(CaseRow(words, cells))
    return PeriodsView(title, columns, rows)
