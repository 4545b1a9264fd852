"""What is defined is used: no source, passage, stat, term or picture is left over."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from generator.components import named
from generator.diagnostics import Code, Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document
from generator.model.page import Reference
from generator.model.site import Site

CODES = (
    Code(
        "unused-source",
        means="A source is defined in `content/sources.yaml` and used nowhere.",
        mend="Cite it, or take it away.",
    ),
    Code(
        "unused-passage",
        means="A passage of a source in `content/sources.yaml` is cited nowhere.",
        mend="Cite it as `id#passage`, or take it away.",
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
    Code(
        "unused-picture",
        means="A picture is in `content/pictures/` and no page shows it.",
        mend="Show it, or take it away.",
    ),
)

UNUSED = {
    "source": "unused-source",
    "passage": "unused-passage",
    "stat": "unused-stat",
    "term": "unused-term",
    "picture": "unused-picture",
}
Use = tuple[str, str]


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report what nothing uses; a draft's use counts."""
    if any(not name.startswith("page:") for name in content.broken):
        return  # what has faults may use anything
    used = {use for document in documents.values() for use in document.used}
    used |= {_of(one) for document in documents.values() for one in document.passages}
    written = (placed.text for placed in content.texts() if placed.text.markdown)
    roles = (one for text in written for words in text.words.values() for one in named(words))
    used |= {use for one in (*roles, *content.cited()) for use in _uses(one)}
    known = content.by_kind()
    every = [(kind, id) for kind in ("source", "stat", "term", "picture") for id in known[kind]]
    every += [
        ("passage", f"{id}#{name}")
        for id, source in content.sources.items()
        for name in source.passages
    ]
    left = [use for use in every if use not in used]
    if left:
        texts = list(_unread(site, content))
        used = {use for text in texts for one in named(text) for use in _uses(one)}
        # A picture is named by no role: its file's name is enough.
        used |= {(kind, id) for kind, id in left if kind == "picture" and id in "".join(texts)}
    for kind, id in left:
        if (kind, id) not in used:
            message, hint = f"the {kind} '{id}' is used nowhere", "use it, or take it away"
            place = content.place(kind, id) if kind != "passage" else _place(content, id)
            yield Diagnostic(place, "warning", UNUSED[kind], message, hint)


def _uses(reference: Reference) -> tuple[Use, Use]:
    return (reference.kind, reference.name), _of(reference)


def _of(reference: Reference) -> Use:
    """Return a use of a passage."""
    return "passage", f"{reference.name}#{reference.passage}"


def _place(content: Content, name: str) -> Location:
    id, _, passage = name.partition("#")
    return content.documents["source"].locate((id, "passages", passage), key=True)


def _unread(site: Site, content: Content) -> Iterator[str]:
    """Walk the texts of pages that this run leaves out: drafts, and those with faults."""
    for file in content.unread:
        with contextlib.suppress(OSError):
            yield (site.source / file).read_text(encoding="utf-8", errors="replace")
