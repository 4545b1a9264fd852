"""Every name that content uses is defined, and every link within the site leads somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import parse
from generator.diagnostics import Code, Diagnostic, nearest
from generator.model.content import Content
from generator.model.document import Document, Link
from generator.model.page import Reference
from generator.model.site import Site

CODES = (
    Code(
        "unknown-stat",
        means="A `{stat}` names a number that is not defined in `content/stats.yaml`.",
        mend="Correct the name, or define the number.",
        example="{stat}`highest`",
    ),
    Code(
        "unknown-source",
        means=(
            "A citation, or a list of `sources`, names a source that is not defined in "
            "`content/sources.yaml`."
        ),
        mend="Correct the name, or define the source.",
        example="{cite}`almanac`",
    ),
    Code(
        "unknown-term",
        means="A `{term}` names a word that is not defined in `content/glossary.yaml`.",
        mend="Correct the name, or define the word.",
        example="{term}`shown words <high-water>`",
    ),
    Code(
        "unknown-chart",
        means="A page names a chart that is not in `content/charts/`.",
        mend="Correct the name, or make the chart: `explainer new chart NAME`.",
        example=":::{chart} tides-by-hour\n:::",
    ),
    Code(
        "unknown-rulebook",
        means="A page names a rules file that is not in `content/rules/`.",
        mend="Correct the name, or write the file `content/rules/NAME.yaml`.",
        example=":::{walkthrough} causeway\n:::",
    ),
    Code(
        "unknown-page",
        means="A link leads to a Markdown file that is not there in this language.",
        mend="Correct the name. Links between pages name the other page's file.",
        example="[words](how-high.md)",
    ),
    Code(
        "unknown-heading",
        means="A link leads to a heading that the page does not have.",
        mend="Correct what follows the `#`, or give the heading that id on a line above it.",
        example="[words](how-high.md#the-figure)\n\n(the-figure)=\n## The figure",
    ),
    Code(
        "broken-link",
        means="A link leads to an address of this site at which nothing is published.",
        mend="Link to the Markdown file of the page.",
        example="[words](how-high.md)",
    ),
    Code(
        "chart-source",
        means="Neither a chart nor the data in its table name a source.",
        mend="Give `sources` in the chart's YAML file or in the dataset's.",
        example="sources: [almanac]",
    ),
)


UNKNOWN = {
    "stat": "unknown-stat",
    "source": "unknown-source",
    "term": "unknown-term",
    "chart": "unknown-chart",
    "rulebook": "unknown-rulebook",
}


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report what pages use that is not defined, or link to that is not there."""
    known = content.by_kind()
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
    yield from _words(site, content)
    yield from _sources(content)


def _name(reference: Reference, known: Collection[str], content: Content) -> Iterator[Diagnostic]:
    kind, name = reference.kind, reference.name
    if name not in known and f"{kind}:{name}" not in content.broken:
        message = f"there is no {kind} '{name}'"
        hint = nearest(name, known)
        yield Diagnostic(reference.location, "error", UNKNOWN[kind], message, hint)


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


def _words(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Check the Markdown in the words that stand beside pages."""
    known = content.by_kind()
    for placed in content.texts():
        for locale in site.locales if placed.text.markdown else ():
            text, place = placed.text.words[locale.code], placed.at(locale.code)
            inline, found = parse.words(text, locale.tag, place)
            yield from found.diagnostics
            for reference in inline.references:
                if reference.kind in known:
                    yield from _name(reference, known[reference.kind], content)


def _sources(content: Content) -> Iterator[Diagnostic]:
    """Check the sources that data, charts, rules and the glossary name."""
    for reference in content.cited():
        yield from _name(reference, content.sources, content)
    for id in content.charts:
        if not content.sources_of("chart", id):
            place = content.place("chart", id)
            yield Diagnostic(place, "error", "chart-source", "this chart names no source")
