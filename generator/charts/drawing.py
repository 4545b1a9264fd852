"""From a specification to what is published: SVG for a page, a plain SVG, a PNG, the live chart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup
from msgspec import Struct

from generator.charts import fonts_path, one_zone
from generator.charts.fields import as_mapping
from generator.charts.formats import formats
from generator.charts.module import LARGEST, Specification, fault
from generator.charts.points import GROUP, SVG, points
from generator.charts.telling import speak, telling
from generator.diagnostics import first_line
from generator.model.chart import Chart
from generator.model.dataset import Column
from generator.model.site import Locale

NOTHING = "M0,0h0v0h0Z"
LINK = re.compile(r"url\(#([^)]+)\)")
FRACTION = re.compile(r"\d+\.\d{2,}")
# What a drawing is told by that a page has no use for, and what is so without being said.
SILENT = ("class", "pointer-events", "cursor")
DEFAULTS = {"opacity": "1", "stroke-width": "1"}
FRAME = 0.6  # of its width
RUNTIME = "window.vegaEmbed = vegaEmbed;"


class Drawing(Struct, frozen=True):
    """A chart drawn in a language and for a width: its SVG for a page, and its live chart.

    ``live`` is what the browser draws it from, and what it answers, as JSON: ``spec`` is Vega-Lite,
    ``formatLocale`` and ``timeFormatLocale`` are d3's tables, ``size`` and ``plots`` those of
    ``points``.
    """

    svg: str
    live: str

    @classmethod
    def of(
        cls,
        chart: Chart,
        locale: Locale,
        columns: Mapping[str, Column],
        spec: Specification,
        width: str,
        font: str,
        source: Path,
    ) -> Drawing:
        """Draw a chart, of whose datasets ``columns`` are, by name.

        ``width`` is a key of ``WIDTHS``, ``EMBED`` or ``CARD``, ``font`` the theme's.

        Raises:
            DiagnosticError: it cannot be drawn.
        """
        one_zone()
        import vl_convert

        _register_fonts(source)
        number, time = formats(locale.tag)
        # Nothing for the ear, which takes time: the figure around a drawing says it.
        quiet = {**spec, "config": {**as_mapping(spec.get("config")), "aria": False}}
        with _drawing(chart):
            vega = vl_convert.vegalite_to_vega(telling(quiet, columns, locale))
            speak(vega)
            svg = vl_convert.vega_to_svg(
                vega, allowed_base_urls=[], format_locale=number, time_format_locale=time
            )
            root = ElementTree.fromstring(svg)  # noqa: S314 (made by our own renderer)
        answers = points(root, columns, locale)
        _check_drawn(chart, root)
        _for_page(root, f"{chart.id}-{width}", font)
        live = {"spec": spec, "formatLocale": number, "timeFormatLocale": time, **answers}
        return cls(
            ElementTree.tostring(root, encoding="unicode"),
            json.dumps(live, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        )


def frame(width: float) -> str:
    """Return what stands for a drawing of this width until it is there: its height is a guess."""
    height = round(width * FRAME)
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="none" '
        'stroke="currentColor" stroke-opacity="0.2"/></svg>'
    )


@contextmanager
def _drawing(chart: Chart) -> Iterator[None]:
    """Make what goes wrong while a chart is drawn a fault of its module."""
    try:
        with panicking():
            yield
    except (ValueError, ElementTree.ParseError) as error:
        message = f"the chart cannot be drawn: {first_line(error)}"
        raise fault(chart, 1, message, hint="look at what chart() returns") from error


def _check_drawn(chart: Chart, root: ElementTree.Element) -> None:
    """Refuse a drawing that is too large, or shows pictures from elsewhere."""
    size = max(float(root.get("width", 0)), float(root.get("height", 0)))
    if size > LARGEST:
        message = f"the chart is {size:,.0f} pixels large; the most is {LARGEST:,}"
        raise fault(chart, 1, message, hint="make it smaller")
    for image in root.iter(f"{{{SVG}}}image"):
        for name, value in image.attrib.items():
            if name.endswith("href") and not value.startswith("data:"):
                message = f"the chart shows a picture from elsewhere: '{value[:60]}'"
                raise fault(chart, 1, message, hint="give it as a data: address, or leave it out")


@contextmanager
def panicking() -> Iterator[None]:
    """Turn the panics of the library that draws, which are no Exceptions, into ValueErrors."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(first_line(error)) from error


def runtime() -> str:
    """Return the script that draws live charts: Vega, Vega-Lite and vega-embed in one."""
    import vl_convert

    return str(vl_convert.javascript_bundle(RUNTIME))


