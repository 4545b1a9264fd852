""":::{figure} shore.jpg, a picture of ``content/pictures/`` with its caption and credit.

A picture in Markdown's own form, ``![what it shows](shore.jpg)``, stands in its line without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.components.pictures import element, largest
from generator.components.specification import Argument, Body, Directive, Option, Shown
from generator.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale

CODES = (
    Code(
        "picture-alt",
        means=(
            "A picture has no alternative text: readers who do not see it would not know what it "
            "shows."
        ),
        mend="Say in a sentence what there is to see.",
        example=":::{figure} shore.jpg\n:alt: A causeway under water.\n:::",
    ),
)

SHAPES = ("whole", "wide", "square")
FOCUSES = (
    *("centre", "top", "bottom", "left", "right"),
    *("top-left", "top-right", "bottom-left", "bottom-right"),
)


def view(use: DirectiveUse, context: Context) -> str:
    """Return the figure: the picture, its caption, whose it is."""
    options = use.options
    shape, focus = options.get("shape", SHAPES[0]), options.get("focus", FOCUSES[0])
    return context.component(
        "figure",
        picture=element(use.argument, options["alt"], context, shape, focus),
        caption=context.blocks(use.tokens),
        credit=context.inline(options["credit"]) if "credit" in options else "",
        licence=context.inline(options["licence"]) if "licence" in options else "",
    )


def check(use: DirectiveUse, places: Places) -> Iterator[Diagnostic]:
    """Report that nothing says what the picture shows."""
    if not use.options.get("alt", "").strip():
        place = use.option_places.get("alt", use.location)
        message = "this picture has no alternative text"
        hint = "say what there is to see, on a line below its name: :alt: …"
        yield Diagnostic(place, "error", "picture-alt", message, hint)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk what its options say."""
    for name in ("alt", "credit", "licence"):
        if use.options.get(name):
            yield Shown(use.option_places[name], use.options[name])


def markdown(use: DirectiveUse, context: Context) -> str:
    """Return the picture in Markdown's own form, and whose it is."""
    address = context.site.absolute_url(largest(context.picture(use.argument)))
    owned = [use.options[name] for name in ("credit", "licence") if use.options.get(name)]
    shown = f"![{use.options['alt']}]({address})"
    return "\n\n".join([shown, ". ".join(owned)] if owned else [shown]) + "\n"


def text(use: DirectiveUse, context: Context) -> str:
    """Return what the picture shows."""
    return context.label({context.locale.code: use.options["alt"]})


SPECIFICATION = Directive(
    name="figure",
    doc="A picture with its caption, its credit and its licence.",
    sample=(
        ":::{figure} shore.jpg\n:alt: A causeway under water.\n:credit: A. Walker\n"
        ":licence: CC BY 4.0\n\nThe causeway at high water.\n:::"
    ),
    argument=Argument("picture", "the picture's file below content/pictures/"),
    options=(
        Option("alt", "what there is to see, for readers who do not see it; required"),
        Option("credit", "who made it; inline Markdown"),
        Option("licence", "how it may be used; inline Markdown"),
        Option("shape", "how much of it is shown", SHAPES, SHAPES[0]),
        Option("focus", "where it is cut last, if it has another shape", FOCUSES, FOCUSES[0]),
    ),
    body=Body("Markdown", "its caption, which may be left out"),
    view=view,
    check=check,
    texts=texts,
    markdown=markdown,
    text=text,
)
