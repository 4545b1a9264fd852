"""``/data/…``: the datasets as CSV, with the Frictionless package that describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.render.renderer import Output

if TYPE_CHECKING:
    from generator.model.dataset import Dataset
    from generator.render.outputs import Work
    from generator.trace import Reads


def outputs(work: Work) -> Iterator[Output]:
    """Return each dataset's file, and ``datapackage.json`` where there is any."""
    names = sorted(work.content.datasets)
    for name in names:

        def csv(reads: Reads, name: str = name) -> bytes:
            data: bytes = reads("csv", name)
            return data

        yield Output(f"data/{name}.csv", csv)
    if names:
        yield Output("data/datapackage.json", lambda reads: _package(work, reads))


def _package(work: Work, reads: Reads) -> bytes:
    settings, code = reads("settings"), work.site.default_locale.code
    package = {
        "profile": "tabular-data-package",
        "name": "data",
        "title": settings.title[code],
        "resources": [
            _resource(reads("descriptor", name), code) for name in reads("section", "data")
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(dataset: Dataset, code: str) -> dict[str, Any]:
    """Return a dataset's descriptor; words in one language by the standard's names, all beside."""
    descriptor = dataset.descriptor
    resource: dict[str, Any] = {
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
            "fields": [_field(column.model_dump(), code) for column in descriptor.table.fields],
            "primaryKey": list(descriptor.table.primaryKey),
            "missingValues": list(descriptor.table.missingValues),
        },
    }
    if descriptor.totals:
        resource["totals"] = [total.model_dump(mode="json") for total in descriptor.totals]
    if descriptor.homepage:
        resource["homepage"] = descriptor.homepage
    if not resource["licenses"]:
        del resource["licenses"]
    return resource


def _field(column: dict[str, Any], code: str) -> dict[str, Any]:
    field = {"name": column["name"], "type": column["type"], "title": column["title"][code]}
    field["titles"] = column["title"]
    if column["description"]:
        field["description"] = column["description"][code]
        field["descriptions"] = column["description"]
    for name in ("unit", "labels"):
        if column[name]:
            field[name] = column[name]
    constraints = {k: v for k, v in column["constraints"].items() if v not in (None, False)}
    if constraints:
        field["constraints"] = constraints
    return field
