"""``/en/data/NAME/``: each dataset's page in each language, and ``/en/data/`` that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components import chart as component
from generator.components.table import cell
from generator.language import format as localize
from generator.language.typography import plain
from generator.model.text import source_ids
from generator.render.output import Output
from generator.render.shell import LazyList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.dataset import Column, Dataset, Row
    from generator.model.site import Locale
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.page_context import PageContext
    from generator.render.shell import Shell
    from generator.render.structured_data import Thing

SURE = "confirmed"
NUMERIC = ("integer", "number")
DATED = ("year", "yearmonth", "date")
PACKAGE = "data/datapackage.json"
CELLS_SHOWN = 6_000  # of which a page is at most 300 kilobytes; a phone lays it out at once
MANY, FEW = 100, 12  # rows: from how many on they are folded, and how many a part has at least


class LicenceLink(Struct, frozen=True):
    """A licence of a dataset: its name, and its address or nothing."""

    title: str
    url: str


class DatasetFacts(Struct, frozen=True):
    """What the descriptor says of a dataset, in the page's language.

    ``homepage`` is the publisher's page on it, or nothing; ``url`` is the dataset's own page here.
    """

    id: str
    title: str
    description: str
    caveats: list[str]
    unit: str
    publisher: str
    homepage: str
    as_of: str
    as_of_text: str
    licences: list[LicenceLink]
    row_count: str
    url: str
    csv_url: str
    csv_name: str
    sources: Sequence[int] = ()
    """The numbers of the dataset's sources in the page's list; the list of datasets has none."""


class DatasetChart(Struct, frozen=True):
    """The chart that is drawn from a dataset, as a component."""

    id: str
    html: Markup


class ColumnHead(Struct, frozen=True):
    """A column's head: its title, its unit and description or nothing, its name in the file."""

    title: str
    unit: str
    description: str
    numeric: bool
    name: str


class CellView(Struct, frozen=True):
    """A cell: ``value`` is what it is sorted by where that is not its text.

    ``status`` marks the column that says how sure a row is; ``source`` is the number of the source
    that the cell names, or None.
    """

    text: str
    value: str
    numeric: bool
    status: bool
    source: int | None


class RowView(Struct, frozen=True):
    """A row: its anchor in the page, its cells, whether it is less than confirmed."""

    anchor: str
    cells: list[CellView]
    unsure: bool


class TablePart(Struct, frozen=True):
    """Rows that stand together: all of them, or those of the years that ``title`` names.

    ``anchor`` is the id of the heading or title that names them.
    """

    title: str
    anchor: str
    count: str
    rows: list[RowView]


class DatasetTable(Struct, frozen=True):
    """The table, or the first rows of a long one: then ``shown`` says how many they are.

    ``parts`` are the same rows as they stand in the page.
    """

    columns: list[ColumnHead]
    rows: list[RowView]
    parts: list[TablePart]
    shown: str


class StatusCount(Struct, frozen=True):
    """How sure rows are: a status, how many rows have it, what it means."""

    label: str
    count: str
    words: str
    unsure: bool


def outputs(work: Work) -> Iterator[Output]:
    """Return the list and one page for each dataset, in each language."""
    content, shell = work.content, work.shell
    ids = content.section("data")
    if not ids:
        return
    for locale in work.site.locales:
        top = content.section_path("data", locale.code)
        yield Output(f"{top}index.html", partial(_list, shell, locale))
        for id in ids:
            folder = content.section_path("data", locale.code, id)
            yield Output(f"{folder}index.html", partial(_page, shell, locale, id))


