"""Every name that content uses is defined, and every link within the site leads somewhere."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator

from generator import parse
from generator.diagnostics import Code, Diagnostic, nearest, one_of
from generator.model.content import Content
from generator.model.document import Document, Link, RawHtml, decoded, link_target, links
from generator.model.page import Reference
from generator.model.site import Site
from generator.model.written import Lent

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
        "unknown-passage",
        means=(
            "A citation, or a list of `sources`, names a passage that its source in "
            "`content/sources.yaml` does not have."
        ),
        mend="Correct the name, or add the passage to the source.",
        example="{cite}`almanac#high-water`",
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
        "unknown-event",
        means="A timeline names an event that is not in `content/timeline.yaml`.",
        mend="Correct the name, or add the event.",
        example=":::{timeline}\n:events: spring-tide\n:::",
    ),
    Code(
        "unknown-tag",
        means="A timeline names a tag that no event of `content/timeline.yaml` has.",
        mend="Correct the name, or give it to an event. `all` has every event.",
        example=":::{timeline}\n:tags: all\n:::",
    ),
    Code(
        "unknown-picture",
        means="A page shows a picture that is not in `content/pictures/`.",
        mend="Correct the name, or put the file there.",
        example="![A causeway under water](shore.jpg)",
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
        "raw-html",
        means="Words have HTML in them, which the site does not allow, or tags that no site may.",
        mend="Write it in Markdown or as a directive.",
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
    "event": "unknown-event",
    "tag": "unknown-tag",
    "picture": "unknown-picture",
}


# The page on which a link stands: its language, its id, its path.
Place = tuple[str, str, str]


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report what pages use that is not defined, or link to that is not there."""
    known = content.by_kind()
    published = _published(site, content)
    for document in documents.values():
        yield from document.diagnostics
        yield from _raw_html(site, document.raw_html)
        if any(name not in known[kind] for kind, name in document.used):
            for reference in (*document.title.references, *document.references):
                if reference.kind != "link":
                    yield from _name(reference, known[reference.kind], content)
        for reference in document.passages:
            yield from _passage(reference, content)
        here = (document.page.locale.code, document.page.id, document.page.path)
        for link in (*document.links, *links(document.page, document.title.references)):
            _, name, heading = link
            linked = documents.get(name)
            if linked is None or (heading and heading not in linked.heading_ids):
                yield from _link(link, here, content, linked, published)
    for link, code in _links_beside_pages(site, content):
        if link[1] not in documents:
            yield from _link(link, (code, "", site.folder(code)), content, None, published)


def _links_beside_pages(site: Site, content: Content) -> Iterator[tuple[Link, str]]:
    """Walk the links in words that stand beside pages, which start from their language's folder."""
    for placed in content.texts():
        for locale in site.locales if placed.text.markdown else ():
            text = placed.text.words[locale.code]
            if "](" not in text:
                continue
            found = parse.found_in(text, locale.tag, placed.at(locale.code))
            for reference in found.references:
                if reference.kind == "link" and not reference.name.startswith("#"):
                    name, _ = link_target(reference.name, locale.code, "") or ("", "")
                    yield (reference, name, ""), locale.code


def _published(site: Site, content: Content) -> set[str]:
    """Return the addresses that a link may lead to; a part of the site's frame is none."""
    found = {"", "404.html", "robots.txt", "sitemap.xml", *(page.path for page in content.pages)}
    found.update(alias for page in content.pages for alias in page.front.aliases)
    if content.datasets:
        found |= {"data/datapackage.json", *(f"data/{id}.csv" for id in content.datasets)}
    for locale in site.locales:
        found.update(content.section_paths(site, locale.code))
        for id in content.charts:
            folder = content.section_path("charts", locale.code, id)
            found |= {f"{folder}{name}" for name in ("chart.svg", "chart.png", "embed/")}
    return found


