"""Drawings, each known by all that it is drawn from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator import load
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.files.cache import Cache
from generator.load.site import load as load_site
from generator.render.drawings import Drawings


def test_drawings_of_charts_alike_are_two(tides: Path) -> None:
    site = load_site(tides)
    content = load.load(site, snapshot.scan(tides), Diagnostics())
    chart = content.charts["tides-by-hour"]
    charts = {**content.charts, "twin": replace(chart, id="twin")}
    drawings = Drawings(site, replace(content, charts=charts), Cache(None))
    one, other = (drawings.drawing(f"{id}:en:wide").digest for id in ("tides-by-hour", "twin"))
    assert one != other, "their elements have ids, which begin with the chart's"
