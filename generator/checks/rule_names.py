"""What the parts of a decision table call each other by is there, once, and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic, Location, one_of
from generator.files.yaml import Path, YamlDocument
from generator.model.content import Content
from generator.model.rulebook import OUTCOME, Rules
from generator.model.site import Site

CODES = (
    Code(
        "rule-unknown",
        means=(
            "A rules file, its cases or a directive name a fact, question, answer, rule or "
            "outcome that the rules do not have, or give one name to two things."
        ),
        mend="Correct the name, or define what it names.",
    ),
    Code(
        "rule-order",
        means="A question depends on one that is asked later, or a fact is reckoned from itself.",
        mend=(
            "Move the question that is depended on further up, or take the fact out of its own "
            "definition."
        ),
    ),
)


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report the faulty names of every decision table."""
    for id, book in content.rulebooks.items():
        yield from names(book.rules, content.documents[f"rulebook:{id}"])


def names(rules: Rules, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report what is named and not there, what stands twice, and what is asked too late."""
    yield from _facts(rules, document)
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
                    place = document.locate((*base, "answers", number, "covers", name), key=True)
                    yield from _unknown(place, "fact", name, rules.facts)
    for position, rule in enumerate(rules.rules):
        base = ("rules", position)
        for field, outcomes in (("outcome", [rule.outcome]), ("over", rule.over)):
            for name in outcomes:
                place = document.locate((*base, field))
                yield from _unknown(place, "outcome", name, rules.outcomes)
        yield from _conditions(rules, document, (*base, "when"))
        yield from _conditions(rules, document, (*base, "unless"))
    yield from _periods(rules, document)


def _unknown(place: Location, kind: str, name: str, known: Iterable[str]) -> Iterator[Diagnostic]:
    if name not in (names := list(known)):
        message = f"there is no {kind} '{name}'"
        yield Diagnostic(place, "error", "rule-unknown", message, one_of(name, names))


def _facts(rules: Rules, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report facts that are reckoned from others which are not there, or from themselves."""
    for name, fact in rules.facts.items():
        place = document.locate(("facts", name), key=True)
        for other in fact.others:
            yield from _unknown(place, "fact", other, rules.facts)
        waiting, seen = list(fact.others), set()
        while waiting:
            other = waiting.pop()
            if other not in seen and other in rules.facts:
                seen.add(other)
                waiting += rules.facts[other].others
        if name in seen:
            message = f"the fact '{name}' is reckoned from itself"
            yield Diagnostic(
                place,
                "error",
                "rule-order",
                message,
                "take it out of its own 'between', 'where' or 'same_as'",
            )


def _periods(rules: Rules, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report questions, answers and facts that the periods name and that are not there."""
    periods = rules.periods
    if periods is None:
        return
    place = document.locate(("periods",), key=True)
    answers = {q.id: [answer.id for answer in q.answers] for q in rules.questions}
    yield from _unknown(place, "question", periods.question, answers)
    yield from _unknown(place, "fact", periods.date, rules.facts)
    for name in periods.show:
        yield from _unknown(place, "answer", name, answers.get(periods.question, [name]))
    for question, name in periods.assume.items():
        yield from _unknown(place, "question", question, answers)
        yield from _unknown(place, "answer", name, answers.get(question, [name]))


def _conditions(
    rules: Rules, document: YamlDocument, path: Path, before: int | None = None
) -> Iterator[Diagnostic]:
    """Check the questions and answers of conditions; ``before`` tells which were asked by then."""
    asked = [question.id for question in rules.questions]
    for at, name, values in _written(document, path):
        place = document.locate(at, key=True)
        answers: Iterable[str]
        if name == OUTCOME and before is not None:
            answers = rules.outcomes
        elif name not in asked:
            yield from _unknown(place, "question", name, asked)
            continue
        elif before is not None and asked.index(name) >= before:
            message = f"'{name}' is asked later than this question"
            yield Diagnostic(place, "error", "rule-order", message, "move it up")
            continue
        else:
            answers = [answer.id for answer in rules.question(name).answers]
        for value in values:
            if value not in answers:
                message = f"'{name}' has no answer '{value}'"
                yield Diagnostic(place, "error", "rule-unknown", message, one_of(value, answers))


def _written(document: YamlDocument, path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """Walk conditions as the file has them: one, or a list; one answer, or a list."""
    written = document.value
    for step in path:
        written = written.get(step) if isinstance(written, dict) else written[step]
    listed = isinstance(written, list)
    for number, condition in enumerate(written if listed else [written] if written else []):
        for name, value in condition.items():
            at: Path = (*path, number, name) if listed else (*path, name)
            yield at, str(name), [str(v) for v in (value if isinstance(value, list) else [value])]


def _twice(ids: list[str], path: Path, kind: str, document: YamlDocument) -> Iterator[Diagnostic]:
    for position, id in enumerate(ids):
        place = document.locate((*path, position, "id"))
        if id in ids[:position]:
            message = f"the {kind} '{id}' stands twice"
            yield Diagnostic(place, "error", "rule-unknown", message, "give it another id")
        elif id == OUTCOME:
            message = f"'{OUTCOME}' is what conditions call the outcome so far"
            yield Diagnostic(place, "error", "rule-unknown", message, "give it another id")
