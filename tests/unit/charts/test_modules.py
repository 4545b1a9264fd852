"""What a chart's module may do, and what becomes of one that does something else."""

from __future__ import annotations

import datetime
import signal
import threading
from pathlib import Path

import pytest

from generator.charts import View, drawing, module
from generator.charts.frames import Mark
from generator.diagnostics import Diagnostic, DiagnosticError
from generator.model.chart import Chart, ChartWords
from generator.model.site import Locale

HEAD = "import altair as alt\nimport polars as pl\n\ndef chart(data, view):\n    "
FRAME = "alt.Chart(pl.DataFrame({'hour': [1, 2], 'height': [3, 4]}))"
BARS = f"{FRAME}.mark_bar().encode(x='hour:O', y='height:Q')"


def test_an_event_is_marked_by_its_day_and_its_words() -> None:
    opened = Mark(datetime.date(2004, 1, 1), "Opening", "2004")
    code = "e = data.event('opening')\n    "
    made = chart(f"{code}return {BARS}.properties(title=f'{{e.words}} {{e.day.year}} {{e.date}}')")
    spec = module.specification(made, {}, {"opening": opened}, View.of("en", "wide"), {})
    assert spec["title"] == "Opening 2004 2004"


def chart(code: str) -> Chart:
    words = ChartWords.model_construct()
    return Chart("tides", words, HEAD + code, "content/charts/tides.py", "", {}, "")


def fault(code: str) -> Diagnostic:
    with pytest.raises(DiagnosticError) as raised:
        made = chart(code)
        spec = module.specification(made, {}, {}, View.of("en", "wide"), {})
        locale = Locale(code="en", tag="en-CA", name="English")
        drawing.Drawing.of(made, locale, {}, spec, "wide", "", Path("/nowhere"))
    (found,) = raised.value.diagnostics
    assert found.location.file == "content/charts/tides.py"
    assert found.code == "chart"
    return found


@pytest.mark.parametrize(
    ("code", "line", "part"),
    [
        ("import sys\n    sys.exit(0)", 6, "ends the program"),
        ("import os\n    os._exit(0)", 6, "ends the program"),
        ("exit()", 5, "ends the program"),
        ("raise SystemExit(3)", 5, "ends the program"),
        ("raise KeyboardInterrupt", 5, "ends the program"),
        ("raise GeneratorExit", 5, "GeneratorExit"),
        ("class E(BaseException): pass\n    raise E('x')", 6, "E: x"),
        ("class E(Exception):\n        __str__ = None\n    raise E", 7, "E"),
        ("raise ValueError('\\ud800')", 5, "ValueError: \\ud800"),
        ("print('here')", 5, "prints nothing"),
        ("import threading\n    threading.Thread(target=print).start()", 6, "beside it"),
        ("return chart(data, view)", 5, "RecursionError"),
        (f"return {'(' * 3000}1{')' * 3000}", 5, "parentheses"),
        (f"return {BARS}.properties(title='a\\ud800')", 4, "not sound"),
        (f"return {BARS}.properties(title=view.words(fr='x'))", 5, "not given in 'en'"),
        (f"a = alt.Axis(orient='up')\n    return {BARS}.encode(x=alt.X(axis=a))", 5, "'up'"),
        (f"return {BARS}.encode(x=alt.X('hour:O', axis={{'orient': 'up'}}))", 4, "'up'"),
        (f"return {BARS}.properties(height=20000)", 5, "20,000 pixels"),
        (f"return {BARS}.properties(width=alt.Step(4000))", 1, "pixels large"),
        ("return alt.Chart('http://127.0.0.1:9/x.csv').mark_bar()", 5, "an address or a path"),
        ("return alt.Chart('data/x.csv').mark_bar()", 5, "an address or a path"),
        ("return alt.Chart(alt.UrlData('x.json')).mark_bar()", 5, "'UrlData'"),
        ("return alt.Chart(alt.topo_feature('x.json', 'a')).mark_geoshape()", 5, "topo_feature"),
        ("return alt.Chart(pl.read_csv('x.csv')).mark_bar()", 5, "'read_csv'"),
        ("return alt.Chart(pl.DataFrame({'a': open('x').readlines()}))", 5, "'open'"),
        (f"return {FRAME}.mark_image(url='//x/y.png').encode(x='hour:O')", 5, "an address"),
        (
            "return alt.Chart(pl.DataFrame({'u': ['https://x/y.png']})).mark_image().encode(url='u')",
            1,
            "a picture from elsewhere",
        ),
    ],
)
def test_it_is_a_fault_at_its_line(code: str, line: int, part: str) -> None:
    found = fault(code)
    assert found.location.line == line
    assert part in found.message
    assert found.hint


def test_a_sound_chart_is_checked_once_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("Altair checks a part of it")

    monkeypatch.setattr("altair.utils.schemapi.SchemaBase.validate", refuse)
    spec = module.specification(chart(f"return {BARS}"), {}, {}, View.of("en", "wide"), {})
    assert spec["encoding"]["x"] == {"field": "hour", "type": "ordinal"}


def test_a_picture_in_the_module_itself_is_drawn() -> None:
    made = chart(f"return {FRAME}.mark_image(url='data:image/png;base64,iVBORw0KGgo=')")
    spec = module.specification(made, {}, {}, View.of("en", "wide"), {})
    assert spec["mark"]["url"].startswith("data:")


def test_a_module_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 1)
    found = fault("while True:\n        pass")
    assert found.location.line in (5, 6)
    assert "more than 1 seconds" in found.message
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_module_without_end_in_the_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1)
    found: list[Diagnostic] = []
    thread = threading.Thread(target=lambda: found.append(fault("while True:\n        pass")))
    thread.start()
    thread.join()
    assert "takes too long" in found[0].message
