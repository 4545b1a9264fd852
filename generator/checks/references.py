"""Every name that content uses is defined, and every link within the site leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import parse
from generator.components import chartview
from generator.diagnostics import Diagnostic, Location, nearest
from generator.model.content import Content
from generator.model.document import Document, Link
from generator.model.page import Reference
from generator.model.site import Site
from generator.rules import wording


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report what pages use that is not defined, or link to that is not there."""
    known = _known(content)
    published = {"", *(page.path for page in content.pages)}
    for locale in site.locales:
        published.update(content.section_paths(locale.code))
    for document in documents.values():
        yield from document.diagnostics
        if any(name not in known[kind] for kind, name in document.used):
            for reference in (*document.title.references, *document.references):
                if reference.kind != "link":
                    yield from _name(reference, known[reference.kind], content)
        for link in document.links:
            _, name, heading = link
            linked = documents.get(name)
            if linked is None or (heading and heading not in linked.heading_ids):
                yield from _link(link, document, content, linked, published)


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report what all else uses that is not defined."""
    yield from _words(site, content, _known(content))
    yield from _sources(content)


def _known(content: Content) -> dict[str, dict[str, Any]]:
    """Return what is defined, by kind."""
    return {
        "stat": content.stats,
        "source": content.sources,
        "term": content.terms,
        "chart": content.charts,
        "rulebook": content.rulebooks,
    }


def _name(reference: Reference, known: dict[str, Any], content: Content) -> Iterator[Diagnostic]:
    kind, name = reference.kind, reference.name
    if name not in known and f"{kind}:{name}" not in content.broken:
        message = f"there is no {kind} '{name}'"
        hint = nearest(name, known)
        yield Diagnostic(reference.location, "error", f"unknown-{kind}", message, hint)


def _link(
    link: Link,
    document: Document,
    content: Content,
    linked: Document | None,
    published: set[str],
) -> Iterator[Diagnostic]:
    """Say what is wrong with a link that leads to no page, or to no heading of ``linked``."""
    reference, name, heading = link
    href, code = reference.name, document.page.locale.code
    if not name:
        path = href.partition("#")[0].partition("?")[0].lstrip("/")
        if path not in published and not href.startswith("//"):
            message = f"the link leads to '{href}', which this site does not publish"
            hint = "link to the Markdown file: [words](page.md)"
            yield Diagnostic(reference.location, "warning", "broken-link", message, hint)
        return
    id = name.removeprefix(f"{code}:")
    if linked is None:
        ids = [p.id for p in content.pages_in(code)]
        message = f"there is no page '{id}.md' in '{code}'"
        close = nearest(id, ids)
        yield Diagnostic(reference.location, "error", "unknown-page", message, close)
    else:
        message = f"'{id}.md' has no heading '{heading}'"
        close = nearest(heading, linked.heading_ids)
        yield Diagnostic(reference.location, "error", "unknown-heading", message, close)


def _words(site: Site, content: Content, known: dict[str, dict[str, Any]]) -> Iterator[Diagnostic]:
    """Check the Markdown in the words of charts, of rules and of the glossary."""
    for locale in site.locales:
        fields: list[tuple[str, Location]] = []
        for id, chart in content.charts.items():
            document = content.documents[f"chart:{id}"]
            for name in ("title", "subtitle", "description"):
                text = getattr(chart.words, name)[locale.code]
                fields.append((text, document.locate((name, locale.code))))
        for id, term in content.terms.items():
            document = content.documents["term"]
            for name in ("term", "definition"):
                text = getattr(term, name)[locale.code]
                fields.append((text, document.locate((id, name, locale.code))))
        for id, book in content.rulebooks.items():
            document = content.documents[f"rulebook:{id}"]
            for path, words, _ in wording.every(book.rules):
                place = document.locate((*path, locale.code))
                fields.append((words[locale.code], place))
        for text, place in fields:
            inline, found = parse.words(text, locale.tag, place)
            yield from found.diagnostics
            for reference in inline.references:
                if reference.kind in known:
                    yield from _name(reference, known[reference.kind], content)


def _sources(content: Content) -> Iterator[Diagnostic]:
    """Check the sources that data, charts, rules and the glossary name."""
    for dataset in content.datasets.values():
        column = dataset.column("source")
        reported: set[str] = set()
        for row in dataset.rows if column is not None else ():
            id = row.values["source"]
            if id and id not in reported and id not in content.sources:
                reported.add(id)
                place = Location(dataset.file, row.line)
                yield from _name(Reference("source", id, place), content.sources, content)
        document = content.documents[f"dataset:{dataset.id}"]
        for position, id in enumerate(dataset.descriptor.sources):
            place = document.locate(("sources", position))
            yield from _name(Reference("source", id, place), content.sources, content)
    for chart in content.charts.values():
        dataset = content.datasets[chart.words.table.dataset]
        for position, id in enumerate(chart.words.sources or ()):
            place = content.documents[f"chart:{chart.id}"].locate(("sources", position))
            yield from _name(Reference("source", id, place), content.sources, content)
        if not chartview.sources(chart, dataset):
            place = content.place("chart", chart.id)
            yield Diagnostic(place, "error", "chart-source", "this chart names no source")
    for id, book in content.rulebooks.items():
        for path, source in wording.named(book.rules):
            place = content.documents[f"rulebook:{id}"].locate(path)
            yield from _name(Reference("source", source, place), content.sources, content)
    for id, term in content.terms.items():
        for position, source in enumerate(term.sources):
            place = content.documents["term"].locate((id, "sources", position))
            yield from _name(Reference("source", source, place), content.sources, content)
