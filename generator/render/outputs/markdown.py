"""``/en/deal/index.md``: each page as plain Markdown, for machines that read and quote.

They are made with ``templates/page.md``; a site without that template has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.language import format as localize
from generator.render import markdown
from generator.render.output import Output
from generator.render.shell import MARKDOWN, has_markdown, markdown_path

if TYPE_CHECKING:
    import datetime

    from generator.model.page import Page
    from generator.render.citations import PageSource
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.shell import Shell


class MarkdownChange(Struct, frozen=True):
    """A dated change of a page: its day in words, and the words on it."""

    date_text: str
    text: str


class MarkdownPage(Struct, frozen=True):
    """What ``templates/page.md`` may show, as ``page``: Markdown and texts, nothing escaped."""

    title: str
    summary: str
    text: str
    permalink: str
    published_text: str
    reviewed_text: str
    changes: Sequence[MarkdownChange]
    sources: Sequence[PageSource]


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each page and language."""
    if has_markdown(work.inputs):
        for page in work.content.pages:
            yield Output(markdown_path(page.path), partial(_markdown, work.shell, page), page.name)


def _markdown(shell: Shell, page: Page, inputs: Inputs) -> bytes:
    front, context = page.front, shell.context(page.locale, page.id, inputs)
    document = inputs.document(page.locale.code, page.id)
    url = shell.site.absolute_url(page.path)

    def day(date: datetime.date | None) -> str:
        return localize.date(date, page.locale.tag) if date else ""

    view = MarkdownPage(
        title=context.plain(document.title),
        summary=markdown.words(front.summary, url, context),
        text=markdown.page(document.page.body, url, context),
        permalink=url,
        published_text=day(front.published),
        reviewed_text=day(front.reviewed),
        changes=[
            MarkdownChange(day(one.date), markdown.words(one.text, url, context))
            for one in front.changes
        ],
        sources=context.sources(),
    )
    return shell.render(MARKDOWN, inputs, shell.frame(context), page=view).encode()
