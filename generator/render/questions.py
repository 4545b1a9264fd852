"""A page of questions, for search engines: its headings ask, what follows them answers.

Its template is ``questions.html``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator import parse
from generator.load import front_matter
from generator.model.document import Inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from generator.model.page import Page
    from generator.render.page_context import PageContext
    from generator.render.structured_data import Thing

TEMPLATE, LEVEL = "questions", "h2"


def faq(page: Page, permalink: str, context: PageContext) -> Iterator[Thing]:
    """Walk what schema.org calls an ``FAQPage``: one, or none for a page without questions.

    A question is a heading of the second level with words below it.
    """
    document = parse.parse(front_matter.again(context.site, page))
    asked = [
        {
            "@type": "Question",
            "name": question,
            "url": f"{permalink}#{id}",
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }
        for id, question, answer in _questions(document.tokens, context)
        if answer
    ]
    if asked:
        yield {
            "@type": "FAQPage",
            "url": permalink,
            "inLanguage": context.locale.tag,
            "mainEntity": asked,
        }


def _questions(tokens: Sequence[Token], context: PageContext) -> Iterator[tuple[str, str, str]]:
    """Walk the questions: each with its id, its words, and those of the answer."""
    starts = [
        position
        for position, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == LEVEL
    ]
    for start, end in pairwise([*starts, len(tokens)]):
        words = list(_texts(tokens[start:end], context))
        yield str(tokens[start].attrGet("id")), words[0], " ".join(words[1:])


def _texts(tokens: Sequence[Token], context: PageContext) -> Iterator[str]:
    """Walk the words of lines, those in directives among them."""
    for token in tokens:
        if token.type == "inline":
            yield context.plain(Inline(_answering(token.children or []), "", ()))
        elif token.type == "directive":
            yield from _texts(token.meta["use"].tokens, context)


def _answering(children: Sequence[Token]) -> list[Token]:
    """Return a line without the link after its last sentence, which leads on to another page."""
    kept = list(children)
    if not kept or kept[-1].type != "link_close":
        return kept
    opened = max(at for at, child in enumerate(kept) if child.type == "link_open")
    said = "".join(child.content for child in kept[:opened] if child.type == "text").rstrip()
    return kept[:opened] if said.endswith((".", "!", "?", "…", "»", "”")) else kept
