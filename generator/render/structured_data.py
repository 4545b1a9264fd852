"""What pages tell search engines of themselves: JSON-LD, by the names of schema.org.

A page has one script with all of its things, which ``script`` makes and ``templates/page.html``
prints as ``page.json_ld``, at the page's end: no reader waits for it. Who publishes the site is a
thing of its own (``organisation``), by the same ``@id`` on every page; others refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

if TYPE_CHECKING:
    from generator.model.document import Document
    from generator.render.page_context import PageContext

Thing = dict[str, object]
CONTEXT = "https://schema.org"
# What a source is called there, by its type in content/sources.yaml.
CITED = {
    "webpage": "WebPage",
    "article-newspaper": "NewsArticle",
    "report": "Report",
    "legislation": "Legislation",
    "post": "SocialMediaPosting",
    "dataset": "Dataset",
}


def script(things: Sequence[Thing]) -> Markup:
    """Return the things as JSON, safe inside ``<script>``; empty fields are left out."""
    if not things:
        return Markup("")
    graph = [{name: value for name, value in thing.items() if value} for thing in things]
    whole = (
        {"@context": CONTEXT, "@graph": graph} if graph[1:] else {"@context": CONTEXT, **graph[0]}
    )
    return htmlsafe_json_dumps(whole, ensure_ascii=False)


def website(context: PageContext) -> Thing:
    """Return the site as its home in a language tells of it."""
    settings = context.inputs.settings()
    return {
        "@type": "WebSite",
        "name": context.label(settings.title),
        "description": context.label(settings.description),
        "url": _home(context),
        "inLanguage": context.locale.tag,
        "publisher": _publisher(context),
    }


def organisation(context: PageContext) -> Thing:
    """Return who publishes the site, and where to report a security fault if the settings say."""
    settings = context.inputs.settings()
    point: Thing = {}
    if contact := settings.contact:
        address = contact.removeprefix("mailto:")
        point = {
            "@type": "ContactPoint",
            "@id": f"{context.site.absolute_url('')}#contact",
            "contactType": "security",
            "url" if address == contact else "email": address,
        }
    return {
        "@type": "Organization",
        **_publisher(context),
        "name": context.label(settings.organisation or settings.title),
        "url": _home(context),
        "contactPoint": point,
    }


def article(
    document: Document, url: str, image: str, cited: Iterable[str], context: PageContext
) -> Thing:
    """Return an explainer, with the datasets that its numbers are from.

    ``url`` is its whole address, ``image`` that of its picture or nothing, ``cited`` the ids of its
    sources.
    """
    front = document.page.front
    return {
        "@type": "Article",
        "headline": context.plain(document.title),
        "description": context.plain(document.summary),
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": context.locale.tag,
        "datePublished": front.published.isoformat() if front.published else "",
        "dateModified": front.modified.isoformat() if front.modified else "",
        "author": _publisher(context),
        "publisher": _publisher(context),
        "image": image,
        "isAccessibleForFree": True,
        "citation": [_citation(id, context) for id in cited],
        "isBasedOn": list(_datasets(document, context)),
    }


def breadcrumbs(steps: Iterable[tuple[str, str]], context: PageContext) -> Thing:
    """Return the way from the home to a page: the names and whole addresses after the home's."""
    title = context.label(context.inputs.settings().title)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": {"@id": url}}
            for position, (name, url) in enumerate([(title, _home(context)), *steps], start=1)
        ],
    }


def _home(context: PageContext) -> str:
    path = context.inputs.page_path(context.locale.code, "index")
    return context.site.absolute_url(path or "")


def _publisher(context: PageContext) -> Thing:
    """Return a reference to who publishes the site; the page has to tell of it too."""
    return {"@id": f"{context.site.absolute_url('')}#organisation"}


def _citation(id: str, context: PageContext) -> Thing:
    """Return a source by its address, else by its name: the page's list says all of it."""
    source, code = context.source(id), context.locale.code
    found: Thing = {"@type": CITED.get(source.type, "CreativeWork")}
    if url := source.url(code):
        return {**found, "url": url}
    return {**found, "name": source.titled(code)}


def _datasets(document: Document, context: PageContext) -> Iterable[Thing]:
    """Walk the datasets of a page's numbers and charts, each once."""
    ids: dict[str, None] = {}
    for kind, name in document.used:
        if kind == "stat":
            ids[context.stat(name).definition.dataset] = None
        elif kind == "chart":
            words = context.chart(name).words
            ids.update(dict.fromkeys((*words.datasets, words.table.dataset)))
    for id in ids:
        path = context.section_path("data", id)
        found: Thing = {"@type": "Dataset"}
        found["name"] = context.label(context.dataset_head(id).descriptor.title)
        if path is not None:
            found["url"] = context.site.absolute_url(path)
        yield found
