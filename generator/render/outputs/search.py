"""``/en/search/``: the search page, which lists all pages and their headings, and ``index.json``.

``opensearch.xml`` tells browsers how to ask that page, so that it can be among their own searches.
A site without the template ``search.html`` has none of them, and no page's words are kept.

What scripts search are the language's ``stopwords`` and ``suffixes``, by which words are compared,
and a list ``pages``, in the order of lists, charts and datasets last. Each is
``[path, title, summary, kind, sections]``: the path from the search page, ``kind`` "" for a page or
else what it is, in the reader's words. Each section is ``[id, heading, labels, text]``; the first
one, what stands before all headings, has no id, and for its heading what else the page is called,
in the menu and by its keywords. ``labels`` are what a section's stats, terms, charts and questions
are called, and whose positions it has. Of the page that lists the glossary each word is a section.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from functools import partial
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.term import anchor
from generator.language import find
from generator.model.content import SEARCH
from generator.model.document import TOP
from generator.render.output import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.page import Heading
    from generator.model.site import Locale
    from generator.render.inputs import Inputs, Searched
    from generator.render.outputs import Work
    from generator.render.page_context import PageContext
    from generator.render.shell import Shell

INDEX = "index.json"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SHORT = 16  # characters of a name that OpenSearch allows
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
LEVEL = 2  # of the headings that the search page lists

Section = tuple[str, str, str, str]
NOTHING: Section = ("", "", "", "")


class IndexedPage(Struct, frozen=True):
    """A page as the search page lists it.

    ``headings`` are those that part a page of Markdown. A page of a section has none: of it are
    named the section, ``charts`` or ``data``, and its path and summary.
    """

    title: str
    url: str
    headings: Sequence[Heading] = ()
    section: str = ""
    path: str = ""
    summary: str = ""


def outputs(work: Work) -> Iterator[Output]:
    """Return the page, the index and the description of each language's search."""
    if not work.site.has_search:
        return
    for locale in work.site.locales:
        folder = work.content.section_path(SEARCH, locale.code)
        yield Output(f"{folder}index.html", partial(_page, work.shell, locale))
        yield Output(f"{folder}{INDEX}", partial(_index, work.shell, locale))
        yield Output(f"{folder}opensearch.xml", partial(_opensearch, work.shell, locale))


def _page(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    context, frame = shell.section_context(SEARCH, locale, "", inputs)
    listed = [
        IndexedPage(
            page.title,
            page.url,
            [one for one in inputs.outline(locale.code, page.id).headings if one.level == LEVEL],
        )
        for page in inputs.pages(locale.code)
    ]
    page = shell.section_page(context, context.string("search"), "")
    values = {"page": page, "listed": [*listed, *_made(context)]}
    return shell.render("search.html", inputs, frame, **values).encode()


def _opensearch(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    context = shell.context(locale, SEARCH, inputs)
    title = context.label(inputs.settings().title)
    name = shorten(title, SHORT, placeholder="").rstrip(",;:.–— ") or title[:SHORT]
    page = context.site.absolute_url(inputs.section_path(SEARCH, locale.code) or "")
    description = f"{context.string('search')} – {title}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<OpenSearchDescription xmlns="{OPENSEARCH}">',
        f"<ShortName>{escape(name)}</ShortName>",
        f"<Description>{escape(description)}</Description>",
        f'<Url type="text/html" template="{escape(page)}?q={{searchTerms}}"/>',
        f"<Language>{locale.tag}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _made(context: PageContext) -> Iterator[IndexedPage]:
    """Walk the pages of charts and datasets."""
    inputs = context.inputs
    for id in inputs.section_ids("charts"):
        words = inputs.chart(id).words
        title, subtitle = context.plain_words(words.title), context.plain_words(words.subtitle)
        yield _of_section("charts", id, title, subtitle, context)
    for id in inputs.section_ids("data"):
        told = inputs.dataset_head(id).descriptor
        title, description = context.label(told.title), context.label(told.description)
        yield _of_section("data", id, title, description, context)


def _of_section(
    section: str, id: str, title: str, summary: str, context: PageContext
) -> IndexedPage:
    path = context.section_path(section, id)
    assert path is not None, "each of them has a page"
    return IndexedPage(title, context.site.url(path), (), section, path, summary)


def _index(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    context = shell.context(locale, SEARCH, inputs)
    start = inputs.section_path(SEARCH, locale.code)
    pages: list[tuple[str, str, str, str, list[Section]]] = []
    for id in inputs.page_ids(locale.code):
        found = inputs.searched(locale.code, id)
        path = inputs.page_path(locale.code, id)
        title, summary = context.plain(found.title), context.plain(found.summary)
        sections = list(_sections(found, context))
        if path == inputs.glossary_path(locale.code):
            sections += _terms(context)
        pages.append((_relative(path, start), title, summary, "", sections))
    for made in _made(context):
        kind = context.string(f"search_{made.section}")
        pages.append((_relative(made.path, start), made.title, made.summary, kind, [NOTHING]))
    language = find(locale.tag)
    stopwords, suffixes = map(COMPACT.encode, (" ".join(language.stopwords), language.suffixes))
    # A page is a line, so that a change can be seen as one.
    lines = ",\n".join(map(COMPACT.encode, pages))
    return f'{{"stopwords":{stopwords},\n"suffixes":{suffixes},\n"pages":[\n{lines}\n]}}\n'.encode()


def _relative(path: str | None, start: str | None) -> str:
    """Return the way from one published folder to another."""
    assert path is not None and start is not None, "what is listed is published"
    return f"{posixpath.relpath(path or '.', start)}/"


def _sections(page: Searched, context: PageContext) -> Iterator[Section]:
    labels: dict[str, dict[str, None]] = {}
    told: set[str] = set()
    for section, kind, name in page.used:
        if kind != "rulebook" or name not in told:  # its questions are many: once a page
            labels.setdefault(section, {}).update(dict.fromkeys(_labels(kind, name, context)))
        told.add(name)
    headings = [
        (" · ".join(page.names), TOP),
        *((heading.text, heading.id) for heading in page.headings),
    ]
    for heading, id in headings:
        text = context.told(page.texts.get(id, ()))
        called = " · ".join(labels.get(id, ()))
        yield (id if heading and id != TOP else "", heading, called, text)


def _terms(context: PageContext) -> Iterator[Section]:
    """Walk the words of the glossary, each a section of the page that lists them."""
    for id in context.inputs.term_ids():
        term = context.term(id)
        yield (anchor(id), context.plain_words(term.term), "", context.plain_words(term.definition))


def _labels(kind: str, name: str, context: PageContext) -> Iterator[str]:
    """Walk what something that a page uses is called."""
    if kind == "stat":
        yield context.label(context.stat(name).definition.label)
    elif kind == "term":
        yield context.plain_words(context.term(name).term)
    elif kind == "chart":
        yield context.plain_words(context.chart(name).words.title)
    elif kind == "rulebook":
        for question in context.rulebook(name).rules.questions:
            yield context.plain_words(question.text)
    elif kind == "position":
        yield context.plain_words({context.locale.code: name})
