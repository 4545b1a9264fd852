"""Decision tables are whole, and their worked cases come out as expected."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from generator.checks import rule_names
from generator.diagnostics import Code, Diagnostic, Location
from generator.files.yaml import YamlDocument
from generator.model.content import Content
from generator.model.rulebook import Case, Rulebook, Rules, Span
from generator.model.site import Site
from generator.rules import Decision, UndecidedError, combinations, decide

CODES = (
    Code(
        "rule-gap",
        means=(
            "There are answers for which no rule decides: a reader who gives them would come to "
            "no outcome."
        ),
        mend="Add a rule for the answers that are listed, or widen the `when` of one.",
    ),
    Code(
        "rule-overlap",
        means="Two rules both decide the same answers.",
        mend=(
            "Narrow one of them by its `when` or `unless`, or say with `over` that it takes the "
            "place of rules that lead to certain outcomes."
        ),
    ),
    Code(
        "rule-combinations",
        means="The questions have more combinations of answers than can be checked one by one.",
        mend="Ask fewer questions at once: give those that matter only sometimes an `ask`.",
    ),
    Code(
        "rule-dates",
        means=(
            "A rule decides in a period in which, by its own `from` and `until`, it does not hold."
        ),
        mend="Correct the dates, or name in the rule's `when` the periods in which it holds.",
    ),
    Code(
        "rule-unreached",
        means="A rule, an outcome or a question is never come to, whatever the answers are.",
        mend="Correct the conditions that keep it out, or take it away.",
    ),
    Code(
        "rule-case",
        means=(
            "A worked case comes out otherwise than its `expect` or `by` says, or cannot be "
            "decided."
        ),
        mend=(
            "Find out which is wrong, the case or the rules: the message tells the path that was "
            "taken and the rule that decided."
        ),
    ),
)

DATES = "correct its dates, or name in its 'when' the periods in which it holds"
UNREACHED = "correct the conditions that keep it out, or take it away"
LIMIT = 20_000  # what can be walked at every build
SHOWN = 3  # of combinations that have the same fault


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report gaps, overlaps, and what is never reached; then cases that come out otherwise."""
    for id, book in content.rulebooks.items():
        yield from _faults(book, content.documents[f"rulebook:{id}"], site.default_locale.code)


@lru_cache(maxsize=8)
def _faults(book: Rulebook, document: YamlDocument, locale: str) -> tuple[Diagnostic, ...]:
    """Return the faults of one rules file: those of one that is read once are looked for once."""
    return tuple(_walked(book, document, locale))


def _walked(book: Rulebook, document: YamlDocument, locale: str) -> Iterator[Diagnostic]:
    if any(rule_names.names(book.rules, document)):
        return  # told there; nothing can be decided yet
    decisions = list(islice(combinations(book.rules), LIMIT + 1))
    if len(decisions) > LIMIT:
        message = f"there are more than {LIMIT} combinations of answers"
        hint = "ask fewer questions at once: give them an 'ask'"
        place = document.locate(("questions",), key=True)
        yield Diagnostic(place, "error", "rule-combinations", message, hint)
        return
    yield from _whole(book.rules, decisions, document)
    yield from _dates(book.rules, decisions, document)
    yield from _reached(book.rules, decisions, document)
    for case in book.cases:
        yield from _case(book, case, locale)


def _whole(rules: Rules, decisions: list[Decision], document: YamlDocument) -> Iterator[Diagnostic]:
    """Report combinations that no rule decides, or more than one, or one out of its dates."""
    gaps = [one for one in decisions if one.rule is None]
    place, message = document.locate(("rules",), key=True), "no rule decides this"
    hint = "add a rule for these answers, or widen the 'when' of one"
    yield from _told(gaps, place, message, hint, code="rule-gap")
    overlaps: dict[tuple[str, str], list[Decision]] = {}
    for one in decisions:
        for rival in one.rivals:
            overlaps.setdefault((one.rules[-1].id, rival.id), []).append(one)
    for (first, second), clashing in overlaps.items():
        place = _place(rules, document, second)
        message = f"'{second}' and '{first}' both decide this"
        hint = "narrow one of them, or say which outcome it takes the place of: over: …"
        yield from _told(clashing, place, message, hint, code="rule-overlap")


def _told(
    decisions: list[Decision], place: Location, message: str, hint: str, *, code: str
) -> Iterator[Diagnostic]:
    """Report the first few combinations of those that have one fault."""
    more = len(decisions) - SHOWN
    for number, one in enumerate(decisions[:SHOWN], start=1):
        others = f"; there are {more} more like it" if number == SHOWN and more > 0 else ""
        yield Diagnostic(place, "error", code, f"{message}: {path_of(one)}", hint + others)


def _dates(rules: Rules, decisions: list[Decision], document: YamlDocument) -> Iterator[Diagnostic]:
    """Report rules that decide in a period in which they do not hold."""
    if rules.periods is None:
        return
    periods, reported = rules.periods, set()
    decided: dict[str, list[Span]] = {}
    for one in decisions:
        rule, id = one.rule, one.answers.get(periods.question)
        if rule is None or id is None or (rule.id, id) in reported:
            continue
        covers = rules.question(periods.question).answer(id).covers
        spans = [test for tests in covers if isinstance(test := tests.get(periods.date), Span)]
        held = decided.setdefault(rule.id, [])
        held += spans
        if any(
            (rule.end and span.start and rule.end < span.start)
            or (rule.start and span.end and rule.start > span.end)
            for span in spans
        ):
            reported.add((rule.id, id))
            message = f"'{rule.id}' decides in the period '{id}', in which it does not hold: "
            message += path_of(one)
            place = _place(rules, document, rule.id)
            yield Diagnostic(place, "error", "rule-dates", message, DATES)
    for id, spans in decided.items():
        rule = rules.rule(id)
        starts, ends = [span.start for span in spans], [span.end for span in spans]
        early = rule.start and None not in starts and rule.start < min(filter(None, starts))
        late = rule.end and None not in ends and rule.end > max(filter(None, ends))
        if early or late:
            message = f"'{id}' holds outside the periods in which it decides"
            yield Diagnostic(_place(rules, document, id), "error", "rule-dates", message, DATES)


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
            yield Diagnostic(place, "error", "rule-unreached", message, UNREACHED)
    for rule in rules.rules:
        if rule.id not in deciding:
            message = f"no combination of answers is decided by the rule '{rule.id}'"
            yield Diagnostic(
                _place(rules, document, rule.id), "error", "rule-unreached", message, UNREACHED
            )
    for position, question in enumerate(rules.questions):
        if question.id not in questions:
            place = document.locate(("questions", position, "id"))
            message = f"the question '{question.id}' is never asked"
            yield Diagnostic(place, "error", "rule-unreached", message, UNREACHED)


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

    def fault(message: str, hint: str = "correct the case, or the rules") -> Diagnostic:
        return Diagnostic(case.location, "error", "rule-case", f"'{case.id}' {message}", hint)

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
    elif case.words and rules.periods:
        shown = rules.periods
        for period in shown.show:
            try:
                decide(rules, case.facts, {**shown.assume, shown.question: period})
            except UndecidedError as error:
                yield fault(f"cannot be shown in the period '{period}': {error}")
