"""``/data/…``: the datasets as CSV, with the Frictionless package that describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.model.filter import plain
from generator.render.output import Output

if TYPE_CHECKING:
    from generator.model.dataset import Column, Dataset
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return each dataset's file, and ``datapackage.json`` where there is any."""
    names = work.content.section("data")
    for name in names:
        yield Output(f"data/{name}.csv", partial(_csv, name))
    if names:
        yield Output("data/datapackage.json", partial(_package, work.site.default_locale.code))


def _csv(name: str, inputs: Inputs) -> bytes:
    return inputs.csv(name)


def _package(code: str, inputs: Inputs) -> bytes:
    package = {
        "profile": "tabular-data-package",
        "name": "data",
        "title": inputs.settings().title[code],
        "resources": [
            _resource(inputs.dataset_head(name), code) for name in inputs.section_ids("data")
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(dataset: Dataset, code: str) -> dict[str, object]:
    """Return a dataset's descriptor; words in one language by the standard's names, all beside."""
    descriptor = dataset.descriptor
    resource: dict[str, object] = {
        "profile": "tabular-data-resource",
        "name": descriptor.name,
        "path": f"{descriptor.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": descriptor.title[code],
        "description": descriptor.description[code],
        "titles": descriptor.title,
        "descriptions": descriptor.description,
        "unit": descriptor.unit,
        "publisher": descriptor.publisher,
        "as_of": descriptor.as_of.isoformat(),
        "caveats": descriptor.caveats or {},
        "licenses": [
            {k: v for k, v in licence.model_dump().items() if v} for licence in descriptor.licenses
        ],
        "schema": {
            "fields": [_field(column, code) for column in descriptor.table.fields],
            "primaryKey": list(descriptor.table.primaryKey),
            "missingValues": list(descriptor.table.missingValues),
        },
    }
    if dialect := descriptor.dialect.model_dump(exclude_defaults=True):
        resource["dialect"] = dialect
    if descriptor.totals:
        resource["totals"] = [total.model_dump(mode="json") for total in descriptor.totals]
    if descriptor.homepage:
        resource["homepage"] = descriptor.homepage
    if not resource["licenses"]:
        del resource["licenses"]
    return resource


def _field(column: Column, code: str) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": column.type,
        "title": column.title[code],
        "titles": column.title,
    }
    if column.description:
        field["description"] = column.description[code]
        field["descriptions"] = column.description
    if column.unit:
        field["unit"] = column.unit
    if column.labels:
        field["labels"] = {str(plain(code)): words for code, words in column.labels.items()}
    if column.decimalChar != ".":
        field["decimalChar"] = column.decimalChar
    if column.groupChar:
        field["groupChar"] = column.groupChar
        field["type"] = "number"  # whole numbers have no groups, to those who read the package
    if not column.bareNumber:
        field["bareNumber"] = False
    if column.missing != "refuse":
        field["missing"] = column.missing
    constraints = column.constraints.model_dump(mode="json")
    constraints = {k: v for k, v in constraints.items() if v is not None and v is not False}
    if constraints:
        field["constraints"] = constraints
    return field
