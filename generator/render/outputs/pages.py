"""``/en/deal/index.html``: the pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.diagnostics import DiagnosticError
from generator.language import format as localize
from generator.render import citing, glossary, ids, questions, structured_data
from generator.render.output import Output
from generator.render.shell import ChangeView, LazyList, PageView, has_markdown, markdown_path

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.model.document import Document
    from generator.model.page import Page
    from generator.render.citing import PageCitation
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.page_context import PageContext
    from generator.render.shell import Shell


def outputs(work: Work) -> Iterator[Output]:
    """Return one output for each page and language."""
    for page in work.content.pages:
        yield Output(f"{page.path}index.html", partial(_page, work.shell, page), page.name)


def _page(shell: Shell, page: Page, inputs: Inputs) -> bytes:
    return html(shell, page, inputs).encode()


def html(
    shell: Shell,
    page: Page,
    inputs: Inputs,
    *,
    copied: datetime.date | None = None,
    moved: bool = False,
) -> str:
    """Return a page; with ``copied``, as the copy of that day, which says that it is one.

    With ``moved`` it is what stands at an address that the page had before.
    """
    site, locale, front = shell.site, page.locale, page.front
    document = inputs.document(locale.code, page.id)
    context = shell.context(locale, page.id, inputs)
    context.sentences = document.sentences
    frame = shell.frame(context)
    view = PageView(
        id=page.id,
        title=context.plain(document.title),
        summary_html=context.blocks(document.summary.tokens),
        summary_text=context.plain(document.summary),
        html=context.blocks(document.tokens),
        language=front.still_in or "",
        changes=[
            ChangeView(
                change.date.isoformat(),
                localize.date(change.date, locale.tag),
                context.blocks(words.tokens),
            )
            for change, words in zip(front.changes, document.changes, strict=True)
        ],
        headings=document.headings,
        template=front.template,
        url=site.url(page.path),
        permalink=site.absolute_url(page.path),
        markdown_url=site.url(markdown_path(page.path)) if has_markdown(inputs) else "",
        reviewed=_iso(front.reviewed),
        reviewed_text=localize.date(front.reviewed, locale.tag) if front.reviewed else "",
        published=_iso(front.published),
        published_text=localize.date(front.published, locale.tag) if front.published else "",
        card_url=shell.card_url(page, inputs),
        moved=moved,
        sources=LazyList(context.sources),
        needs=context.needs,
    )
    view = replace(
        view,
        json_ld=_json_ld(view, document, context),
        citation=_citation(view, page, context, copied),
        copied_text=localize.date(copied, locale.tag) if copied else "",
    )
    every = LazyList(lambda: inputs.all_sources(locale.code))
    name = f"{front.template}.html"
    values = {
        "all_sources": every,
        "glossary": LazyList(lambda: glossary.entries(context)),
    }
    text = shell.render(name, inputs, frame, page=view, **values)
    if taken := tuple(ids.taken(text, document.headings)):
        raise DiagnosticError(*taken)
    return text


def _citation(
    view: PageView, page: Page, context: PageContext, copied: datetime.date | None
) -> PageCitation | None:
    if not page.is_explainer:
        return None
    days = set(context.inputs.copies(page.locale.code, page.id))
    url = view.permalink
    if copied:
        days.add(copied)
        url = context.site.absolute_url(page.copy_path(copied))
    return citing.citation(page, view.title, sorted(days), context, url=url)


def _json_ld(view: PageView, document: Document, context: PageContext) -> Markup:
    things: list[structured_data.Thing] = []
    if document.page.is_explainer:
        cited = [source.id for source in view.sources]
        url, image = view.permalink, view.card_url
        things.append(structured_data.article(document, url, image, cited, context))
    if view.id == "index":
        things.append(structured_data.website(context))
    if things:
        things.append(structured_data.organisation(context))
    if view.template == questions.TEMPLATE:
        things += questions.faq(document.page, view.permalink, context)
    if view.id != "index":
        steps = [*_above(view.id, context), (view.title, view.permalink)]
        things.append(structured_data.breadcrumbs(steps, context))
    return structured_data.script(things)


def _above(id: str, context: PageContext) -> Iterator[tuple[str, str]]:
    """Walk the names and whole addresses of the index pages above a page in a folder."""
    code = context.locale.code
    for entry in context.inputs.ancestors(code, id) if "/" in id else ():
        path = context.inputs.page_path(code, entry.id)
        assert path is not None, "every page that is listed has a path"
        yield entry.nav, context.site.absolute_url(path)


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
