"""``content/data/NAME.yaml`` with its CSV: datasets, validated to the row and column."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.diagnostics import Code, nearest
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.load import columns
from generator.load import csv_rows as datasets
from generator.load.loading import Loading
from generator.model.dataset import Dataset, Descriptor

READS = ("content/data/",)

CODES = (
    Code(
        "bad-dataset",
        means=(
            "A dataset's descriptor has a faulty field, or does not fit the file that it describes."
        ),
        mend="Correct the field that is named. A dataset is two files, `NAME.csv` and `NAME.yaml`.",
    ),
)


def load(loading: Loading) -> None:
    """Read every dataset."""
    for path in loading.listed("content/data", ".yaml"):
        with loading.reporting(path):
            _read(loading, path)


def _read(loading: Loading, path: Path) -> None:
    site, content, found = loading.site, loading.content, loading.found
    content.broken.add(f"dataset:{path.stem}")
    document = yamlfile.parse(files.read_text(site.source, path))
    before = loading.before.datasets.get(path.stem)
    if before and _is_the_same(loading, before, document):
        _keep(loading, before, document)
        return
    descriptor = yamlfile.bind(Descriptor, document, code="bad-dataset", context=loading.context)
    if descriptor.name != path.stem:
        message = f"the dataset is named '{descriptor.name}', its file '{path.name}'"
        place = document.locate(("name",))
        found.error(place, "bad-dataset", message, f"write name: {path.stem}, or rename the file")
        return
    table = path.parent / descriptor.path
    hidden = files.passed_over(table.name)
    if table.parent != path.parent or hidden or not table.is_file():
        place = document.locate(("path",))
        others = [p.name for p in path.parent.glob("*.csv")]
        hint = nearest(descriptor.path, others) or "put the CSV file into the same folder"
        found.error(place, "bad-dataset", f"there is no file '{descriptor.path}' beside this", hint)
        return
    if faults := list(columns.check(descriptor, document)):
        found.extend(faults)
        return
    source = files.read_text(site.source, table)
    dataset = datasets.read(descriptor, source, files.read_bytes(site.source, table), found)
    if dataset is None:
        return
    if faults := list(columns.check_totals(dataset, document)):
        found.extend(faults)
        return
    _keep(loading, dataset, document)


def _is_the_same(loading: Loading, before: Dataset, document: YamlDocument) -> bool:
    """Whether a dataset's two files are what they were."""
    known = loading.before.documents[f"dataset:{before.id}"]
    return known is document and loading.snapshot.digests.get(before.file) == before.digest


def _keep(loading: Loading, dataset: Dataset, document: YamlDocument) -> None:
    content, name = loading.content, f"dataset:{dataset.id}"
    content.datasets[dataset.id] = dataset
    content.places[name] = document.locate()
    content.documents[name] = document
    content.broken.discard(name)
