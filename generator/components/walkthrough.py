""":::{walkthrough} name, the questions of ``content/rules/NAME.yaml``: to answer, and to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.components import rulebook
from generator.components.specification import Argument, Directive, Shown
from generator.language import format as localize

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale


def view(use: DirectiveUse, context: Context) -> str:
    """Return the questions and outcomes."""
    uid = context.uid("walkthrough")
    book = context.rulebook(use.argument)
    walk = rulebook.walkthrough(book, uid, context)
    return context.component("walkthrough", walk=walk, uid=uid)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk all the words of the table, its date, and when its rules hold."""
    id, rules = use.argument, content.rulebooks[use.argument].rules
    for placed in content.texts_of("rulebook", id):
        yield Shown.of(placed, locale)
    place = content.documents[f"rulebook:{id}"].locate(("as_of",))
    day = localize.date(rules.as_of, locale.tag)
    yield Shown(place, f"{day} | {rules.title[locale.code]}")
    for number in range(len(rules.rules)):
        yield from rulebook.dates(id, number, content, locale)


SPECIFICATION = Directive(
    name="walkthrough",
    doc="The questions of a decision table, to answer one by one or to read as a whole.",
    sample=":::{walkthrough} causeway\n:::",
    argument=Argument("rulebook", "the rules file's name in content/rules/"),
    view=view,
    texts=texts,
    markdown=rulebook.markdown,
)
