"""A chart as a page shows it: its drawings, its words, its table, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import localize, statview
from generator.stats import select

if TYPE_CHECKING:
    from generator.context import Context
    from generator.model import Chart, Dataset


def sources(chart: Chart, dataset: Dataset) -> list[str]:
    """Return the ids of a chart's sources: those it names, or those of its table's rows."""
    if chart.words.sources is not None:
        return list(chart.words.sources)
    rows = select(dataset, chart.words.table.where)
    named = [str(row.values["source"]) for row in rows if row.values.get("source")]
    return list(dict.fromkeys(named or dataset.descriptor.sources))


def view(id: str, uid: str, context: Context) -> dict[str, Any]:
    """Return what ``templates/components/chart.html`` shows of a chart used at ``uid``."""
    from markupsafe import Markup

    chart: Chart = context.reads("chart", id)
    choice = chart.words.table
    dataset: Dataset = context.reads("dataset", choice.dataset)
    code = context.locale.code
    drawings = {
        width: Markup(context.reads("drawing", f"{id}:{code}:{width}"))  # noqa: S704 (our own SVG)
        for width in ("narrow", "wide")
    }
    return {
        "id": id,
        "title": context.words(chart.words.title),
        "subtitle": context.words(chart.words.subtitle),
        "description": context.words(chart.words.description),
        "narrow_svg": drawings["narrow"],
        "wide_svg": drawings["wide"],
        "table": statview.table(dataset, select(dataset, choice.where), choice.columns, context),
        "sources": sorted(
            (
                {"number": context.cite(id, uid), "html": context.reads("citation", f"{code}:{id}")}
                for id in sources(chart, dataset)
            ),
            key=lambda source: int(source["number"]),
        ),
        "publisher": context.label(dataset.descriptor.publisher),
        "as_of": localize.date(dataset.descriptor.as_of, context.locale.tag),
        "csv_url": context.site.url(f"data/{dataset.id}.csv"),
    }
