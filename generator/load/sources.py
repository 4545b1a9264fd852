"""``content/sources.yaml`` and ``content/glossary.yaml``: definitions by id."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from generator import files
from generator.files import yaml as yamlfile
from generator.load.loading import Loading
from generator.model.source import Source, Term


def load(loading: Loading) -> None:
    """Read the sources and the glossary."""
    _read(loading, "sources.yaml", "source", Source, loading.content.sources)
    _read(loading, "glossary.yaml", "term", Term, loading.content.terms)


def _read(
    loading: Loading, name: str, kind: str, model: type[BaseModel], into: dict[str, Any]
) -> None:
    site, content = loading.site, loading.content
    path = site.source / "content" / name
    if not path.is_file():
        return
    with loading.reporting():
        document = yamlfile.parse(files.read_text(site.source, path))
        content.documents[kind] = document
        for id in loading.entries(document):
            content.places[f"{kind}:{id}"] = document.locate((id,), key=True)
            content.broken.add(f"{kind}:{id}")
            with loading.reporting():
                into[id] = yamlfile.bind(
                    model, document, (id,), code=f"bad-{kind}", context=loading.context
                )
                content.broken.discard(f"{kind}:{id}")
