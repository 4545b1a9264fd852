""":::{rules-picture} name, the whole of ``content/rules/NAME.yaml`` in one drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.components import rulebook
from generator.components import rules_drawing as drawing
from generator.components.specification import Argument, Directive, Shown

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale


def view(use: DirectiveUse, context: Context) -> str:
    """Return the drawing, and the same in words."""
    book = context.rulebook(use.argument)
    uid = context.uid("rules-picture")
    return context.component(
        "rules-picture",
        title=context.words(book.rules.title),
        svg=drawing.draw(book.rules, context, drawing.WIDE),
        narrow_svg=drawing.draw(book.rules, context, drawing.NARROW),
        questions=rulebook.questions(book, uid, context),
        uid=uid,
    )


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the words of the drawing: the title, questions and answers in few words, outcomes."""
    rules = content.rulebooks[use.argument].rules
    for placed in content.texts_of("rulebook", use.argument):
        match placed.text.path:
            case ("title",) | ("questions", _, "short") | ("outcomes", _, "title"):
                yield Shown.of(placed, locale)
            case ("questions", int(question), "answers", int(number), _):
                if placed.text.words is rules.questions[question].answers[number].label:
                    yield Shown.of(placed, locale)


SPECIFICATION = Directive(
    name="rules-picture",
    doc="The whole of a decision table in one drawing.",
    sample=":::{rules-picture} causeway\n:::",
    argument=Argument("rulebook", "the rules file's name in content/rules/"),
    view=view,
    texts=texts,
    markdown=rulebook.markdown,
)
