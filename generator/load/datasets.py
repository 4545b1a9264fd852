"""``content/data/NAME.yaml`` with its CSV: datasets, validated to the row and column."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.diagnostics import Code, Diagnostics, nearest
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.load import csv_rows as datasets
from generator.load.loading import Loading
from generator.model.dataset import Descriptor

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
        with loading.reporting():
            _read(loading, path)


def _read(loading: Loading, path: Path) -> None:
    site, content, found = loading.site, loading.content, loading.found
    document = yamlfile.parse(files.read_text(site.source, path))
    content.broken.add(f"dataset:{path.stem}")
    descriptor = yamlfile.bind(Descriptor, document, code="bad-dataset", context=loading.context)
    if descriptor.name != path.stem:
        message = f"the dataset is named '{descriptor.name}', its file '{path.name}'"
        found.error(document.locate(("name",)), "bad-dataset", message, "give both one name")
        return
    table = path.parent / descriptor.path
    hidden = files.passed_over(table.name)
    if table.parent != path.parent or hidden or not table.is_file():
        place = document.locate(("path",))
        others = [p.name for p in path.parent.glob("*.csv")]
        hint = nearest(descriptor.path, others)
        found.error(place, "bad-dataset", f"there is no file '{descriptor.path}' beside this", hint)
        return
    files.contained(site.source, table)
    for name in descriptor.table.primaryKey:
        if name not in [column.name for column in descriptor.table.fields]:
            place = document.locate(("schema", "primaryKey"))
            found.error(place, "bad-dataset", f"the key's column '{name}' is not in the schema")
            return
    if not _sound_totals(descriptor, document, found):
        return
    source = files.read_text(site.source, table)
    dataset = datasets.read(descriptor, source, table.read_bytes(), found)
    if dataset is not None:
        content.datasets[dataset.id] = dataset
        content.places[f"dataset:{dataset.id}"] = document.locate()
        content.documents[f"dataset:{dataset.id}"] = document
        content.broken.discard(f"dataset:{path.stem}")


def _sound_totals(descriptor: Descriptor, document: YamlDocument, found: Diagnostics) -> bool:
    """Report declared totals that name no column of the schema, or add up what is no number."""
    types = {column.name: column.type for column in descriptor.table.fields}
    sound = True
    for position, total in enumerate(descriptor.totals):
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("column",), total.column),
            (("over",), total.over),
            *((("by", index), name) for index, name in enumerate(total.by)),
        ]
        for steps, name in named:
            if name not in types:
                place = document.locate(("totals", position, *steps))
                message = f"the total's column '{name}' is not in the schema"
                found.error(place, "bad-dataset", message, nearest(name, types))
                sound = False
        if types.get(total.column, "number") not in ("integer", "number"):
            place = document.locate(("totals", position, "column"))
            message = f"'{total.column}' holds no numbers, so it has no total"
            found.error(place, "bad-dataset", message)
            sound = False
    return sound
