"""Every page is there in every language, and its sections use the same things in each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Location, Severity
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "missing-translation",
        means="A page is there in one language and not in another.",
        mend=(
            "Write the page in the other language, in a file of the same name, or say in its "
            "front matter that it has no translation."
        ),
        example="translated: false",
    ),
    Code(
        "parity",
        means=(
            "A section of a page shows a stat, a chart or a rules file, cites a source, explains a "
            "term or links to a page, and the same section of its translation does not."
        ),
        mend="Do so in both languages, or in neither.",
    ),
    Code(
        "heading-parity",
        means=(
            "A heading has an id that no heading of the translation has, so that a link to it "
            "works in one language only."
        ),
        mend="Write the id on a line of its own above the heading in the translation.",
        example="(what-changed)=\n## Ce qui a changé",
    ),
)

# What both languages are to use alike; a picture may hold words of its language.
NAMES = {
    "chart": "charts",
    "stat": "stats",
    "source": "sources",
    "rulebook": "rules",
    "term": "terms",
    "event": "events",
    "tag": "events",
    "link": "links",
}


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report pages without a translation, and translations that differ in what they rest on.

    A difference is an error in an explainer and a warning in a plain page.
    """
    for page in content.pages:
        if not page.front.translated or page.front.still_in:
            continue
        severity: Severity = "error" if page.is_explainer else "warning"
        for locale in site.locales:
            if locale.code == page.locale.code:
                continue
            other = documents.get(f"{locale.code}:{page.id}")
            if other is None and f"page:{locale.code}:{page.id}" in content.broken:
                continue  # what is wrong with it has been told
            if locale.unfinished and (other is None or other.page.front.still_in):
                continue  # that it is to be translated is told for all pages at once
            if other is None:
                twin = f"content/{locale.code}/{page.id}.md"
                message = f"this page has no translation: {twin}"
                hint = "write it, or say 'translated: false' in the front matter"
                if twin in content.unread:
                    message = f"this page's translation is a draft: {twin}"
                    hint = "take 'draft: true' out of it, or make this page a draft too"
                place = Location(page.file)
                yield Diagnostic(place, severity, "missing-translation", message, hint)
            elif locale.code != site.default_locale.code:
                # Reported once for a pair, from the default language's side.
                mine = documents[f"{page.locale.code}:{page.id}"]
                if _amiss(mine) or _amiss(other):
                    continue  # what is not read in one of them cannot be compared
                if page.locale.code == site.default_locale.code:
                    yield from _differences(mine, other, severity, content, documents)


def _amiss(document: Document) -> bool:
    return any(diagnostic.severity == "error" for diagnostic in document.diagnostics)


def _differences(
    mine: Document,
    other: Document,
    severity: Severity,
    content: Content,
    documents: dict[str, Document],
) -> Iterator[Diagnostic]:
    alike = mine.heading_ids == other.heading_ids
    if alike and mine.placed.keys() == other.placed.keys():
        return
    for first, second in ((mine, other), (other, mine)):
        for place, message, hint in _uses(first, second, content, documents, by_section=alike):
            yield Diagnostic(place, severity, "parity", message, hint)
        for heading in first.headings:
            if heading.id not in second.heading_ids:
                message = f"the heading '{heading.id}' has no counterpart in {second.page.file}"
                hint = f"write the line ({heading.id})= before that heading there"
                yield Diagnostic(heading.location, "warning", "heading-parity", message, hint)


def _uses(
    first: Document,
    second: Document,
    content: Content,
    documents: dict[str, Document],
    *,
    by_section: bool,
) -> Iterator[tuple[Location, str, str]]:
    """Walk what the first document uses and the second does not, at all or in that section.

    Each comes as a place, a message and a hint.
    """
    somewhere = {(kind, name) for _, kind, name in second.placed}
    code = second.page.locale.code
    # A name that there is none of is told where it stands; it may be this one, misspelt.
    misspelt = {
        kind
        for kind, name in somewhere
        if kind in NAMES and not _is_known(kind, name, code, content, documents)
    }
    told = set()
    for (section, kind, name), reference in first.placed.items():
        used = (section, kind, name) in second.placed if by_section else (kind, name) in somewhere
        if used or (kind, name) in told or kind not in NAMES or kind in misspelt:
            continue
        if not _is_known(kind, name, code, content, documents):
            continue
        where = second.page.file
        if (kind, name) in somewhere:
            where = f"the section '{section}' of {where}"
        else:
            told.add((kind, name))
        message = f"the {kind} '{reference.name}' is here and not in {where}"
        hint = f"both languages show the same {NAMES[kind]}"
        yield reference.location, message, hint


def _is_known(
    kind: str, name: str, code: str, content: Content, documents: dict[str, Document]
) -> bool:
    """Whether a page in a language could use something; another check tells what is not there."""
    if kind != "link":
        return name in content.by_kind()[kind]
    id, _, heading = name.partition("#")
    linked = documents.get(f"{code}:{id}")
    return linked is not None and (not heading or heading in linked.heading_ids)
