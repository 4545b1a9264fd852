""":::{rules-periods} name, the cases of ``NAME.cases.yaml`` that have words, in every period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.components import rulebook
from generator.components.specification import Argument, Directive, Shown
from generator.diagnostics import Diagnostic, DiagnosticError

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale


def view(use: DirectiveUse, context: Context) -> str:
    """Return the cases, the periods side by side."""
    book = context.rulebook(use.argument)
    if book.rules.periods is None:
        message, hint = f"'{use.argument}' has no periods", "add 'periods' to its file"
        raise DiagnosticError(Diagnostic(use.location, "error", "rule-unknown", message, hint))
    uid = context.uid("rules-periods")
    periods = rulebook.periods(book, context)
    return context.component("rules-periods", periods=periods, uid=uid)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the rows of the table: a case, and what it comes to in each period, by which rule."""
    book, code = content.rulebooks[use.argument], locale.code
    placed = {one.text.path[0]: one for one in content.texts_of("cases", book.id)}
    for case, decided in rulebook.in_periods(book):
        row = Shown.of(placed[case.position], locale)
        cells = [
            f"{answer.label[code]}: {outcome.title[code]} ({rule.provision[code]})"
            for answer, outcome, rule in decided
        ]
        sources = dict.fromkeys(id for _, _, rule in decided for id in rule.sources)
        yield row._replace(text=" | ".join([row.text, *cells]), sources=tuple(sources))


SPECIFICATION = Directive(
    name="rules-periods",
    doc="Worked cases of a decision table, and what each came to in every period.",
    sample=":::{rules-periods} causeway\n:::",
    argument=Argument("rulebook", "the rules file's name in content/rules/"),
    view=view,
    texts=texts,
    markdown=rulebook.markdown,
)
