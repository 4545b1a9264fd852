"""``/en/data/NAME/``: each dataset's page in each language, and ``/en/data/`` that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

from generator.components import chart
from generator.components.table import cell
from generator.language import format as localize
from generator.language.typography import plain
from generator.render.renderer import Each, Output
from generator.render.sections import open_page, uses

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.dataset import Column, Dataset, Row
    from generator.model.site import Locale
    from generator.render.outputs import Work
    from generator.render.renderer import Renderer
    from generator.trace import Reads

SURE = "confirmed"
NUMERIC = ("integer", "number")


def outputs(work: Work) -> Iterator[Output]:
    """Return the list and one page for each dataset, in each language."""
    content, renderer = work.content, work.renderer
    if not content.datasets:
        return
    for locale in work.site.locales:

        def listed(reads: Reads, locale: Locale = locale) -> bytes:
            return _list(renderer, locale, reads)

        yield Output(f"{content.section_path('data', locale.code)}index.html", listed)
        for id in content.datasets:

            def one(reads: Reads, locale: Locale = locale, id: str = id) -> bytes:
                return _page(renderer, locale, id, reads)

            yield Output(f"{content.section_path('data', locale.code, id)}index.html", one)


def _list(renderer: Renderer, locale: Locale, reads: Reads) -> bytes:
    context, values = _open(renderer, locale, "", reads)
    title, summary = context.string("all_data"), context.string("data_summary")
    values["page"] |= {"title": title, "summary_text": summary}
    values["datasets"] = Each(
        lambda: [
            _facts(reads("descriptor", id), renderer, context) for id in reads("section", "data")
        ]
    )
    return renderer.templates.render("datasets.html", reads, values).encode()


def _page(renderer: Renderer, locale: Locale, id: str, reads: Reads) -> bytes:
    context, values = _open(renderer, locale, id, reads)
    dataset: Dataset = reads("dataset", id)
    facts = _facts(dataset, renderer, context)
    values["page"] |= {"title": facts["title"], "summary_text": facts["description"]}
    # In the reader's order, for that is the order of the sources' numbers.
    facts["sources"] = [context.cite(s, "dataset-sources") for s in dataset.descriptor.sources]
    values["dataset"] = facts
    values["chart"] = _chart(id, context)
    values["table"] = _table(dataset, context)
    values["statuses"] = _statuses(dataset, context)
    values["uses"] = uses("dataset", id, context)
    values["page"]["sources"] = renderer.sources(context)
    values["json_ld"] = _json_ld(dataset, facts, values["page"], context)
    return renderer.templates.render("dataset.html", reads, values).encode()


def _open(
    renderer: Renderer, locale: Locale, id: str, reads: Reads
) -> tuple[Context, dict[str, Any]]:
    """Return a page's context, and the values that its frame shows."""
    context, values = open_page(renderer, "data", locale, id, reads)
    values["package_url"] = renderer.site.url("data/datapackage.json")
    return context, values


def _facts(dataset: Dataset, renderer: Renderer, context: Context) -> dict[str, Any]:
    """Return what the descriptor says of a dataset, in the page's language."""
    descriptor, tag = dataset.descriptor, context.locale.tag
    caveats = (descriptor.caveats or {}).get(context.locale.code, [])
    return {
        "id": dataset.id,
        "title": context.label(descriptor.title),
        "description": context.label(descriptor.description),
        "caveats": [plain(text, tag) for text in caveats],
        "unit": context.label(descriptor.unit),
        "publisher": context.label(descriptor.publisher),
        "homepage": descriptor.homepage or "",
        "as_of": descriptor.as_of.isoformat(),
        "as_of_text": localize.date(descriptor.as_of, tag),
        "licences": [
            {"title": licence.title or licence.name or licence.path, "url": licence.path or ""}
            for licence in descriptor.licenses
        ],
        "row_count": localize.number(context.reads("row_count", dataset.id), tag),
        "url": renderer.section_url("data", dataset.id, context),
        "csv_url": renderer.site.url(f"data/{dataset.id}.csv"),
        "csv_name": f"{dataset.id}.csv",
    }


