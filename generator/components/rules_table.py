""":::{rules-table} name, the rules of ``content/rules/NAME.yaml``; ``:outcome:`` picks one's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.components import rulebook
from generator.components.specification import Argument, Directive, Option, Shown
from generator.diagnostics import Diagnostic, DiagnosticError, one_of

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale

OUTCOME = Option("outcome", "the id of the outcome whose rules are shown; without it, all are")


def view(use: DirectiveUse, context: Context) -> str:
    """Return the table."""
    uid = context.uid("rules-table")
    book = context.rulebook(use.argument)
    wanted = use.options.get(OUTCOME.name)
    if wanted is not None and wanted not in book.rules.outcomes:
        message = f"'{use.argument}' has no outcome '{wanted}'"
        hint = one_of(wanted, book.rules.outcomes)
        raise DiagnosticError(Diagnostic(use.location, "error", "rule-unknown", message, hint))
    groups = rulebook.by_outcome(book, uid, context, wanted)
    # Two tables of one page, each of an outcome, are told apart by its title.
    title = context.words(book.rules.title) if wanted is None else groups[0].title
    return context.component("rules-table", groups=groups, title=title, uid=uid)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the words of the table: its title, its outcomes, its rules and when they hold."""
    rules = content.rulebooks[use.argument].rules
    wanted = use.options.get(OUTCOME.name)
    for placed in content.texts_of("rulebook", use.argument):
        match placed.text.path:
            case ("title",) if wanted is None:
                yield Shown.of(placed, locale)
            case ("outcomes", id, _) if wanted in (None, id):
                yield Shown.of(placed, locale)
            case ("rules", int(number), _) if wanted in (None, rules.rules[number].outcome):
                yield Shown.of(placed, locale)
    for number, rule in enumerate(rules.rules):
        if wanted in (None, rule.outcome):
            yield from rulebook.dates(use.argument, number, content, locale)


SPECIFICATION = Directive(
    name="rules-table",
    doc="The rules of a decision table: what each says, its provision, when it holds.",
    sample=":::{rules-table} causeway\n:outcome: wait\n:::",
    argument=Argument("rulebook", "the rules file's name in content/rules/"),
    options=(OUTCOME,),
    view=view,
    texts=texts,
    markdown=rulebook.markdown,
)
