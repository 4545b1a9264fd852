"""Drawings, each known by all that it is drawn from."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import load
from generator.charts import EMBED, WIDTHS, module
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.files.cache import Cache
from generator.load.site import load as load_site
from generator.render import drawings as subject
from generator.render.drawings import Drawings


def test_drawings_of_charts_alike_are_two(tides: Path) -> None:
    site = load_site(tides)
    content = load.load(site, snapshot.scan(tides), Diagnostics())
    chart = content.charts["tides-by-hour"]
    charts = {**content.charts, "twin": replace(chart, id="twin")}
    drawings = Drawings(site, replace(content, charts=charts), Cache(None))
    one, other = (drawings.drawing(f"{id}:en:wide").digest for id in ("tides-by-hour", "twin"))
    assert one != other, "their elements have ids, which begin with the chart's"


@pytest.mark.parametrize(("read", "runs"), [("", 2), ("view.width\n    ", 3)])
def test_a_module_runs_once_for_widths_that_it_does_not_ask_for(
    tides: Path, monkeypatch: pytest.MonkeyPatch, read: str, runs: int
) -> None:
    site = load_site(tides)
    content = load.load(site, snapshot.scan(tides), Diagnostics())
    chart = content.charts["tides-by-hour"]
    head = "def chart(data, view):\n    "
    charts = {chart.id: replace(chart, module=chart.module.replace(head, head + read))}
    run: list[object] = []

    def specification(*given: object) -> module.Specification:
        run.append(given)
        return module.specification(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(subject, "specification", specification)
    drawings = Drawings(site, replace(content, charts=charts), Cache(None))
    for name, width in (WIDTHS | EMBED).items():
        assert f'width="{width}"' in drawings.drawing(f"{chart.id}:en:{name}").value
    assert len(run) == runs, "a narrow drawing and a wide one, or one of each width"
