"""Drawings: the same bytes whatever was drawn before, ids of their own, nothing inline."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support import TIDES, copy

from generator import load
from generator.charts import WIDTHS, View, drawing, module
from generator.charts.points import SVG
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.load.site import load as load_site
from generator.model.content import Content
from generator.model.site import Locale

# A drawing with marks cut off at its frame, which takes elements with ids.
CLIPPED = """import altair as alt


def chart(data, view):
    line = alt.Chart(data["tides"]).mark_line(clip=True)
    return line.encode(x="hour:Q", y=alt.Y("height:Q", scale=alt.Scale(domain=[0, 3])))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with another chart beside its own."""
    folder = copy(TIDES, tmp_path_factory.mktemp("drawn") / "site")
    charts = folder / "content" / "charts"
    shutil.copy(charts / "tides-by-hour.yaml", charts / "clipped.yaml")
    (charts / "clipped.py").write_text(CLIPPED, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def content(source: Path) -> Content:
    return load.load(load_site(source), snapshot.scan(source), Diagnostics())


def drawn(content: Content, source: Path, id: str, width: str = "narrow") -> str:
    chart = content.charts[id]
    data = {name: content.datasets[name] for name in chart.words.datasets}
    locale, font = Locale(code="fr", tag="fr-CA", name="Français"), "Sans"
    view = View.of(locale.code, width)
    spec = module.fitted(module.specification(chart, data, {}, view, {"font": font}), view)
    return drawing.Drawing.of(chart, locale, {}, spec, width, font, source).svg


def test_the_order_of_drawing_leaves_no_trace(content: Content, source: Path) -> None:
    first = drawn(content, source, "clipped")
    drawn(content, source, "tides-by-hour")
    assert "clip-path" in first, "a drawing with ids"
    assert drawn(content, source, "clipped") == first


@pytest.mark.parametrize("width", WIDTHS)
def test_fit_for_a_page(content: Content, source: Path, width: str) -> None:
    svg = drawn(content, source, "clipped", width)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert all(id.startswith(f"clipped-{width}-") for id in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
    assert " style=" not in svg
    assert "aria-label" not in svg
    assert not re.search(r"\.\d{2}| opacity=\"1\"| class=|<g />", svg)


def test_what_looks_alike_is_one_path_unless_it_is_seen_through() -> None:
    bars = '<path d="M0,0h1v1Z" fill="{0}"{1}/><path d="M2,0h1v1Z" fill="{0}"{1}/>'
    marks = bars.format("red", "") + bars.format("blue", ' opacity="0.5"')
    svg = f'<svg xmlns="{SVG}" viewBox="0 0 4 1"><g><path d=""/></g><g>{marks}</g></svg>'
    root = ElementTree.fromstring(svg)
    drawing._for_page(root, "a", "Text sans")
    made = ElementTree.tostring(root, encoding="unicode")
    assert re.findall(' d="([^"]*)"', made) == ["M0,0h1v1ZM2,0h1v1Z", "M0,0h1v1Z", "M2,0h1v1Z"]


def test_a_plain_drawing_has_its_size(content: Content, source: Path) -> None:
    svg = drawn(content, source, "tides-by-hour")
    plain = drawing.Plain.of(svg)
    assert plain.svg == svg.replace("<svg", '<svg overflow="visible"', 1)
    assert (plain.width, plain.height) == (320, float(re.findall(r'height="(\d+)"', svg)[0]))


def test_marks_cut_off_at_the_same_edge_are_cut_together() -> None:
    edge = '<clipPath id="clip{0}"><rect width="{1}" height="1"/></clipPath>'
    edges = edge.format(1, 4) + edge.format(2, 4) + edge.format(3, 2)
    mark = '<g clip-path="url(#clip{})"><path d="M0,0h1v1Z" fill="{}"/></g>'
    marks = mark.format(1, "red") + mark.format(2, "blue") + mark.format(3, "red")
    svg = f'<svg xmlns="{SVG}" viewBox="0 0 4 1"><defs>{edges}</defs><g>{marks}</g></svg>'
    root = ElementTree.fromstring(svg)
    drawing._for_page(root, "a", "")
    made = ElementTree.tostring(root, encoding="unicode")
    assert re.findall(' id="([^"]*)"', made) == ["a-1", "a-2"]
    assert re.findall('url|fill="([^"]*)"', made) == ["", "red", "blue", "", "red"]