def _list(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    context, frame = shell.section_context("data", locale, "", inputs)
    values = {
        "page": shell.section_page(
            context, context.string("all_data"), context.string("data_summary")
        ),
        "package_url": shell.site.url(PACKAGE),
        "datasets": LazyList(
            lambda: [_facts(inputs.dataset_head(id), context) for id in inputs.section_ids("data")]
        ),
    }
    return shell.render("datasets.html", inputs, frame, **values).encode()


def _page(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> bytes:
    context, frame = shell.section_context("data", locale, id, inputs)
    dataset = inputs.dataset(id)
    # In the reader's order, for that is the order of the sources' numbers.
    ids = source_ids(dataset.descriptor.sources)
    numbers = [context.cite(id, "dataset-sources") for id in ids]
    facts = _facts(dataset, context, numbers)
    chart = _chart(id, context)
    table = _table(dataset, context)
    sources = context.sources()
    things = [_described(dataset, facts, context)]
    page = shell.section_page(
        context, facts.title, facts.description, sources=sources, things=things
    )
    values = {
        "page": page,
        "package_url": shell.site.url(PACKAGE),
        "dataset": facts,
        "chart": chart,
        "table": table,
        "statuses": _statuses(dataset, context),
        "uses": inputs.dataset_uses(locale.code, id),
    }
    return shell.render("dataset.html", inputs, frame, **values).encode()


def _facts(dataset: Dataset, context: PageContext, sources: Sequence[int] = ()) -> DatasetFacts:
    descriptor, tag, site = dataset.descriptor, context.locale.tag, context.site
    caveats = (descriptor.caveats or {}).get(context.locale.code, [])
    path = context.section_path("data", dataset.id)
    assert path is not None, "every dataset has a page"
    return DatasetFacts(
        id=dataset.id,
        title=context.label(descriptor.title),
        description=context.label(descriptor.description),
        caveats=[plain(text, tag) for text in caveats],
        unit=context.label(descriptor.unit),
        publisher=context.label(descriptor.publisher),
        homepage=descriptor.homepage or "",
        as_of=descriptor.as_of.isoformat(),
        as_of_text=localize.date(descriptor.as_of, tag),
        licences=[
            LicenceLink(licence.title or licence.name or licence.path or "", licence.path or "")
            for licence in descriptor.licenses
        ],
        row_count=localize.number(context.inputs.row_count(dataset.id), tag),
        url=site.url(path),
        csv_url=site.url(f"data/{dataset.id}.csv"),
        csv_name=f"{dataset.id}.csv",
        sources=sources,
    )


def _chart(id: str, context: PageContext) -> DatasetChart | None:
    """Return the chart drawn from the dataset, or None."""
    charts = context.inputs.dataset_charts(id)
    if not charts:
        return None
    return DatasetChart(charts[0], component.html(charts[0], context))


def _table(dataset: Dataset, context: PageContext) -> DatasetTable:
    """Return the table; a row cites its source, whose link back leads to its first row."""
    columns = dataset.descriptor.table.fields
    limit = CELLS_SHOWN // (len(columns) + 1)  # a row weighs as one cell more
    anchors: dict[str, str] = {}
    rows = []
    for number, row in enumerate(dataset.rows[:limit], start=1):
        cells = [_cell(column, row, f"row-{number}", anchors, context) for column in columns]
        sure = row.values.get("status", SURE) == SURE
        rows.append(RowView(f"row-{number}", cells, not sure))
    shown = localize.number(limit, context.locale.tag) if len(dataset.rows) > limit else ""
    parts = _parts(dataset, rows, context.locale.tag)
    return DatasetTable([_head(column, context) for column in columns], rows, parts, shown)


def _parts(dataset: Dataset, rows: list[RowView], tag: str) -> list[TablePart]:
    """Return the rows in parts: many are parted by years, those of the column that has most.

    Rows that are only the first of more stay together: a year might not have all of its own.
    """
    dated = [one.name for one in dataset.descriptor.table.fields if one.type in DATED]
    years = max(
        ([str(row.values[name] or "")[:4] for row in dataset.rows] for name in dated),
        key=lambda found: len(set(found)),
        default=[""],
    )
    if not MANY <= len(rows) == len(dataset.rows) or not all(years):
        return [TablePart("", "table", localize.number(len(rows), tag), rows)]
    parts: list[tuple[list[str], list[RowView]]] = []
    for year in sorted(set(years)):
        if not parts or len(parts[-1][1]) >= FEW:
            parts.append(([], []))
        names, held = parts[-1]
        names.append(year)
        held += [row for row, its in zip(rows, years, strict=True) if its == year]
    return [
        TablePart(
            "–".join(dict.fromkeys((names[0], names[-1]))),
            f"years-{names[0]}",
            localize.number(len(held), tag),
            held,
        )
        for names, held in parts
    ]


def _head(column: Column, context: PageContext) -> ColumnHead:
    return ColumnHead(
        title=context.label(column.title),
        unit=context.label(column.unit) if column.unit else "",
        description=context.label(column.description) if column.description else "",
        numeric=column.type in NUMERIC,
        name=column.name,
    )


def _cell(
    column: Column, row: Row, anchor: str, anchors: dict[str, str], context: PageContext
) -> CellView:
    """Return a cell; ``anchors`` are the first rows that cite each source."""
    value = row.values[column.name]
    typed = column.type not in ("string", "boolean")
    sortable = value is not None and typed and column.label(value) is None
    number = None
    if column.name == "source" and value is not None:
        source = str(value)
        number = context.cite(source, anchors.setdefault(source, anchor))
    return CellView(
        text=cell(column, value, context.locale.code, context.locale.tag),
        value=str(value) if sortable else "",
        numeric=column.type in NUMERIC,
        status=column.name == "status",
        source=number,
    )


def _statuses(dataset: Dataset, context: PageContext) -> list[StatusCount]:
    """Return how sure the rows are: each status, the surest first."""
    column = dataset.column("status")
    if column is None:
        return []
    code, tag = context.locale.code, context.locale.tag
    counts = Counter(row.values["status"] for row in dataset.rows)
    found = []
    for value, count in sorted(counts.items(), key=lambda one: (one[0] != SURE, str(one[0]))):
        key = f"status_{value}"
        words = context.string(key) if context.inputs.has_string(key) else ""
        label = cell(column, value, code, tag)
        found.append(StatusCount(label, localize.number(count, tag), words, value != SURE))
    return found


def _described(dataset: Dataset, facts: DatasetFacts, context: PageContext) -> Thing:
    """Return the dataset for search engines, by schema.org's names."""
    site, descriptor = context.site, dataset.descriptor
    named = [str(row.values["source"]) for row in dataset.rows if row.values.get("source")]
    ids = dict.fromkeys((*source_ids(descriptor.sources), *named))
    addresses = dict.fromkeys(context.source(id).url(context.locale.code) for id in ids)
    path = context.section_path("data", dataset.id)
    return {
        "@type": "Dataset",
        "name": facts.title,
        "description": " ".join([facts.description, *facts.caveats]),
        "url": site.absolute_url(path or ""),
        "inLanguage": context.locale.tag,
        "creator": {"@type": "Organization", "name": facts.publisher},
        "dateModified": descriptor.as_of.isoformat(),
        "isAccessibleForFree": True,
        "license": [licence.url or licence.title for licence in facts.licences],
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
