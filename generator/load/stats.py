"""``content/stats.yaml``: numbers, computed from the datasets."""

from __future__ import annotations

from generator import files, stats
from generator.diagnostics import nearest
from generator.files import yaml as yamlfile
from generator.load.loading import Loading
from generator.model.stat import StatDefinition


def load(loading: Loading) -> None:
    """Read and compute every stat."""
    with loading.reporting():
        _read(loading)


def _read(loading: Loading) -> None:
    site, content, found = loading.site, loading.content, loading.found
    path = site.source / "content" / "stats.yaml"
    if not path.is_file():
        return
    document = yamlfile.parse(files.read_text(site.source, path))
    content.documents["stat"] = document
    for id in loading.entries(document):
        content.places[f"stat:{id}"] = document.locate((id,), key=True)
        content.broken.add(f"stat:{id}")
        with loading.reporting():
            definition = yamlfile.bind(
                StatDefinition, document, (id,), code="bad-stat", context=loading.context
            )
            dataset = content.datasets.get(definition.dataset)
            if dataset is None:
                if f"dataset:{definition.dataset}" not in content.broken:
                    place = document.locate((id, "dataset"))
                    message = f"there is no dataset '{definition.dataset}'"
                    hint = nearest(definition.dataset, content.datasets)
                    found.error(place, "unknown-dataset", message, hint)
                continue
            content.stats[id] = stats.compute(id, definition, dataset, document)
            content.broken.discard(f"stat:{id}")