def _raw_html(site: Site, pieces: Iterable[RawHtml]) -> Iterator[Diagnostic]:
    for place, written, refused in pieces:
        if not site.settings.raw_html:
            if written.startswith("</"):
                continue  # told where it opens
            message = f"'{written}' is HTML, which this site does not publish"
            hint = "write it in Markdown or as a directive"
            if anchor := re.match(r"<a\s+(?:id|name)=[\"']([^\"']+)", written):
                hint = f"to name the heading below, write a line ({anchor[1]})= above it"
            elif not refused:
                hint += ", or allow it in site.yaml: raw_html: true"
            if written.startswith("<!--"):
                message, hint = "this comment is never closed", "end it with -->"
            yield Diagnostic(place, "error", "raw-html", message, hint)
        elif refused.startswith("<!--"):
            yield Diagnostic(
                place, "error", "raw-html", "this comment is never closed", "end it with -->"
            )
        elif refused:
            message = (
                f"'{refused}' is not published: it is not among the harmless tags, or unpaired"
            )
            hint = "take it away, or close it in the same line or block, before an empty line"
            yield Diagnostic(place, "error", "raw-html", message, hint)


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report what all else uses that is not defined."""
    yield from _words(site, content)
    yield from _sources(content)


def _name(reference: Reference, known: Collection[str], content: Content) -> Iterator[Diagnostic]:
    kind, name = reference.kind, reference.name
    if name not in known and not content.is_broken(kind, name):
        message = f"there is no {kind} '{name}'"
        hint = one_of(name, known)
        yield Diagnostic(reference.location, "error", UNKNOWN[kind], message, hint)


def _passage(reference: Reference, content: Content) -> Iterator[Diagnostic]:
    source = content.sources.get(reference.name)
    if source is not None and reference.passage not in source.passages:
        message = f"the source '{reference.name}' has no passage '{reference.passage}'"
        hint = one_of(reference.passage, source.passages)
        yield Diagnostic(reference.location, "error", "unknown-passage", message, hint)


def _link(
    link: Link,
    page: Place,
    content: Content,
    linked: Document | None,
    published: set[str],
) -> Iterator[Diagnostic]:
    """Say what is wrong with a link that leads to no page, or to no heading of ``linked``.

    ``page`` is the one on which it stands.
    """
    reference, name, heading = link
    if not name:
        yield from _address(reference, page, content, published)
        return
    code, _, id = name.partition(":")
    if linked is not None:
        message = f"'{id}.md' has no heading '{heading}'"
        close = nearest(heading, linked.heading_ids)
        hint = close or f"write ({heading})= on the line above the heading that is meant"
        yield Diagnostic(reference.location, "error", "unknown-heading", message, hint)
    elif f"page:{name}" not in content.broken:
        ids = [one.id for one in content.pages_in(code)]
        message = f"there is no page '{id}.md' in '{code}'"
        hint = nearest(id, ids) or f"write the file content/{code}/{id}.md, or take the link away"
        yield Diagnostic(reference.location, "error", "unknown-page", message, hint)


def _is_broken(path: str, content: Content) -> bool:
    """Whether a page with faults of its own may stand at a path."""
    parts = path.split("/") if content.is_translated else ["", *path.split("/")]
    code, id = parts[0], "/".join(parts[1:]) or "index"
    return any(one.startswith(f"page:{code}") and one.endswith(f":{id}") for one in content.broken)


def _address(
    reference: Reference, page: Place, content: Content, published: set[str]
) -> Iterator[Diagnostic]:
    """Say what is wrong with a link that names an address and not a Markdown file."""
    code, id, path = page
    href = reference.name
    aim = decoded(re.split("[?#]", href, maxsplit=1)[0])
    if not aim:
        return
    parts: list[str] = [] if aim.startswith("/") else path.split("/")[:-1]
    for part in aim.removesuffix("index.html").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in (".", ""):
            parts.append(part)
    wanted = "/".join(parts)
    if wanted in published or f"{wanted}/" in published or _is_broken(wanted, content):
        return
    message = f"the link leads to '{href}', which this site does not publish"
    file = re.sub(r"(/|/index\.html|\.\w+)$", "", aim).rpartition("/")[2]
    alike = [page for page in content.pages_in(code) if page.id.rpartition("/")[2] == file]
    if alike:
        # Of files with one name, that whose folders are most like those of the address.
        meant = max(
            alike, key=lambda page: difflib.SequenceMatcher(None, page.path, wanted).ratio()
        )
        name = posixpath.relpath(meant.id, posixpath.dirname(id) or ".") + ".md"
        hint = f"link to the page's file: [words]({name})"
    else:
        hint = nearest(file, {page.id.rpartition("/")[2] for page in content.pages_in(code)})
        hint = hint or "link to a page's file, [words](page.md), or to where it is: https://…"
    yield Diagnostic(reference.location, "error", "broken-link", message, hint)


def _words(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Check the Markdown in the words that stand beside pages."""
    known = content.by_kind()
    for placed in content.texts():
        for locale in site.locales if placed.text.markdown else ():
            text, place = placed.text.words[locale.code], placed.at(locale.code)
            if isinstance(text, Lent):
                continue
            found = parse.found_in(text, locale.tag, place)
            yield from found.diagnostics
            yield from _raw_html(site, found.raw_html)
            for reference in found.references:
                if reference.kind in known:
                    yield from _name(reference, known[reference.kind], content)
                if reference.passage:
                    yield from _passage(reference, content)


def _sources(content: Content) -> Iterator[Diagnostic]:
    """Check the sources that data, charts, rules and the glossary name."""
    for reference in content.cited():
        yield from _name(reference, content.sources, content)
        if reference.passage:
            yield from _passage(reference, content)
    for id in content.charts:
        if not content.sources_of("chart", id):
            yield Diagnostic(
                content.documents[f"chart:{id}"].locate(("datasets",), key=True),
                "error",
                "chart-source",
                "this chart names no source",
                "add sources: [name], here or in the dataset's file",
            )
