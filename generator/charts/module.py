"""From a chart's module to its Vega-Lite specification; whatever goes wrong is a diagnostic."""

from __future__ import annotations

import ast
import ctypes
import io
import json
import re
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from types import CodeType, FrameType

from generator.charts import View, one_zone, whole
from generator.charts.fields import missing
from generator.charts.frames import Frames, Mark
from generator.charts.utc import in_utc
from generator.diagnostics import (
    Code,
    Diagnostic,
    DiagnosticError,
    Location,
    first_line,
    nearest,
    parted,
)
from generator.model.chart import Chart
from generator.model.dataset import Dataset

CODES = (
    Code(
        "chart",
        means=(
            "A chart's Python module is broken: it has a syntax error, it raised an exception, it"
            " returned no Altair chart, it draws rows or columns that are not there, it reads from "
            "an address or a file, it prints, it ends the program, or it takes too long."
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

SECONDS, PATIENCE = 8, 60  # that a module may compute, and may take in all
LARGEST = 5000  # pixels, in height or width
DATA = "a chart draws data of the site's datasets alone"
DECLARE = "add a dataset to content/data/, and name it under 'datasets' in the chart's YAML file"
SILENT, NOT_SAID = "a chart prints nothing", "delete what writes to the terminal"
BESIDE = ("a chart starts nothing that runs beside it", "compute it in the function itself")
# What no chart's module may call, by the last part of the name: what is wrong, and the hint.
REFUSED = {
    **dict.fromkeys(("open", "urlopen", "urlretrieve", "topo_feature", "UrlData"), (DATA, DECLARE)),
    "print": (SILENT, "delete the line"),
    **dict.fromkeys(
        ("input", "breakpoint", "set_trace"), ("a chart asks nobody anything", "delete the line")
    ),
    **dict.fromkeys(("chdir", "putenv"), ("a chart changes nothing around it", "delete the line")),
    **dict.fromkeys(
        ("exit", "quit", "_exit", "abort", "fork"), ("this ends the program", "delete the line")
    ),
    **dict.fromkeys(
        (
            *("Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "Process"),
            *("Popen", "system", "popen", "check_output", "check_call"),
        ),
        BESIDE,
    ),
}
# What it may not import, by the first part of the name.
REFUSED_MODULES = {
    **dict.fromkeys(("subprocess", "multiprocessing", "asyncio"), BESIDE),
    **dict.fromkeys(("socket", "urllib", "http", "requests", "httpx"), (DATA, DECLARE)),
}
READS = re.compile(r"(read|scan)_[a-z]+")  # polars' and pandas' functions
AS_ALTAIR = "return an alt.Chart of frames, whole numbers and words"


def specification(
    chart: Chart,
    datasets: Mapping[str, Dataset],
    marks: Mapping[str, Mark],
    view: View,
    theme: Mapping[str, object],
) -> Specification:
    """Run the module, and return its Vega-Lite specification with the site's theme.

    It is for all widths but where the view was ``measured``; see ``fitted``.

    Raises:
        DiagnosticError: the module raised, returned something else, drew an empty frame or a
            column that is not there; the place is in the module.
    """
    code = _compiled(chart)
    one_zone()
    frames = Frames(datasets, chart.outlines, marks)
    try:
        with whole.unchecked():
            spec = _made(chart, code, frames, view, checked=False)
    except DiagnosticError as error:
        if isinstance(error.__cause__, _Limit):
            raise
        # Something is wrong: with Altair's own checks the fault is told at the line of it.
        spec = _made(chart, code, frames, view, checked=True)
    if found := list(_unsound(chart, spec)):
        raise DiagnosticError(*found)
    spec = in_utc(spec)
    spec["config"] = _merged(theme, spec.get("config", {}))
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 0, "right": 2, "top": 4, "bottom": 2}
    spec["background"] = "transparent"
    return spec


def fitted(spec: Specification, view: View) -> Specification:
    """Return a specification as wide as a view, if it has no width of its own."""
    return {"width": view.size, **spec}


def _made(
    chart: Chart, code: CodeType, frames: Frames, view: View, *, checked: bool
) -> Specification:
    """Run the module; Altair has ``checked`` each part of what it makes, or it is checked here.

    Raises:
        DiagnosticError: the module raised, or returned no sound chart.
    """
    import altair

    made = _run(chart, code, frames, view)
    if not isinstance(made, altair.TopLevelMixin):
        message = f"chart() returned {type(made).__name__}, not an Altair chart"
        raise fault(chart, _line_of_chart(chart), message, hint=AS_ALTAIR)
    try:
        spec: Specification = made.to_dict(validate=checked)
        json.dumps(spec, ensure_ascii=False, allow_nan=False).encode()
        if not checked:
            whole.check(spec)
    except Exception as error:
        message = f"the chart is not sound: {first_line(error)}"
        raise fault(chart, _line_of_chart(chart), message, hint=AS_ALTAIR) from error
    return spec


def _unsound(chart: Chart, spec: Mapping[str, object]) -> Iterator[Diagnostic]:
    """Find what Vega would draw as nothing, without a word."""
    datasets = spec.get("datasets")
    if isinstance(datasets, dict) and [] in datasets.values():
        message = "the chart draws an empty frame: no row is left after its filters"
        hint = "look at its filters"
        yield from fault(chart, _line_of_chart(chart), message, hint=hint).diagnostics
    for url in dict.fromkeys(_addresses(spec)):
        message = f"'{url[:60]}' is an address or a path: {DATA}"
        line, column = _place_of(chart, url)
        yield from fault(chart, line, message, DECLARE, column).diagnostics
    for size in _sizes(spec):
        if size > LARGEST:
            message = f"the chart is {size:,} pixels large; the most is {LARGEST:,}"
            line, column = _place_of(chart, str(size))
            yield from fault(chart, line, message, "make it smaller", column).diagnostics
    for name, columns in missing(spec):
        line, column = _line_of_chart(chart), 1
        if quoted := re.search(rf"""["']{re.escape(name)}(:[A-Z])?["']""", chart.module):
            line, column = _place(chart, quoted.start())
        hint = nearest(name, columns) or f"its columns: {', '.join(columns)}"
        message = f"the frame has no column '{name}'"
        yield from fault(chart, line, message, hint, column).diagnostics


def _addresses(node: object) -> Iterator[str]:
    """Walk what a specification would fetch: data and pictures that are not in it."""
    if isinstance(node, dict):
        url = node.get("url")
        for one in (url, url.get("value") if isinstance(url, dict) else None):
            if isinstance(one, str) and not one.startswith("data:"):
                yield one
        for key, value in node.items():
            if key != "datasets":
                yield from _addresses(value)
    elif isinstance(node, list):
        for item in node:
            yield from _addresses(item)


def _sizes(node: object) -> Iterator[int]:
    """Walk the heights and widths that a specification asks for."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("height", "width", "step") and isinstance(value, int | float):
                yield int(value)
            elif key != "datasets":
                yield from _sizes(value)
    elif isinstance(node, list):
        for item in node:
            yield from _sizes(item)


def _place_of(chart: Chart, text: str) -> tuple[int, int]:
    """Return where a text stands in a module, or where its function begins."""
    at = chart.module.find(text)
    return _place(chart, at) if at >= 0 else (_line_of_chart(chart), 1)


def _place(chart: Chart, at: int) -> tuple[int, int]:
    return chart.module.count("\n", 0, at) + 1, at - chart.module.rfind("\n", 0, at)


def _merged(base: object, over: object) -> object:
    """Return ``over`` laid upon ``base``: two mappings are merged, any other value takes over."""
    if not isinstance(base, Mapping) or not isinstance(over, Mapping):
        return over
    return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}


def _compiled(chart: Chart) -> CodeType:
    """Return a module's code, if it does nothing that no chart may do.

    That is a help against slips, no wall: modules are code, and trusted.
    """
    try:
        tree = ast.parse(chart.module, chart.module_file)
        code = compile(tree, chart.module_file, "exec")
    except SyntaxError as error:
        message = f"SyntaxError: {error.msg}"
        hint = "correct the line, or the one above it"
        raise fault(chart, error.lineno or 1, message, hint, error.offset) from error
    except (RecursionError, MemoryError, ValueError) as error:
        message = f"Python cannot read this module: {first_line(error)}"
        raise fault(chart, 1, message, hint="write it with fewer parentheses") from error
    if found := list(_refused(chart, tree)):
        raise DiagnosticError(*found)
    return code


def _refused(chart: Chart, tree: ast.Module) -> Iterator[Diagnostic]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            name = str(getattr(node, "module", "") or node.names[0].name).partition(".")[0]
            refused = REFUSED_MODULES.get(name)
        elif isinstance(node, ast.Call):
            name = str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            refused = REFUSED.get(name) or ((DATA, DECLARE) if READS.fullmatch(name) else None)
        else:
            continue
        if refused:
            message, hint = f"'{name}': {refused[0]}", refused[1]
            yield from fault(chart, node.lineno, message, hint, node.col_offset + 1).diagnostics


class _Limit(BaseException):
    """Raised in a module that computes for too long."""


@contextmanager
def _limited() -> Iterator[None]:
    """Stop a module that does not end: by a signal, or from beside a thread that gets none."""
    first = threading.current_thread() is threading.main_thread()
    if first and hasattr(signal, "setitimer"):
        with (
            _alarm(signal.SIGPROF, signal.ITIMER_PROF, SECONDS),
            _alarm(signal.SIGALRM, signal.ITIMER_REAL, PATIENCE),
        ):
            yield
        return
    thread, limit = ctypes.c_ulong(threading.get_ident()), ctypes.py_object(_Limit)
    stop = ctypes.pythonapi.PyThreadState_SetAsyncExc
    timer = threading.Timer(PATIENCE, stop, (thread, limit))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _alarm(number: int, timer: int, seconds: int) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _Limit

    before = signal.signal(number, stop)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)


def _run(chart: Chart, code: CodeType, frames: Frames, view: View) -> object:
    """Call the module's ``chart``; whatever it raises becomes a diagnostic at its line."""
    printed = io.StringIO()
    space: dict[str, object] = {"__name__": f"chart_{chart.id}", "__file__": chart.module_file}
    try:
        with _limited(), redirect_stdout(printed):
            exec(code, space)  # noqa: S102 (documented)
            function = space.get("chart")
            if not callable(function):
                message = "the module defines no function 'chart(data, view)'"
                raise fault(chart, 1, message, hint="define it: def chart(data, view):")
            made: object = function(frames, view)
    except DiagnosticError:
        raise
    except BaseException as error:
        lines = [
            frame.lineno
            for frame in traceback.extract_tb(sys.exc_info()[2])
            if frame.filename == chart.module_file and frame.lineno
        ]
        if isinstance(error, KeyboardInterrupt) and "KeyboardInterrupt" not in chart.module:
            raise  # Ctrl+C
        said = first_line(error)
        message = f"{type(error).__name__}: {said}" if said else type(error).__name__
        if isinstance(error, _Limit):
            message = f"this takes too long: more than {SECONDS} seconds of computing"
        elif isinstance(error, SystemExit | KeyboardInterrupt):
            message = f"{type(error).__name__}: this ends the program"
        raise fault(chart, lines[-1] if lines else 1, message, hint="mend this line") from error
    if printed.getvalue():
        line, column = _place_of(chart, "stdout")
        raise fault(chart, line, f"'{printed.getvalue().strip()[:40]}': {SILENT}", NOT_SAID, column)
    return made


def _line_of_chart(chart: Chart) -> int:
    match = re.search(r"^def chart\b", chart.module, re.MULTILINE)
    return chart.module.count("\n", 0, match.start()) + 1 if match else 1


def fault(
    chart: Chart, line: int, message: str, hint: str, column: int | None = 1
) -> DiagnosticError:
    """Return the fault of a chart's module at a line of it."""
    place = Location(chart.module_file, line, column or 1)
    message, known = parted(message)
    return DiagnosticError(Diagnostic(place, "error", "chart", message, known or hint))
