"""Charts: an editor's Altair module drawn as SVG, in a language and at a width.

A module in ``content/charts/`` defines ``chart(data, view)`` and returns an ``altair.Chart``.
``data["name"]`` is a dataset as a polars frame; ``view`` says the language and the width. Modules
are code: they run with all the rights of whoever builds the site.
"""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from generator.diagnostics import Diagnostic, DiagnosticError, Location, nearest
from generator.model import Chart, Dataset, Locale

if TYPE_CHECKING:
    import polars

WIDTHS = {"narrow": 320, "wide": 660}
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class View:
    """How a chart is to be drawn: ``width`` in CSS pixels, all of it the chart's to use."""

    locale: str
    width: int
    narrow: bool

    def words(self, **by_locale: str) -> str:
        """Return the words in the reader's language: ``view.words(en="month", fr="mois")``."""
        return by_locale[self.locale]


class Frames(Mapping[str, "polars.DataFrame"]):
    """The datasets that a chart declares, as polars frames made when they are asked for."""

    def __init__(self, datasets: Mapping[str, Dataset], outlines: Mapping[str, str]) -> None:
        self._datasets = datasets
        self._outlines = outlines

    def outline(self, name: str) -> dict[str, Any]:
        """Return the GeoJSON of ``content/data/geo/NAME.geojson``, which the words declare."""
        if name not in self._outlines:
            hint = nearest(name, self._outlines)
            raise KeyError(
                f"the chart's words declare no outline '{name}'" + (hint and f", {hint}")
            )
        made: dict[str, Any] = json.loads(self._outlines[name])
        return made

    def __getitem__(self, name: str) -> polars.DataFrame:
        """Return a dataset's frame; months are the dates of their first days."""
        if name not in self._datasets:
            hint = nearest(name, self._datasets)
            raise KeyError(
                f"the chart's words declare no dataset '{name}'" + (hint and f", {hint}")
            )
        return frame(self._datasets[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._datasets)

    def __len__(self) -> int:
        return len(self._datasets)


def frame(dataset: Dataset) -> polars.DataFrame:
    """Return a dataset's rows as a polars frame, by the types of its schema."""
    import polars

    kinds = {
        "integer": polars.Int64,
        "year": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
    }
    series = []
    for column in dataset.descriptor.table.fields:
        values = [row.values[column.name] for row in dataset.rows]
        if column.type == "number":
            values = [None if value is None else float(value) for value in values]
        made = polars.Series(column.name, values, dtype=kinds.get(column.type, polars.String))
        if column.type == "yearmonth":
            made = (made + "-01").str.to_date()
        elif column.type == "date":
            made = made.str.to_date()
        series.append(made)
    return polars.DataFrame(series)


def draw(
    chart: Chart,
    datasets: Mapping[str, Dataset],
    locale: Locale,
    width: str,
    theme: Mapping[str, Any],
) -> str:
    """Return a chart's SVG for a page; ``width`` is a key of ``WIDTHS``.

    Raises:
        DiagnosticError: the module raised, or returned something else, at the module's line.
    """
    import vl_convert

    view = View(locale.code, WIDTHS[width], width == "narrow")
    spec = _specification(chart, datasets, view, theme)
    try:
        svg = vl_convert.vegalite_to_svg(
            spec,
            format_locale=vl_convert.get_format_locale(locale.tag),  # type: ignore[arg-type]
            time_format_locale=vl_convert.get_time_format_locale(locale.tag),  # type: ignore[arg-type]
        )
    except ValueError as error:
        raise _fault(chart, 1, f"the chart cannot be drawn: {_first_line(error)}") from error
    return _for_page(svg, f"{chart.id}-{width}")


def _specification(
    chart: Chart, datasets: Mapping[str, Dataset], view: View, theme: Mapping[str, Any]
) -> dict[str, Any]:
    """Run the module, and return its Vega-Lite specification with our theme and width."""
    import altair

    made = _run(chart, datasets, view)
    if not isinstance(made, altair.TopLevelMixin):
        message = f"chart() returned {type(made).__name__}, not an Altair chart"
        raise _fault(chart, _line_of_chart(chart), message)
    try:
        spec: dict[str, Any] = made.to_dict()
    except Exception as error:
        message = f"the chart is not sound: {_first_line(error)}"
        raise _fault(chart, _line_of_chart(chart), message) from error
    spec["config"] = _merged(dict(theme), spec.get("config", {}))
    spec.setdefault("width", view.width)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 0, "right": 2, "top": 4, "bottom": 2}
    spec["background"] = "transparent"
    return spec


def _merged(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in over.items():
        inner = base.get(key)
        base[key] = (
            _merged(dict(inner), value)
            if isinstance(inner, dict) and isinstance(value, dict)
            else value
        )
    return base


def _run(chart: Chart, datasets: Mapping[str, Dataset], view: View) -> object:
    """Call the module's ``chart``; whatever it raises becomes a diagnostic at its line."""
    space: dict[str, Any] = {"__name__": f"chart_{chart.id}", "__file__": chart.module_file}
    try:
        exec(compile(chart.module, chart.module_file, "exec"), space)  # noqa: S102 (documented)
        function = space.get("chart")
        if not callable(function):
            raise _fault(chart, 1, "the module defines no function 'chart(data, view)'")
        made: object = function(Frames(datasets, chart.outlines), view)
    except DiagnosticError:
        raise
    except SyntaxError as error:
        raise _fault(chart, error.lineno or 1, f"SyntaxError: {error.msg}", error.offset) from error
    except Exception as error:
        lines = [
            frame.lineno
            for frame in traceback.extract_tb(sys.exc_info()[2])
            if frame.filename == chart.module_file and frame.lineno
        ]
        message = f"{type(error).__name__}: {_first_line(error)}"
        raise _fault(chart, lines[-1] if lines else 1, message) from error
    return made


def _first_line(error: Exception) -> str:
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return text.strip().split("\n")[0]


def _line_of_chart(chart: Chart) -> int:
    match = re.search(r"^def chart\b", chart.module, re.MULTILINE)
    return chart.module.count("\n", 0, match.start()) + 1 if match else 1


def _fault(chart: Chart, line: int, message: str, column: int | None = 1) -> DiagnosticError:
    place = Location(chart.module_file, line, column or 1)
    return DiagnosticError(Diagnostic(place, "error", "chart", message))


def _for_page(svg: str, prefix: str) -> str:
    """Return a drawing fit to stand in a page: own ids, no inline style, nothing for the ear.

    The figure around it has the name, the description and the table; Vega's labels on each mark
    would be read out one by one.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 (made by our own renderer)
    for element in root.iter():
        for name in [n for n in element.attrib if n.startswith("aria-") or n == "role"]:
            del element.attrib[name]
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{prefix}-"))
        style = element.attrib.pop("style", "")
        for rule in filter(None, (part.strip() for part in style.split(";"))):
            key, _, value = rule.partition(":")
            if key.strip() not in ("pointer-events", "cursor"):
                element.set(key.strip(), value.strip())
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    box = root.get("viewBox", "0 0 0 0").split()
    root.set("width", box[2])
    root.set("height", box[3])
    return ElementTree.tostring(root, encoding="unicode")


@lru_cache(maxsize=1)
def versions() -> str:
    """Return the versions of the libraries that draw, without loading them."""
    from importlib.metadata import version

    return " ".join(f"{name} {version(name)}" for name in ("altair", "vl-convert-python"))


def theme_path(source: Path) -> Path:
    """Return where a site keeps its charts' theme (a Vega-Lite config)."""
    return source / "templates" / "chart-theme.yaml"
