"""What charts answer: which marks are at a point, and what they say in the reader's language."""

from __future__ import annotations

import json
import shutil

import pytest
from support import ROOT, TIDES, copy

from generator import load
from generator.charts import View, drawing, module
from generator.charts.telling import MARK, STOP
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.load.site import load as load_site
from generator.model.content import Content
from generator.model.site import Locale

FRENCH = Locale(code="fr", tag="fr-CA", name="Français")
ENGLISH = Locale(code="en", tag="en-CA", name="English")
MODULES = sorted((ROOT / "tests" / "charts").glob("*.py"))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The small site with a chart of every kind."""
    folder = copy(TIDES, tmp_path_factory.mktemp("points") / "site")
    charts = folder / "content" / "charts"
    for file in MODULES:
        shutil.copy(file, charts / file.name)
        shutil.copy(charts / "tides-by-hour.yaml", charts / f"{file.stem}.yaml")
    return load.load(load_site(folder), snapshot.scan(folder), Diagnostics())


@pytest.mark.parametrize(
    ("id", "locale", "axis", "count", "first"),
    [
        ("tides-by-hour", FRENCH, "x", 8, [("Heure", "0"), ("Hauteur", "1,2")]),
        ("lines", FRENCH, "x", 8, [("Heure", "0"), ("Mer", "1,2"), ("Lac", "0,6")]),
        ("areas", ENGLISH, "x", 8, [("Hour", "0"), ("Lake", "0.6"), ("Sea", "1.2")]),
        ("across", ENGLISH, "y", 8, [("Hour", "0"), ("Lake", "0.60"), ("Sea", "1.20")]),
        ("months", FRENCH, "x", 8, [("Mois", "janvier 2024"), ("Hauteur", "1,2")]),
        ("months", ENGLISH, "x", 8, [("Month", "January 2024"), ("Height", "1.2")]),
        ("regions", FRENCH, "xy", 2, [("Région", "A"), ("Hauteur", "1,2")]),
        ("places", FRENCH, "xy", 4, [("Lieu", "Le port A")]),
    ],
)
def test_a_chart_answers_in_the_readers_words(
    content: Content, id: str, locale: Locale, axis: str, count: int, first: list[tuple[str, str]]
) -> None:
    chart = content.charts[id]
    data = {name: content.datasets[name] for name in chart.words.datasets}
    columns = {c.name: c for one in data.values() for c in one.descriptor.table.fields}
    view = View.of(locale.code, "narrow")
    spec = module.fitted(module.specification(chart, data, {}, view, {}), view)
    drawn = drawing.Drawing.of(chart, locale, columns, spec, "narrow", "", ROOT)
    (plot,) = json.loads(drawn.live)["plots"]
    assert plot["axis"] == axis
    assert len(plot["points"]) == count
    assert plot["points"][0]["says"] == [list(pair) for pair in first]
    assert not {MARK, STOP}.intersection(drawn.svg), "what marks say is not in the drawing"
    left, top, width, height = plot["box"]
    for point in plot["points"]:
        for x, y in point["at"]:
            assert left - 1 <= x <= left + width + 1
            assert top - 1 <= y <= top + height + 1
