""":::{chart} id, a chart of ``content/charts/``, drawn in the page.

Its figure stands in pages of charts and of datasets too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from generator import charts
from generator.components import embedding
from generator.components.specification import Argument, Directive, Shown
from generator.components.table import CitedSource, TableView, table
from generator.language import format as localize

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.content import Content
    from generator.model.document import DirectiveUse
    from generator.model.site import Locale


VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
SCRIPT = "embed.js"  # at an address that stays: others' pages name it
HINT = 95  # letters of the templates' own words, and of the site's name, in a frame's line


class ChartView(Struct, frozen=True):
    """What ``templates/components/chart.html`` and a chart's own page show of it, as ``chart``.

    Words are there twice: as HTML, and as ``…_text``. ``narrow_svg`` and ``wide_svg`` are drawings
    to stand in a page, ``medium_svg`` is one more for a frame; ``narrow_url``, ``medium_url`` and
    ``wide_url`` the files that the live chart is drawn from, by the script at ``runtime_url``.
    ``url``, ``permalink`` and ``embed_url`` lead to the chart's page and to the page that others
    embed, with ``embed_code``; the script at ``embed_script_url`` fits its height, ``oembed_url``
    tells programs of it. The rest of the addresses are files to take away.
    """

    id: str
    title: Markup | str
    title_text: str
    subtitle: Markup | str
    subtitle_text: str
    description: Markup
    description_text: str
    narrow_svg: Markup
    medium_svg: Markup
    wide_svg: Markup
    table: TableView
    sources: list[CitedSource]
    publisher: str
    as_of: str
    csv_url: str
    url: str
    permalink: str
    embed_url: str
    embed_code: str
    embed_script_url: str
    oembed_url: str
    svg_url: str
    png_url: str
    png_absolute_url: str
    narrow_url: str
    medium_url: str
    wide_url: str
    runtime_url: str


def path(id: str, context: Context) -> str:
    """Return the path of a chart's page in the reader's language."""
    found = context.section_path("charts", id)
    assert found is not None, "every chart has a page"
    return found


def runtime_path(name: str) -> str:
    """Return the path of the script that draws live charts; ``name`` is its fingerprint."""
    return f"assets/js/vega.{name}.js"


def figure(id: str, uid: str, context: Context, *, plain: bool = False) -> ChartView:
    """Return what a template shows of a chart that is used at the anchor ``uid``.

    With ``plain``, the titles are text alone, for a page whose heading they are.
    """
    from markupsafe import Markup

    heading = context.plain_words if plain else context.words
    chart = context.chart(id)
    words, choice = chart.words, chart.words.table
    dataset = context.dataset(choice.dataset)
    site, folder = context.site, path(id, context)
    drawings = {
        # The page's own ids: the same chart may stand in it twice.
        width: Markup(context.drawing(id, width).replace(f"{id}-{width}-", f"{uid}-{width}-"))  # noqa: S704 (our own SVG)
        for width in charts.WIDTHS | charts.EMBED
    }
    return ChartView(
        id=id,
        title=heading(words.title),
        title_text=context.plain_words(words.title),
        subtitle=heading(words.subtitle),
        subtitle_text=context.plain_words(words.subtitle),
        description=context.words(words.description),
        description_text=context.plain_words(words.description),
        narrow_svg=drawings["narrow"],
        medium_svg=drawings["medium"],
        wide_svg=drawings["wide"],
        table=table(dataset, dataset.select(choice.where), choice.columns, context),
        # Cited after the words, whose stats come first to the reader.
        sources=sorted(
            (
                CitedSource(context.cite(s, uid), context.citation(s))
                for s in chart.sources(dataset)
            ),
            key=lambda source: source.number,
        ),
        publisher=context.label(dataset.descriptor.publisher),
        as_of=localize.date(dataset.descriptor.as_of, context.locale.tag),
        csv_url=site.url(f"data/{dataset.id}.csv"),
        url=site.url(folder),
        permalink=site.absolute_url(folder),
        embed_url=site.absolute_url(f"{folder}embed/"),
        embed_code=embed_code(id, context),
        embed_script_url=site.absolute_url(SCRIPT),
        oembed_url=site.absolute_url(f"{folder}oembed.json"),
        svg_url=site.url(f"{folder}chart.svg"),
        png_url=site.url(f"{folder}chart.png"),
        png_absolute_url=site.absolute_url(f"{folder}chart.png"),
        narrow_url=site.url(f"{folder}narrow.json"),
        medium_url=site.url(f"{folder}medium.json"),
        wide_url=site.url(f"{folder}wide.json"),
        runtime_url=site.url(runtime_path(context.runtime_name())),
    )


def embed_heights(id: str, context: Context) -> dict[str, int]:
    """Return how high a frame must be that shows a chart, by the drawing that it shows."""
    words = context.chart(id).words
    publisher = context.label(context.dataset(words.table.dataset).descriptor.publisher)
    sizes = {}
    for width in embedding.FROM:
        box = VIEW_BOX.search(context.drawing(id, width))
        sizes[width] = embedding.Size(*map(float, box.groups())) if box else embedding.Size(1, 1)
    title, subtitle = context.plain_words(words.title), context.plain_words(words.subtitle)
    # Below the drawing stand a hint and a line of credit, each of some words of the template's.
    texts = (subtitle, "m" * HINT, publisher + "m" * HINT)
    return embedding.heights(title, texts, sizes)


def embed_code(id: str, context: Context) -> str:
    """Return the HTML that shows a chart in somebody else's page, whatever its width there."""
    from markupsafe import escape

    address = context.site.absolute_url(f"{path(id, context)}embed/")
    title = escape(context.plain_words(context.chart(id).words.title))
    height = max(embed_heights(id, context).values())
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{height}" '
        'style="border: 0" loading="lazy"></iframe>'
    )


def view(use: DirectiveUse, context: Context) -> str:
    """Return the figure: drawings, words, table and sources."""
    return html(use.argument, context)


def html(id: str, context: Context) -> Markup:
    """Return a chart's figure, wherever it stands."""
    uid = context.uid("chart")
    return context.component("chart", chart=figure(id, uid, context), uid=uid)


def texts(use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
    """Walk the chart's words, each with the sources of its numbers."""
    sources = tuple(content.sources_of("chart", use.argument))
    for placed in content.texts_of("chart", use.argument):
        yield Shown.of(placed, locale)._replace(sources=sources)


def markdown(use: DirectiveUse, context: Context) -> str:
    """Return the chart's words and table as Markdown, with the address of its page."""
    words = context.chart(use.argument).words
    dataset = context.dataset(words.table.dataset)
    rows = table(dataset, dataset.select(words.table.where), words.table.columns, context)
    url = context.site.absolute_url(path(use.argument, context))
    lines = [["---:" if numeric else "---" for numeric in rows.numeric], *rows.rows]
    return "\n\n".join(
        [
            f"**[{context.plain_words(words.title)}]({url})**",
            context.plain_words(words.subtitle),
            context.plain_words(words.description),
            "\n".join(f"| {' | '.join(cells)} |" for cells in [rows.columns, *lines]),
        ]
    )


SPECIFICATION = Directive(
    name="chart",
    doc="A chart with its words, its table, its sources and its files.",
    sample=":::{chart} tides-by-hour\n:::",
    argument=Argument("chart", "the chart's id, the name of its file in content/charts/"),
    view=view,
    texts=texts,
    markdown=markdown,
)