def _chart(id: str, context: Context) -> dict[str, Any] | None:
    """Return the chart drawn from the dataset, as a component, or None."""
    charts: tuple[str, ...] = context.reads("dataset_charts", id)
    if not charts:
        return None
    return {"id": charts[0], "html": chart.html(charts[0], context)}


def _table(dataset: Dataset, context: Context) -> dict[str, Any]:
    """Return the whole table; a row cites its source, whose link back leads to its first row."""
    columns = dataset.descriptor.table.fields
    anchors: dict[str, str] = {}
    rows = []
    for number, row in enumerate(dataset.rows, start=1):
        cells = [_cell(column, row, f"row-{number}", anchors, context) for column in columns]
        sure = row.values.get("status", SURE) == SURE
        rows.append({"anchor": f"row-{number}", "cells": cells, "unsure": not sure})
    return {"columns": [_head(column, context) for column in columns], "rows": rows}


def _head(column: Column, context: Context) -> dict[str, Any]:
    return {
        "title": context.label(column.title),
        "unit": context.label(column.unit) if column.unit else "",
        "description": context.label(column.description) if column.description else "",
        "numeric": column.type in NUMERIC,
        "name": column.name,
    }


def _cell(
    column: Column, row: Row, anchor: str, anchors: dict[str, str], context: Context
) -> dict[str, Any]:
    """Return a cell: its text, its value where a machine sorts by it, the source it names."""
    value = row.values[column.name]
    labelled = value is not None and not isinstance(value, bool) and value in column.labels
    sortable = value is not None and column.type not in ("string", "boolean") and not labelled
    source = str(value) if column.name == "source" and value is not None else None
    return {
        "text": cell(column, value, context.locale.code, context.locale.tag),
        "value": str(value) if sortable else "",
        "numeric": column.type in NUMERIC,
        "status": column.name == "status",
        "source": context.cite(source, anchors.setdefault(source, anchor)) if source else None,
    }


def _statuses(dataset: Dataset, context: Context) -> list[dict[str, Any]]:
    """Return how sure the rows are: each status, what it means, how many rows have it."""
    column = dataset.column("status")
    if column is None:
        return []
    code, tag = context.locale.code, context.locale.tag
    counts = Counter(row.values["status"] for row in dataset.rows)
    return [
        {
            "label": cell(column, value, code, tag),
            "count": localize.number(count, tag),
            "words": context.string(key)
            if context.reads("has_string", key := f"status_{value}")
            else "",
            "unsure": value != SURE,
        }
        for value, count in sorted(counts.items(), key=lambda item: (item[0] != SURE, str(item[0])))
    ]


def _json_ld(
    dataset: Dataset, facts: dict[str, Any], page: dict[str, Any], context: Context
) -> Markup:
    """Return the dataset for search engines, by schema.org's names, safe inside ``<script>``."""
    site, descriptor = context.site, dataset.descriptor
    named = [row.values.get("source") for row in dataset.rows]
    ids = dict.fromkeys(str(id) for id in (*descriptor.sources, *named) if id)
    addresses = dict.fromkeys(context.reads("source", id).URL for id in ids)
    licences = [licence["url"] or licence["title"] for licence in facts["licences"]]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": facts["title"],
        "description": " ".join([facts["description"], *facts["caveats"]]),
        "url": page["permalink"],
        "inLanguage": context.locale.tag,
        "creator": {"@type": "Organization", "name": facts["publisher"]},
        "dateModified": descriptor.as_of.isoformat(),
        "isAccessibleForFree": True,
        "license": licences,
        "isBasedOn": [url for url in addresses if url],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": context.label(column.title),
                "unitText": context.label(column.unit or descriptor.unit),
            }
            for column in descriptor.table.fields
            if column.type in NUMERIC and column.name not in descriptor.table.primaryKey
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": site.absolute_url(f"data/{dataset.id}.csv"),
            }
        ],
    }
    shown = {k: v for k, v in described.items() if v}
    return htmlsafe_json_dumps(shown, ensure_ascii=False)
