""":::{chart} id, a chart of ``content/charts/``, drawn in the page.

Its figure stands in pages of charts and of datasets too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator import charts
from generator.components.specification import Argument, Directive, Shown
from generator.components.table import table
from generator.language import format as localize

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.chart import Chart
    from generator.model.content import Content
    from generator.model.dataset import Dataset
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale
    from generator.trace import Reads


def path(id: str, context: Context) -> str:
    """Return the path of a chart's page in the reader's language."""
    found: str = context.reads("section_link", f"charts:{context.locale.code}:{id}")
    return found


def runtime_path(reads: Reads) -> str:
    """Return the path of the script that draws live charts."""
    name: str = reads("runtime_name")
    return f"assets/js/vega.{name}.js"


def svg(id: str, width: str, context: Context) -> str:
    """Return a chart's drawing in the reader's language; ``width`` is a key of ``WIDTHS``."""
    text: str = context.reads("drawing", f"{id}:{context.locale.code}:{width}")
    return text


def figure(id: str, uid: str, context: Context, *, plain: bool = False) -> dict[str, Any]:
    """Return what ``templates/components/chart.html`` shows of a chart used at ``uid``.

    ``plain`` titles are words alone, for a page whose heading they are.
    """
    heading = context.plain_words if plain else context.words
    from markupsafe import Markup

    chart: Chart = context.reads("chart", id)
    choice = chart.words.table
    dataset: Dataset = context.reads("dataset", choice.dataset)
    site, code, folder = context.site, context.locale.code, path(id, context)
    drawings = {
        # The page's own ids: the same chart may stand in it twice.
        width: Markup(svg(id, width, context).replace(f"{id}-{width}-", f"{uid}-{width}-"))  # noqa: S704 (our own SVG)
        for width in charts.WIDTHS
    }
    return {
        "id": id,
        "title": heading(chart.words.title),
        "title_text": context.plain_words(chart.words.title),
        "subtitle": heading(chart.words.subtitle),
        "subtitle_text": context.plain_words(chart.words.subtitle),
        "description": context.words(chart.words.description),
        "description_text": context.plain_words(chart.words.description),
        "narrow_svg": drawings["narrow"],
        "wide_svg": drawings["wide"],
        "table": table(dataset, dataset.select(choice.where), choice.columns, context),
        "sources": sorted(
            (
                {"number": context.cite(id, uid), "html": context.reads("citation", f"{code}:{id}")}
                for id in chart.sources(dataset)
            ),
            key=lambda source: int(source["number"]),
        ),
        "publisher": context.label(dataset.descriptor.publisher),
        "as_of": localize.date(dataset.descriptor.as_of, context.locale.tag),
        "csv_url": site.url(f"data/{dataset.id}.csv"),
        "url": site.url(folder),
        "permalink": site.absolute_url(folder),
        "embed_url": site.absolute_url(f"{folder}embed/"),
        "svg_url": site.url(f"{folder}chart.svg"),
        "png_url": site.url(f"{folder}chart.png"),
        "png_absolute_url": site.absolute_url(f"{folder}chart.png"),
        "narrow_url": site.url(f"{folder}narrow.json"),
        "wide_url": site.url(f"{folder}wide.json"),
        "runtime_url": site.url(runtime_path(context.reads)),
    }


def view(use: DirectiveUse, context: Context) -> str:
    """Return the figure: drawings, words, table and sources."""
    return html(use.argument, context)


def html(id: str, context: Context) -> str:
    """Return a chart's figure, wherever it stands."""
    uid = context.uid("chart")
    return context.component("chart", chart=figure(id, uid, context), uid=uid)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the chart's words, each with the sources of its numbers."""
    sources = tuple(content.sources_of("chart", use.argument))
    for placed in content.texts_of("chart", use.argument):
        yield Shown.of(placed, locale)._replace(sources=sources)


SPECIFICATION = Directive(
    name="chart",
    doc="A chart with its words, its table, its sources and its files.",
    sample=":::{chart} tides-by-hour\n:::",
    argument=Argument("chart", "the chart's id, the name of its file in content/charts/"),
    view=view,
    texts=texts,
)
