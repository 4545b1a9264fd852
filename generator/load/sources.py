"""``content/sources.yaml`` and ``content/glossary.yaml``: definitions by id."""

from __future__ import annotations

from typing import TypeVar

from generator import files
from generator.diagnostics import Code
from generator.files import yaml as yamlfile
from generator.load.loading import Loading
from generator.model.source import Source, Term

Entry = TypeVar("Entry", Source, Term)

CODES = (
    Code(
        "bad-source",
        means="A source in `content/sources.yaml` has a faulty field.",
        mend="Correct the field that is named.",
        example="almanac:\n  type: report\n  title: Tide tables\n  issued: 2023-03",
    ),
    Code(
        "bad-term",
        means="An entry of `content/glossary.yaml` has a faulty field.",
        mend=(
            "Correct the field that is named. A term has its word and its definition in every "
            "language of the site."
        ),
    ),
)


def load(loading: Loading) -> None:
    """Read the sources and the glossary."""
    content = loading.content
    _read(loading, "sources.yaml", "source", Source, content.sources, code="bad-source")
    _read(loading, "glossary.yaml", "term", Term, content.terms, code="bad-term")


def _read(
    loading: Loading, name: str, kind: str, model: type[Entry], into: dict[str, Entry], *, code: str
) -> None:
    site, content = loading.site, loading.content
    path = site.source / "content" / name
    if not path.is_file():
        return
    with loading.reporting(path):
        content.broken.add(f"{kind}:*")
        document = yamlfile.parse(files.read_text(site.source, path))
        ids = loading.entries(document)
        content.broken.discard(f"{kind}:*")
        content.documents[kind] = document
        for id in ids:
            content.places[f"{kind}:{id}"] = document.locate((id,), key=True)
            content.broken.add(f"{kind}:{id}")
            with loading.reporting():
                into[id] = yamlfile.bind(model, document, (id,), code=code, context=loading.context)
                content.broken.discard(f"{kind}:{id}")
