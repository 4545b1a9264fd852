"""``/en/charts/NAME/``: each chart's page, what is embedded elsewhere, and the files to take away.

Beside each page stand ``embed/``, ``chart.svg``, ``chart.png`` and what the live chart is drawn
from; ``/en/charts/`` lists them all, and the script that draws is published once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from generator import charts
from generator.charts import drawing
from generator.components import chart
from generator.diagnostics import Location
from generator.render.renderer import Each, Output
from generator.render.sections import open_page, uses

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.site import Locale
    from generator.render.outputs import Work
    from generator.render.renderer import Renderer
    from generator.trace import Reads

SCALE = 2


def outputs(work: Work) -> Iterator[Output]:
    """Return the list, and all that is published of each chart, in each language."""
    content, renderer = work.content, work.renderer
    ids = content.section("charts")
    if not ids:
        return
    yield Output(chart.runtime_path(work.door.reads()), lambda reads: reads("runtime").encode())
    for locale in work.site.locales:
        code = locale.code
        top = content.section_path("charts", code)
        yield Output(f"{top}index.html", partial(_list, renderer, locale))
        for id in ids:
            folder = content.section_path("charts", code, id)
            files = {
                "index.html": partial(_page, renderer, locale, id),
                "embed/index.html": partial(_embed, renderer, locale, id),
                "chart.svg": partial(_svg, renderer, locale, id),
                "chart.png": partial(_png, renderer, locale, id),
            }
            for width in charts.WIDTHS:
                files[f"{width}.json"] = partial(_live, f"{id}:{code}:{width}")
            for name, make in files.items():
                yield Output(f"{folder}{name}", make, drawn=f"{id}:{code}")


def _live(name: str, reads: Reads) -> bytes:
    text: str = reads("live", name)
    return text.encode()


def _list(renderer: Renderer, locale: Locale, reads: Reads) -> bytes:
    context, values = open_page(renderer, "charts", locale, "", reads)
    values["page"] |= {
        "title": context.string("all_charts"),
        "summary_text": context.string("charts_summary"),
    }
    values["charts"] = Each(lambda: [_card(id, context) for id in reads("section", "charts")])
    return renderer.templates.render("charts.html", reads, values).encode()


def _card(id: str, context: Context) -> dict[str, Any]:
    words = context.reads("chart", id).words
    return {
        "id": id,
        "title": context.plain_words(words.title),
        "subtitle": context.plain_words(words.subtitle),
        "url": context.site.url(chart.path(id, context)),
    }


def _page(renderer: Renderer, locale: Locale, id: str, reads: Reads) -> bytes:
    context, values = _open(renderer, locale, id, reads)
    # The page itself says it in words, once.
    shown = values["chart"] | {"description": ""}
    values["figure"] = context.component("chart", chart=shown, uid=values["uid"])
    values["uses"] = uses("chart", id, context)
    values["page"]["sources"] = renderer.sources(context)
    return renderer.templates.render("chart.html", reads, values).encode()


def _embed(renderer: Renderer, locale: Locale, id: str, reads: Reads) -> bytes:
    _, values = _open(renderer, locale, id, reads)
    return renderer.templates.render("embed.html", reads, values).encode()


def _open(
    renderer: Renderer, locale: Locale, id: str, reads: Reads
) -> tuple[Context, dict[str, Any]]:
    context, values = open_page(renderer, "charts", locale, id, reads)
    shown = chart.figure(id, "chart-1", context, plain=True)
    values["page"] |= {
        "title": shown["title_text"],
        "summary_text": shown["subtitle_text"],
        "card_url": shown["png_absolute_url"],
    }
    values["chart"], values["uid"] = shown, "chart-1"
    return context, values


def _svg(renderer: Renderer, locale: Locale, id: str, reads: Reads) -> bytes:
    return _standing_alone(renderer, locale, id, reads).encode()


def _png(renderer: Renderer, locale: Locale, id: str, reads: Reads) -> bytes:
    data: bytes = reads("rasterize")(_standing_alone(renderer, locale, id, reads), SCALE)
    return data


def _standing_alone(renderer: Renderer, locale: Locale, id: str, reads: Reads) -> str:
    """Return the chart as a picture that says by itself what it shows and where it is from."""
    context, values = _open(renderer, locale, id, reads)
    values["drawing"] = drawing.Plain.of(chart.svg(id, "wide", context))
    place = Location(reads("chart", id).module_file)
    return renderer.picture("chart.svg", place, reads, values)