def picture(svg: str, scale: float, source: Path) -> bytes:
    """Return the PNG of an SVG at ``scale`` pixels to a unit, set in the site's own fonts.

    Raises:
        ValueError: it is no sound SVG.
    """
    import vl_convert

    from generator.charts.lettering import outlined

    _register_fonts(source)
    try:
        svg = outlined(svg, fonts_path(source))
    except ElementTree.ParseError as error:
        raise ValueError(first_line(error)) from error
    with panicking():
        return bytes(vl_convert.svg_to_png(svg, scale=scale))


class Plain(Struct, frozen=True):
    """A drawing to stand inside another SVG: its markup, and its size in units of its own."""

    svg: Markup
    width: float
    height: float

    @classmethod
    def of(cls, svg: str) -> Plain:
        """Return a page's drawing; whoever puts it into a picture gives its tokens their values.

        Nothing is cut off at its edges: a drawing keeps within them, and to cut takes more than
        half of the time of a PNG.
        """
        root = ElementTree.fromstring(svg)  # noqa: S314 (made by our own renderer)
        uncut = Markup(svg.replace("<svg ", '<svg overflow="visible" ', 1))  # noqa: S704
        return cls(uncut, float(root.get("width", 0)), float(root.get("height", 0)))


def _tenths(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".removesuffix(".0")


def _register_fonts(source: Path) -> None:
    import vl_convert

    folder = fonts_path(source)
    if folder.is_dir():
        vl_convert.register_font_directory(str(folder))


def _renamed(root: ElementTree.Element, prefix: str) -> dict[str, str]:
    """Give what has an id another one, and return those by the old.

    Vega counts its ids through all that a process draws; a drawing's own bytes must not tell. Each
    mark has an edge of its own that it is cut off at: of those that are the same, one stays.
    """
    own: dict[str, str] = {}
    alike: dict[bytes, str] = {}
    for parent in [*root.iter()]:
        for child in [one for one in parent if "id" in one.attrib]:
            old = child.attrib["id"]
            child.set("id", "")
            look = ElementTree.tostring(child)
            if look in alike:
                parent.remove(child)
            own[old] = alike.setdefault(look, f"{prefix}-{len(alike) + 1}")
            child.set("id", own[old])
    return own


def _lighten(parent: ElementTree.Element) -> None:
    """Take out what draws nothing, and join paths, and groups cut off at an edge, that look alike.

    What is seen through, or filled and outlined, keeps its own paths: it shows where two overlap.
    """
    before: ElementTree.Element | None = None
    for child in [*parent]:
        _lighten(child)
        outline = child.get("d")
        if outline in ("", NOTHING) or (child.tag == GROUP and not len(child)):
            parent.remove(child)
        elif before is not None and before.tag == child.tag and _look(child) == _look(before):
            if outline:
                before.set("d", before.get("d", "") + outline)
            before.extend(child)
            parent.remove(child)
        else:
            before = child if _look(child) else None


def _look(path: ElementTree.Element) -> dict[str, str]:
    """Return all but the outline of what others may be joined to, else nothing."""
    look = {name: value for name, value in path.items() if name != "d"}
    if path.tag == GROUP:
        return look if "clip-path" in look else {}
    alone = path.get("d") is None or len(path) or "id" in look or {"fill", "stroke"} <= look.keys()
    return {} if alone or any("opacity" in name for name in look) else look


def _for_page(root: ElementTree.Element, prefix: str, font: str) -> None:
    """Make a drawing fit to stand in a page: own ids, no inline style, nothing for the ear.

    The figure around it has the name, the description and the table; Vega's labels on each mark
    would be read out one by one. The theme's font is left to the page's style sheet.
    """
    ElementTree.register_namespace("", SVG)
    own = _renamed(root, prefix)
    for element in root.iter():
        for name in [n for n in element.attrib if n.startswith("aria-") or n == "role"]:
            del element.attrib[name]
        for name, value in element.attrib.items():
            if not name.endswith("href") and FRACTION.search(value):
                # To tenths of a pixel: what is finer is not seen, and weighs.
                element.set(name, FRACTION.sub(_tenths, value))
            elif link := LINK.fullmatch(value):
                element.set(name, f"url(#{own[link[1]]})")
        style = element.attrib.pop("style", "")
        for rule in filter(None, (part.strip() for part in style.split(";"))):
            key, _, value = rule.partition(":")
            element.set(key.strip(), value.strip())
        for name, value in [*element.attrib.items()]:
            if name in SILENT or value == {**DEFAULTS, "font-family": font}.get(name):
                del element.attrib[name]
    _lighten(root)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    box = root.get("viewBox", "0 0 0 0").split()
    root.set("width", box[2])
    root.set("height", box[3])
