"""Decision tables are whole, and their worked cases come out as expected."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from generator.config import Site
from generator.content import Content
from generator.diagnostics import Diagnostic, Location, nearest
from generator.parse import Document
from generator.rulebook import OUTCOME, Case, Rulebook, Rules, Span
from generator.rules import Decision, UndecidedError, combinations, decide
from generator.yamlfile import Path, YamlDocument

SHOWN = 3  # of combinations that have the same fault


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report unknown names; then gaps, overlaps, what is never reached; then cases gone wrong."""
    for id, book in content.rulebooks.items():
        document = content.documents[f"rulebook:{id}"]
        unknown = list(_names(book.rules, document))
        yield from unknown
        if not unknown:
            decisions = list(combinations(book.rules))
            yield from _whole(book.rules, decisions, document)
            yield from _dates(book.rules, decisions, document)
            yield from _reached(book.rules, decisions, document)
            for case in book.cases:
                yield from _case(book, case, site.default_locale.code)


# Names.


def _names(rules: Rules, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report what is named and not there, what stands twice, and what is asked too late."""

    def unknown(path: Path, kind: str, name: str, known: Iterable[str]) -> Iterator[Diagnostic]:
        if name not in (names := list(known)):
            place = document.locate(path, key=True)
            message = f"there is no {kind} '{name}'"
            yield Diagnostic(place, "error", "rule-unknown", message, nearest(name, names))

    for name, fact in rules.facts.items():
        for other in (*fact.between, *([fact.same_as] if fact.same_as else [])):
            yield from unknown(("facts", name), "fact", other, rules.facts)
    yield from _twice([q.id for q in rules.questions], ("questions",), "question", document)
    yield from _twice([r.id for r in rules.rules], ("rules",), "rule", document)
    for position, question in enumerate(rules.questions):
        base: Path = ("questions", position)
        ids = [answer.id for answer in question.answers]
        yield from _twice(ids, (*base, "answers"), "answer", document)
        yield from _conditions(rules, document, (*base, "ask"), position)
        for number, answer in enumerate(question.answers):
            for tests in answer.covers:
                for name in tests:
                    path = (*base, "answers", number, "covers", name)
                    yield from unknown(path, "fact", name, rules.facts)
    for position, rule in enumerate(rules.rules):
        base = ("rules", position)
        yield from unknown((*base, "outcome"), "outcome", rule.outcome, rules.outcomes)
        for name in rule.over:
            yield from unknown((*base, "over"), "outcome", name, rules.outcomes)
        yield from _conditions(rules, document, (*base, "when"))
        yield from _conditions(rules, document, (*base, "unless"))
    if rules.periods:
        ids = [question.id for question in rules.questions]
        yield from unknown(("periods", "question"), "question", rules.periods.question, ids)
        yield from unknown(("periods", "date"), "fact", rules.periods.date, rules.facts)
        answers = {
            a.id for q in rules.questions if q.id == rules.periods.question for a in q.answers
        }
        for number, name in enumerate(rules.periods.show):
            yield from unknown(("periods", "show", number), "answer", name, answers)


def _conditions(
    rules: Rules, document: YamlDocument, path: Path, before: int | None = None
) -> Iterator[Diagnostic]:
    """Check the questions and answers of a condition, as written; ``before`` are those known."""
    written: Any = document.value
    for step in path:
        written = written.get(step) if isinstance(written, dict) else written[step]
    listed = isinstance(written, list)
    for number, condition in enumerate(written if listed else [written] if written else []):
        for name, value in condition.items():
            at = (*path, number, name) if listed else (*path, name)
            place = document.locate(at, key=True)
            index = next((i for i, q in enumerate(rules.questions) if q.id == name), None)
            answers: Iterable[str]
            if name == OUTCOME and before is not None:
                answers = rules.outcomes
            elif index is None:
                message = f"there is no question '{name}'"
                hint = nearest(str(name), [question.id for question in rules.questions])
                yield Diagnostic(place, "error", "rule-unknown", message, hint)
                continue
            elif before is not None and index >= before:
                message = f"'{name}' is asked later than this question"
                yield Diagnostic(place, "error", "rule-order", message, "move it up")
                continue
            else:
                answers = [answer.id for answer in rules.questions[index].answers]
            for one in value if isinstance(value, list) else [value]:
                if one not in answers:
                    message = f"'{name}' has no answer '{one}'"
                    hint = nearest(str(one), answers)
                    yield Diagnostic(place, "error", "rule-unknown", message, hint)


def _twice(ids: list[str], path: Path, kind: str, document: YamlDocument) -> Iterator[Diagnostic]:
    for position, id in enumerate(ids):
        if id in ids[:position]:
            place = document.locate((*path, position, "id"))
            message = f"the {kind} '{id}' stands twice"
            yield Diagnostic(place, "error", "rule-unknown", message, "give it another id")


# Wholeness.


def _whole(rules: Rules, decisions: list[Decision], document: YamlDocument) -> Iterator[Diagnostic]:
    """Report combinations that no rule decides, or more than one, or one out of its dates."""
    gaps = [one for one in decisions if one.rule is None]
    yield from _told(
        gaps, document.locate(("rules",), key=True), "rule-gap", "no rule decides this"
    )
    overlaps: dict[tuple[str, str], list[Decision]] = {}
    for one in decisions:
        for rival in one.rivals:
            overlaps.setdefault((one.rules[-1].id, rival.id), []).append(one)
    for (first, second), clashing in overlaps.items():
        place = _place(rules, document, second)
        message = f"'{second}' and '{first}' both decide this"
        yield from _told(clashing, place, "rule-overlap", message)


def _told(
    decisions: list[Decision], place: Location, code: str, message: str
) -> Iterator[Diagnostic]:
    """Report the first few combinations of those that have one fault."""
    more = len(decisions) - SHOWN
    for number, one in enumerate(decisions[:SHOWN], start=1):
        hint = f"and {more} more like it" if number == SHOWN and more > 0 else ""
        yield Diagnostic(place, "error", code, f"{message}: {path_of(one)}", hint)


def _dates(rules: Rules, decisions: list[Decision], document: YamlDocument) -> Iterator[Diagnostic]:
    """Report rules that decide in a period in which they do not hold."""
    if rules.periods is None:
        return
    periods, reported = rules.periods, set()
    for one in decisions:
        rule, id = one.rule, one.answers.get(periods.question)
        if rule is None or id is None or (rule.id, id) in reported:
            continue
        covers = rules.question(periods.question).answer(id).covers
        spans = [test for tests in covers if isinstance(test := tests.get(periods.date), Span)]
        if any(
            (rule.end and span.start and rule.end < span.start)
            or (rule.start and span.end and rule.start > span.end)
            for span in spans
        ):
            reported.add((rule.id, id))
            message = f"'{rule.id}' decides in the period '{id}', in which it does not hold"
            place = _place(rules, document, rule.id)
            yield Diagnostic(place, "error", "rule-dates", message, path_of(one))


def _reached(
    rules: Rules, decisions: list[Decision], document: YamlDocument
) -> Iterator[Diagnostic]:
    """Report outcomes, rules and questions that no combination comes to."""
    outcomes = {one.outcome for one in decisions}
    deciding = {one.rule.id for one in decisions if one.rule}
    questions = {name for one in decisions for name in one.answers}
    for name in rules.outcomes:
        if name not in outcomes:
            place = document.locate(("outcomes", name), key=True)
            message = f"no combination of answers leads to the outcome '{name}'"
            yield Diagnostic(place, "error", "rule-unreached", message)
    for rule in rules.rules:
        if rule.id not in deciding:
            message = f"no combination of answers is decided by the rule '{rule.id}'"
            yield Diagnostic(_place(rules, document, rule.id), "error", "rule-unreached", message)
    for position, question in enumerate(rules.questions):
        if question.id not in questions:
            place = document.locate(("questions", position, "id"))
            message = f"the question '{question.id}' is never asked"
            yield Diagnostic(place, "error", "rule-unreached", message)


def _place(rules: Rules, document: YamlDocument, id: str) -> Location:
    position = next(i for i, rule in reversed(list(enumerate(rules.rules))) if rule.id == id)
    return document.locate(("rules", position, "id"))


def path_of(decision: Decision) -> str:
    """Return the answers that a decision came from, in the order of asking."""
    return ", ".join(f"{name}: {answer}" for name, answer in decision.answers.items())


# Cases.


def _case(book: Rulebook, case: Case, locale: str) -> Iterator[Diagnostic]:
    """Run one case; say of one that comes out otherwise by which path, and which rule decided."""
    rules = book.rules

    def fault(message: str) -> Diagnostic:
        return Diagnostic(case.location, "error", "rule-case", f"'{case.id}' {message}")

    try:
        decision = decide(rules, case.facts)
    except UndecidedError as error:
        yield fault(f"cannot be decided: {error}")
        return
    rule = decision.rule
    if rule is None:
        return  # told as a gap
    day = case.facts.get(rules.periods.date) if rules.periods else None
    path = f"{path_of(decision)}; decided by '{rule.id}' ({rule.provision[locale]})"
    if decision.outcome != case.expect:
        yield fault(f"comes out as '{decision.outcome}', not '{case.expect}': {path}")
    elif case.by not in (None, rule.id):
        yield fault(f"is not decided by '{case.by}': {path}")
    elif isinstance(day, datetime.date) and not rule.in_force(day):
        yield fault(f"is decided by a rule that does not hold on {day}: {path}")
