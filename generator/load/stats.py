"""``content/stats.yaml``: numbers, computed from the datasets."""

from __future__ import annotations

from generator import files, stats
from generator.diagnostics import Code
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.load import filters
from generator.load.loading import Loading
from generator.model.stat import Stat, StatDefinition

READS = ("content/stats.yaml",)

CODES = (
    Code(
        "bad-stat",
        means="A number's definition in `content/stats.yaml` has a faulty field.",
        mend="Correct the field that is named.",
        example=(
            "highest:\n"
            "  dataset: tides\n"
            "  aggregate: max\n"
            "  field: height\n"
            "  label: {en: the highest water, fr: la plus haute mer}"
        ),
    ),
)


def load(loading: Loading) -> None:
    """Read and compute every stat."""
    with loading.reporting(loading.site.source / "content" / "stats.yaml"):
        _read(loading)


def _read(loading: Loading) -> None:
    site, content = loading.site, loading.content
    path = site.source / "content" / "stats.yaml"
    if not path.is_file():
        return
    content.broken.add("stat:*")
    document = yamlfile.parse(files.read_text(site.source, path))
    content.documents["stat"] = document
    ids = loading.entries(document)
    content.broken.discard("stat:*")
    for id in ids:
        content.places[f"stat:{id}"] = document.locate((id,), key=True)
        content.broken.add(f"stat:{id}")
        before = loading.before.stats.get(id)
        if before and _is_the_same(loading, before, document):
            content.stats[id] = before
            content.broken.discard(f"stat:{id}")
            continue
        with loading.reporting():
            definition = yamlfile.bind(
                StatDefinition, document, (id,), code="bad-stat", context=loading.context
            )
            place = document.locate((id, "dataset"))
            if not loading.knows_dataset(definition.dataset, place):
                continue
            dataset = content.datasets[definition.dataset]
            faults = [
                fault
                for name in ("where", "of")
                for fault in filters.check(
                    getattr(definition, name) or {}, dataset, document, (id, name), code="stat"
                )
            ]
            if faults:
                loading.found.extend(faults)
                continue
            content.stats[id] = stats.compute(id, definition, dataset, document)
            content.broken.discard(f"stat:{id}")


def _is_the_same(loading: Loading, before: Stat, document: YamlDocument) -> bool:
    """Whether a stat is written as it was, and its dataset was taken over."""
    name, known = before.definition.dataset, loading.before
    dataset = loading.content.datasets.get(name)
    return known.documents["stat"] is document and dataset is known.datasets[name]
