"""`` {rules-changes}`name old new` ``: how many combinations of answers a period changes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from msgspec import Struct

from generator.components.specification import Argument, Role
from generator.components.table import CitedSource
from generator.diagnostics import Diagnostic, DiagnosticError, one_of
from generator.language import format as localize
from generator.model.text import by_source
from generator.rules import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.components.context import Context
    from generator.model.document import RoleUse
    from generator.model.rulebook import Rules
    from generator.rules import Decision


class ChangeRow(Struct, frozen=True):
    """How many combinations came to one outcome and come to another, both in words."""

    before: Markup
    since: Markup
    count: str


class ChangesView(Struct, frozen=True):
    """How many combinations of answers there are, and how many of them end otherwise.

    ``text`` says both, each a ``<data>``; ``before`` and ``since`` name the periods; ``rows`` tell
    which outcomes changed places, the most frequent first; ``sources`` are those of the rules that
    decide in either period.
    """

    text: Markup
    title: Markup
    before: Markup
    since: Markup
    count: str
    changed: str
    rows: list[ChangeRow]
    sources: list[CitedSource]


def ids(text: str) -> list[str]:
    """Return the name of the rules file."""
    return text.split()[:1]


def _compared(
    use: RoleUse, context: Context
) -> tuple[Rules, Sequence[str], list[tuple[Decision, ...]]]:
    """Return the rules, the two periods, and what each combination comes to in either.

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
    return rules, periods, list(compared(rules, periods))


def _changed(ends: list[tuple[Decision, ...]]) -> int:
    """Count the combinations that come to another outcome."""
    return sum(before.outcome != since.outcome for before, since in ends)


def text(use: RoleUse, context: Context) -> str:
    """Return both numbers."""
    _, _, ends = _compared(use, context)
    changed, count = (localize.number(n, context.locale.tag) for n in (_changed(ends), len(ends)))
    return context.string("rules_changes").format(changed=changed, count=count)


def view(use: RoleUse, context: Context) -> str:
    """Return both numbers, with a note that says how they were counted and from which rules."""
    uid = context.uid("rules-changes")
    rules, periods, ends = _compared(use, context)
    pairs = Counter((str(first.outcome), str(last.outcome)) for first, last in ends)
    tag = context.locale.tag
    shown = rules.periods
    assert shown is not None, "known by its answers"
    before, since = (
        context.words(rules.question(shown.question).answer(id).label) for id in periods
    )
    numbers = {"changed": _changed(ends), "count": len(ends)}
    said = {name: localize.number(number, tag) for name, number in numbers.items()}
    data = Markup('<data value="{}">{}</data>')
    marked = {name: data.format(number, said[name]) for name, number in numbers.items()}
    deciding = {rule.id: rule for end in ends for one in end for rule in one.rules}
    cited = by_source([source for rule in deciding.values() for source in rule.sources])
    sources = [CitedSource(context.cite(id, uid), context.citation(id)) for id in cited]
    changes = ChangesView(
        text=escape(context.string("rules_changes")).format(**marked),
        title=context.words(rules.title),
        before=before,
        since=since,
        count=said["count"],
        changed=said["changed"],
        rows=[
            ChangeRow(
                context.words(rules.outcomes[first].title),
                context.words(rules.outcomes[last].title),
                localize.number(number, tag),
            )
            for (first, last), number in pairs.most_common()
            if first != last
        ],
        sources=sorted(sources, key=lambda source: source.number),
    )
    return context.component("rules-changes", changes=changes, uid=uid)


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
