"""What is defined is used: no source, stat or term is left over."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from generator.components import named
from generator.diagnostics import Code, Diagnostic
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "unused-source",
        means="A source is defined in `content/sources.yaml` and used nowhere.",
        mend="Cite it, or take it away.",
    ),
    Code(
        "unused-stat",
        means="A number is defined in `content/stats.yaml` and used nowhere.",
        mend="Use it with `{stat}`, or take it away.",
    ),
    Code(
        "unused-term",
        means="A word is defined in `content/glossary.yaml` and used nowhere.",
        mend="Use it with `{term}`, or take it away.",
    ),
)

UNUSED = {"source": "unused-source", "stat": "unused-stat", "term": "unused-term"}


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report sources, stats and terms that nothing uses; a draft's use counts."""
    if any(not name.startswith("page:") for name in content.broken):
        return  # what has faults may use anything
    used = {use for document in documents.values() for use in document.used}
    written = (placed.text for placed in content.texts() if placed.text.markdown)
    used |= {use for text in written for words in text.words.values() for use in named(words)}
    used |= {(reference.kind, reference.name) for reference in content.cited()}
    known = content.by_kind()
    left = [
        (kind, id)
        for kind in ("source", "stat", "term")
        for id in known[kind]
        if (kind, id) not in used
    ]
    if left:
        used = {use for text in _unread(site, content) for use in named(text)}
    for kind, id in left:
        if (kind, id) not in used:
            message, hint = f"the {kind} '{id}' is used nowhere", "use it, or take it away"
            yield Diagnostic(content.place(kind, id), "warning", UNUSED[kind], message, hint)


def _unread(site: Site, content: Content) -> Iterator[str]:
    """Walk the texts of pages that this run leaves out: drafts, and those with faults."""
    for file in content.unread:
        with contextlib.suppress(OSError):
            yield (site.source / file).read_text(encoding="utf-8", errors="replace")
