"""A decision table as a page shows it: questions, outcomes, rules, and cases in every period."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

from generator.components.specification import Shown
from generator.language import format as localize
from generator.model.rulebook import OUTCOME
from generator.rules import combinations, decide
from generator.rules.leads import leads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.rulebook import Answer, Case, Outcome, Question, Rule, Rulebook, Rules
    from generator.model.site import Locale
    from generator.rules.leads import Condition, Lead


def walkthrough(book: Rulebook, uid: str, context: Context) -> dict[str, Any]:
    """Return the whole table as a document, with what a script needs to ask its questions."""
    rules = book.rules
    return {
        "id": book.id,
        "title": context.words(rules.title),
        "notice": context.words(rules.notice),
        "help": context.words(rules.help),
        "as_of": rules.as_of.isoformat(),
        "as_of_text": localize.date(rules.as_of, context.locale.tag),
        "questions": questions(book, uid, context),
        "outcomes": by_outcome(book, uid, context),
        "logic": logic(rules, context),
        "combinations": _count(sum(1 for _ in combinations(rules)), context),
        "cases": _count(len(book.cases), context),
    }


def _count(number: int, context: Context) -> str:
    return localize.number(number, context.locale.tag)


def by_outcome(
    book: Rulebook, uid: str, context: Context, wanted: str | None = None
) -> list[dict[str, Any]]:
    """Return the outcomes, or one of them, each with the rules that lead to it."""
    return [
        {
            "id": id,
            "anchor": f"{book.id}-outcome-{id}",
            "title": context.words(outcome.title),
            "text": context.words(outcome.text),
            "sources": sources(outcome.sources, uid, context),
            "rules": [
                rule_view(book, rule, uid, context)
                for rule in book.rules.rules
                if rule.outcome == id
            ],
        }
        for id, outcome in book.rules.outcomes.items()
        if wanted in (None, id)
    ]


def questions(book: Rulebook, uid: str, context: Context) -> list[dict[str, Any]]:
    """Return the questions in their order, each answer with where it leads."""
    ways = leads(book.rules)
    return [
        {
            "id": question.id,
            "number": number,
            "anchor": f"{book.id}-{question.id}",
            "short": context.words(question.short),
            "text": context.words(question.text),
            "hint": context.words(question.hint) if question.hint else "",
            "provision": context.words(question.provision) if question.provision else "",
            "sources": sources(question.sources, uid, context),
            "answers": [
                {
                    "id": answer.id,
                    "text": context.words(answer.text),
                    "label": context.words(answer.label),
                    "leads": [
                        lead_view(book, lead, context)
                        for lead in ways.get((question.id, answer.id), ())
                    ],
                }
                for answer in question.answers
            ],
        }
        for number, question in enumerate(book.rules.questions, start=1)
    ]


def lead_view(book: Rulebook, lead: Lead, context: Context) -> dict[str, Any]:
    """Return a link to what an answer leads to, and the words of the conditions on it."""
    rules = book.rules
    if lead.question is not None:
        number, question = _numbered(rules, lead.question)
        name, title, outcome = lead.question, context.label(question.short), False
    else:
        assert lead.outcome is not None, "an answer leads to one or the other"
        name, number, outcome = f"outcome-{lead.outcome}", 0, True
        title = context.label(rules.outcomes[lead.outcome].title)
    return {
        "anchor": f"{book.id}-{name}",
        "title": title,
        "number": number,
        "outcome": outcome,
        "when": [condition_words(rules, one, context) for one in lead.when],
    }


def condition_words(rules: Rules, condition: Condition, context: Context) -> list[dict[str, Any]]:
    """Return the parts of a condition: answers as 1b, the second to question 1; or outcomes."""
    parts = []
    for name, values in condition:
        if name == OUTCOME:
            titles = [context.label(rules.outcomes[value].title) for value in values if value]
            parts.append({"outcome": True, "names": titles})
        else:
            number, question = _numbered(rules, name)
            ids = [answer.id for answer in question.answers]
            names = [f"{number}{ascii_lowercase[ids.index(value)]}" for value in values if value]
            parts.append({"outcome": False, "names": names})
    return parts


def _numbered(rules: Rules, id: str) -> tuple[int, Question]:
    return next((n, q) for n, q in enumerate(rules.questions, start=1) if q.id == id)


def rule_view(book: Rulebook, rule: Rule, uid: str, context: Context) -> dict[str, Any]:
    """Return a rule in words: what it says, by which provision, and since when."""
    return {
        "id": rule.id,
        "anchor": f"{book.id}-rule-{rule.id}",
        "title": context.words(rule.title),
        "reason": context.words(rule.reason),
        "provision": context.words(rule.provision),
        "period": period(rule, context.locale.tag, context.string),
        "unsettled": context.words(rule.unsettled) if rule.unsettled else "",
        "sources": sources(rule.sources, uid, context),
    }


def period(rule: Rule, tag: str, string: Callable[[str], str]) -> str:
    """Return "Since …", "Until …" or "From … to …"; nothing for a rule without dates.

    ``string`` returns one of the templates' own words.
    """
    first, last = (localize.date(day, tag) if day else "" for day in (rule.start, rule.end))
    key = {(True, True): "rules_from_to", (True, False): "rules_since"}.get(
        (bool(first), bool(last)), "rules_until"
    )
    return string(key).format(start=first, end=last) if first or last else ""


def dates(id: str, number: int, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the words on when a rule holds, under its title; none for a rule without dates."""
    rule, code = content.rulebooks[id].rules.rules[number], locale.code
    words = period(rule, locale.tag, lambda key: content.strings[key][code])
    if words:
        path = ("rules", number, "from" if rule.start else "until")
        place = content.documents[f"rulebook:{id}"].locate(path)
        yield Shown(place, f"{rule.title[code]} | {words}", rule.sources)


def sources(ids: Sequence[str], uid: str, context: Context) -> list[dict[str, int]]:
    """Return the numbers of sources in the page's list, in their order."""
    return [{"number": number} for number in sorted(context.cite(id, uid) for id in ids)]


def logic(rules: Rules, context: Context) -> Markup:
    """Return the table without its words, as JSON that a script may read inside a page."""
    table: dict[str, Any] = {
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


def periods(book: Rulebook, context: Context) -> dict[str, Any]:
    """Return the cases that have words, each with what it comes to in every period."""
    rules, shown = book.rules, book.rules.periods
    assert shown is not None, "checked where it is asked for"
    question = rules.question(shown.question)
    return {
        "title": context.words(rules.title),
        "columns": [context.words(question.answer(id).label) for id in shown.show],
        "rows": [
            {
                "words": context.words(case.words or {}),
                "cells": [
                    {
                        "outcome": rule.outcome,
                        "title": context.words(outcome.title),
                        "provision": context.words(rule.provision),
                    }
                    for _, outcome, rule in decided
                ],
            }
            for case, decided in in_periods(book)
        ],
    }
