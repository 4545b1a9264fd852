"""``/en/charts/NAME/``: each chart's page, what is embedded elsewhere, and the files to take away.

Beside each page stand ``embed/``, ``oembed.json``, ``chart.svg``, ``chart.png`` and what the live
chart is drawn from; ``/en/charts/`` lists them all, and the script that draws is published once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator import charts
from generator.charts import drawing
from generator.components import chart as component
from generator.diagnostics import Location
from generator.render.output import Output
from generator.render.shell import LazyList

if TYPE_CHECKING:
    from generator.components.chart import ChartView
    from generator.model.site import Locale
    from generator.render.citations import PageSource
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.page_context import PageContext
    from generator.render.shell import PageView, Shell

SCALE = 2
UID = "chart-1"  # the one chart of its page


class ChartEntry(Struct, frozen=True):
    """A chart in the list of charts, with its narrow drawing."""

    id: str
    title: str
    subtitle: str
    url: str
    svg: Markup


def outputs(work: Work) -> Iterator[Output]:
    """Return the list, and all that is published of each chart, in each language."""
    content, shell = work.content, work.shell
    ids = content.section("charts")
    if not ids:
        return
    runtime = component.runtime_path(work.inputs.runtime_name())
    yield Output(runtime, lambda inputs: inputs.runtime().encode(), late=True)
    if f"js/{component.SCRIPT}" in work.assets:
        yield Output(component.SCRIPT, lambda inputs: inputs.asset_bytes(f"js/{component.SCRIPT}"))
    for locale in work.site.locales:
        code = locale.code
        top = content.section_path("charts", code)
        yield Output(f"{top}index.html", partial(_list, shell, locale))
        for id in ids:
            folder = content.section_path("charts", code, id)
            files = {
                "index.html": partial(_page, shell, locale, id),
                "embed/index.html": partial(_embed, shell, locale, id),
                "oembed.json": partial(_oembed, shell, locale, id),
                "chart.svg": partial(_svg, shell, locale, id),
                "chart.png": partial(_png, shell, locale, id),
            }
            for name, make in files.items():
                late = not name.endswith(".html")
                yield Output(f"{folder}{name}", make, drawn=f"{id}:{code}", late=late)
            for width in charts.WIDTHS | charts.EMBED:
                make_live = partial(_live, id, code, width)
                yield Output(f"{folder}{width}.json", make_live, drawn=f"{id}:{code}", late=True)


def _live(id: str, code: str, width: str, inputs: Inputs) -> bytes:
    return inputs.live(id, code, width).encode()


def _list(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    context, frame = shell.section_context("charts", locale, "", inputs)
    page = shell.section_page(
        context, context.string("all_charts"), context.string("charts_summary")
    )
    entries = LazyList(lambda: [_entry(id, context) for id in inputs.chart_order(locale.code)])
    return shell.render("charts.html", inputs, frame, page=page, charts=entries).encode()


def _entry(id: str, context: PageContext) -> ChartEntry:
    words = context.chart(id).words
    return ChartEntry(
        id,
        context.plain_words(words.title),
        context.plain_words(words.subtitle),
        context.site.url(component.path(id, context)),
        Markup(context.drawing(id, "narrow")),  # noqa: S704 (our own SVG)
    )


def _page(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> bytes:
    context, frame = shell.section_context("charts", locale, id, inputs)
    chart = component.figure(id, UID, context, plain=True)
    # The page itself says it in words, once.
    figure = context.component("chart", chart=replace(chart, description=Markup("")), uid=UID)
    values = {
        "page": _view(shell, context, chart, context.sources()),
        "chart": chart,
        "uid": UID,
        "figure": figure,
        "uses": inputs.chart_uses(locale.code, id),
    }
    return shell.render("chart.html", inputs, frame, **values).encode()


def _embed(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> bytes:
    context, frame = shell.section_context("charts", locale, id, inputs)
    chart = component.figure(id, UID, context, plain=True)
    page = _view(shell, context, chart)
    return shell.render("embed.html", inputs, frame, page=page, chart=chart, uid=UID).encode()


def _oembed(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> bytes:
    """Return what programs read to show the chart where its address was pasted (oEmbed 1.0)."""
    context, _ = shell.section_context("charts", locale, id, inputs)
    width = "wide"
    told = {
        "version": "1.0",
        "type": "rich",
        "title": context.plain_words(context.chart(id).words.title),
        "provider_name": context.label(inputs.settings().title),
        "provider_url": context.site.absolute_url(""),
        "html": component.embed_code(id, context),
        "width": charts.WIDTHS[width],
        "height": component.embed_heights(id, context)[width],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _view(
    shell: Shell, context: PageContext, chart: ChartView, sources: Sequence[PageSource] = ()
) -> PageView:
    title, subtitle, card = chart.title_text, chart.subtitle_text, chart.png_absolute_url
    return shell.section_page(context, title, subtitle, card, sources)


def _svg(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> bytes:
    return _standing_alone(shell, locale, id, inputs).encode()


def _png(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> bytes:
    return inputs.rasterize()(_standing_alone(shell, locale, id, inputs), SCALE)


def _standing_alone(shell: Shell, locale: Locale, id: str, inputs: Inputs) -> str:
    """Return the chart as a picture that says by itself what it shows and where it is from."""
    context, frame = shell.section_context("charts", locale, id, inputs)
    chart = component.figure(id, UID, context, plain=True)
    values = {
        "page": _view(shell, context, chart),
        "chart": chart,
        "uid": UID,
        "drawing": drawing.Plain.of(context.drawing(id, "wide")),
    }
    place = Location(context.chart(id).module_file)
    return shell.picture("chart.svg", place, inputs, frame, **values)
