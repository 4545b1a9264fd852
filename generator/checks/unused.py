"""What is defined is used: no source, stat or term is left over."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from generator.components.roles import ROLES
from generator.diagnostics import Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document, RoleUse
from generator.model.site import Site
from generator.rules import wording

ROLE = re.compile(r"\{(cite|stat|term)\}(`+)(.+?)\2", re.DOTALL)
Use = tuple[str, str]


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report sources, stats and terms that nothing uses; a draft's use counts."""
    used = {use for document in documents.values() for use in document.used}
    used |= {use for text in _texts(content) for use in _roles(text)}
    used |= {("source", id) for id in _sources(content)}
    left = [
        (kind, id)
        for kind, known in (
            ("source", content.sources),
            ("stat", content.stats),
            ("term", content.terms),
        )
        for id in known
        if (kind, id) not in used
    ]
    if left:
        used = {use for text in _unread(site, content) for use in _roles(text)}
    for kind, id in left:
        if (kind, id) not in used:
            message, hint = f"the {kind} '{id}' is used nowhere", "use it, or take it away"
            yield Diagnostic(content.place(kind, id), "warning", f"unused-{kind}", message, hint)


def _roles(text: str) -> Iterator[Use]:
    for match in ROLE.finditer(text):
        for reference in ROLES[match[1]].references(RoleUse(match[1], match[3], Location(""))):
            yield reference.kind, reference.name


def _texts(content: Content) -> Iterator[str]:
    """Walk all the words beside pages that may hold a role."""
    for chart in content.charts.values():
        for words in (chart.words.title, chart.words.subtitle, chart.words.description):
            yield from words.values()
    for book in content.rulebooks.values():
        for _, words, _ in wording.every(book.rules):
            yield from words.values()
    for term in content.terms.values():
        yield from (*term.term.values(), *term.definition.values())


def _sources(content: Content) -> Iterator[str]:
    """Walk the sources that data, charts, rules and the glossary name."""
    for dataset in content.datasets.values():
        yield from dataset.descriptor.sources
        yield from (str(row.values.get("source")) for row in dataset.rows)
    for chart in content.charts.values():
        yield from chart.words.sources or ()
    for book in content.rulebooks.values():
        yield from (source for _, source in wording.named(book.rules))
    for term in content.terms.values():
        yield from term.sources


def _unread(site: Site, content: Content) -> Iterator[str]:
    """Walk the texts of pages that this run leaves out: drafts, and those with faults."""
    for file in content.unread:
        with contextlib.suppress(OSError):
            yield (site.source / file).read_text(encoding="utf-8", errors="replace")
