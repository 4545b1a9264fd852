"""From a chart's module to its Vega-Lite specification; whatever goes wrong is a diagnostic."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator, Mapping

from generator.charts import View
from generator.charts.fields import missing
from generator.charts.frames import Frames
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, nearest
from generator.model.chart import Chart
from generator.model.dataset import Dataset

CODES = (
    Code(
        "chart",
        means=(
            "A chart's Python module is broken: it has a syntax error, it raised an exception, it"
            " returned no Altair chart, or it draws rows or columns that are not there."
        ),
        mend=(
            "Mend the module at the line that is named. Its function `chart(data, view)` returns "
            "an Altair chart, and reads only datasets that the chart's YAML file lists under "
            "`datasets`."
        ),
        example=(
            "def chart(data, view):\n"
            '    return alt.Chart(data["tides"]).mark_bar().encode(x="hour:O", y="height:Q")'
        ),
    ),
)

Specification = dict[str, object]


def specification(
    chart: Chart, datasets: Mapping[str, Dataset], view: View, theme: Mapping[str, object]
) -> Specification:
    """Run the module, and return its Vega-Lite specification with the site's theme.

    Raises:
        DiagnosticError: the module raised, returned something else, drew an empty frame or a
            column that is not there; the place is in the module.
    """
    import altair

    made = _run(chart, datasets, view)
    if not isinstance(made, altair.TopLevelMixin):
        message = f"chart() returned {type(made).__name__}, not an Altair chart"
        raise fault(chart, _line_of_chart(chart), message)
    try:
        spec: Specification = made.to_dict()
    except Exception as error:
        message = f"the chart is not sound: {first_line(error)}"
        raise fault(chart, _line_of_chart(chart), message) from error
    if found := list(_unsound(chart, spec)):
        raise DiagnosticError(*found)
    spec["config"] = _merged(theme, spec.get("config", {}))
    spec.setdefault("width", view.width)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 0, "right": 2, "top": 4, "bottom": 2}
    spec["background"] = "transparent"
    return spec


def _unsound(chart: Chart, spec: Mapping[str, object]) -> Iterator[Diagnostic]:
    """Find what Vega would draw as nothing, without a word."""
    datasets = spec.get("datasets")
    if isinstance(datasets, dict) and [] in datasets.values():
        message = "the chart draws an empty frame: no row is left after its filters"
        yield from fault(chart, _line_of_chart(chart), message).diagnostics
    for name, columns in missing(spec):
        quoted = re.search(rf"""["']{re.escape(name)}(:[A-Z])?["']""", chart.module)
        line = _line_of_chart(chart)
        column = 1
        if quoted:
            line = chart.module.count("\n", 0, quoted.start()) + 1
            column = quoted.start() - chart.module.rfind("\n", 0, quoted.start())
        hint = nearest(name, columns)
        message = f"the frame has no column '{name}'" + (hint and f", {hint}")
        yield from fault(chart, line, message, column).diagnostics


def _merged(base: object, over: object) -> object:
    """Return ``over`` laid upon ``base``: two mappings are merged, any other value takes over."""
    if not isinstance(base, Mapping) or not isinstance(over, Mapping):
        return over
    return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}


def _run(chart: Chart, datasets: Mapping[str, Dataset], view: View) -> object:
    """Call the module's ``chart``; whatever it raises becomes a diagnostic at its line."""
    space: dict[str, object] = {"__name__": f"chart_{chart.id}", "__file__": chart.module_file}
    try:
        exec(compile(chart.module, chart.module_file, "exec"), space)  # noqa: S102 (documented)
        function = space.get("chart")
        if not callable(function):
            raise fault(chart, 1, "the module defines no function 'chart(data, view)'")
        made: object = function(Frames(datasets, chart.outlines), view)
    except DiagnosticError:
        raise
    except SyntaxError as error:
        raise fault(chart, error.lineno or 1, f"SyntaxError: {error.msg}", error.offset) from error
    except Exception as error:
        lines = [
            frame.lineno
            for frame in traceback.extract_tb(sys.exc_info()[2])
            if frame.filename == chart.module_file and frame.lineno
        ]
        message = f"{type(error).__name__}: {first_line(error)}"
        raise fault(chart, lines[-1] if lines else 1, message) from error
    return made


def first_line(error: Exception) -> str:
    """Return the first line of an exception's message."""
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return text.strip().split("\n")[0]


def _line_of_chart(chart: Chart) -> int:
    match = re.search(r"^def chart\b", chart.module, re.MULTILINE)
    return chart.module.count("\n", 0, match.start()) + 1 if match else 1


def fault(chart: Chart, line: int, message: str, column: int | None = 1) -> DiagnosticError:
    """Return the fault of a chart's module at a line of it."""
    place = Location(chart.module_file, line, column or 1)
    return DiagnosticError(Diagnostic(place, "error", "chart", message))
