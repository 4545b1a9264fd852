"""`` {rules-changes}`name old new` ``: how many combinations of answers a period changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.components.specification import Argument, Role
from generator.diagnostics import Diagnostic, DiagnosticError, one_of
from generator.language import format as localize
from generator.rules import compared

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.rulebook import Rules


@dataclass(frozen=True)
class ChangeRow:
    """How many combinations came to one outcome and come to another, both in words."""

    before: Markup
    since: Markup
    count: str


@dataclass(frozen=True)
class ChangesView:
    """How many combinations of answers there are, and how many of them end otherwise.

    ``text`` says both; ``before`` and ``since`` name the periods; ``rows`` tell which outcomes
    changed places, the most frequent first.
    """

    text: str
    title: Markup
    before: Markup
    since: Markup
    count: str
    changed: str
    rows: list[ChangeRow]


def ids(text: str) -> list[str]:
    """Return the name of the rules file."""
    return text.split()[:1]


def _counts(use: RoleUse, context: Context) -> tuple[Rules, list[str], Counter[tuple[str, str]]]:
    """Return the rules, the two periods, and how often each pair of outcomes is come to.

    Raises:
        DiagnosticError: the rules do not have these periods.
    """
    name, *periods = use.text.split()
    rules = context.rulebook(name).rules
    shown = rules.periods
    known = [answer.id for answer in rules.question(shown.question).answers] if shown else []
    unknown = [one for one in periods if one not in known]
    if unknown or len(periods) != len(("before", "since")):
        message = f"'{name}' has no period '{unknown[0]}'" if unknown else "two periods are needed"
        hint = one_of(unknown[0], known) if unknown else f"write them after the name: {name} …"
        raise DiagnosticError(Diagnostic(use.location, "error", "rule-unknown", message, hint))
    pairs = ([str(one.outcome) for one in ends] for ends in compared(rules, periods))
    return rules, periods, Counter((before, since) for before, since in pairs)


def _said(counts: Counter[tuple[str, str]], context: Context) -> tuple[str, str, str]:
    """Return how many combinations change, how many there are, and both in words."""
    tag = context.locale.tag
    count = localize.number(counts.total(), tag)
    changed = localize.number(sum(n for (a, b), n in counts.items() if a != b), tag)
    return changed, count, context.string("rules_changes").format(changed=changed, count=count)


def text(use: RoleUse, context: Context) -> str:
    """Return both numbers."""
    return _said(_counts(use, context)[2], context)[2]


def view(use: RoleUse, context: Context) -> str:
    """Return both numbers, with a note that says how they were counted."""
    rules, periods, counts = _counts(use, context)
    changed, count, words = _said(counts, context)
    shown = rules.periods
    assert shown is not None, "known by its answers"
    before, since = (
        context.words(rules.question(shown.question).answer(id).label) for id in periods
    )
    rows = [
        ChangeRow(
            context.words(rules.outcomes[first].title),
            context.words(rules.outcomes[last].title),
            localize.number(number, context.locale.tag),
        )
        for (first, last), number in counts.most_common()
        if first != last
    ]
    title = context.words(rules.title)
    changes = ChangesView(words, title, before, since, count, changed, rows)
    return context.component("rules-changes", changes=changes, uid=context.uid("rules-changes"))


SPECIFICATION = Role(
    name="rules-changes",
    doc=(
        "How many combinations of answers to a decision table end otherwise in one period than in "
        "another, of how many: `12 of 40`. A combination answers every question that one of the "
        "two periods asks. A note says which outcomes changed places."
    ),
    sample="In {rules-changes}`causeway before-signals signals` cases the signal decides.",
    argument=Argument(
        "rulebook", "the rules file's name in content/rules/, and two of its periods: name old new"
    ),
    ids=ids,
    view=view,
    text=text,
)
