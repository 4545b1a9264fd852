"""Drawings: the same bytes whatever was drawn before, ids of their own, nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import load
from generator.charts import WIDTHS, View, drawing, module
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.load import site as config
from generator.model.content import Content
from generator.model.site import Locale


@pytest.fixture(scope="module")
def content(repo: Path) -> Content:
    return load.load(config.load(repo), snapshot.scan(repo), Diagnostics())


def drawn(content: Content, repo: Path, id: str, width: str = "narrow") -> str:
    chart = content.charts[id]
    data = {name: content.datasets[name] for name in chart.words.datasets}
    locale, font = Locale(code="fr", tag="fr-CA", name="Français"), "Sans"
    spec = module.specification(chart, data, View.of(locale.code, width), {"font": font})
    return drawing.page_svg(chart, spec, locale, width, font, repo)


def test_the_order_of_drawing_leaves_no_trace(content: Content, repo: Path) -> None:
    first = drawn(content, repo, "locator-map")
    drawn(content, repo, "rule-periods")
    assert "clip-path" in first, "a drawing with ids"
    assert drawn(content, repo, "locator-map") == first


@pytest.mark.parametrize("width", WIDTHS)
def test_fit_for_a_page(content: Content, repo: Path, width: str) -> None:
    svg = drawn(content, repo, "locator-map", width)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert all(id.startswith(f"locator-map-{width}-") for id in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
    assert " style=" not in svg
    assert "aria-label" not in svg


def test_a_plain_drawing_has_its_size(content: Content, repo: Path) -> None:
    svg = drawn(content, repo, "interceptions-by-month")
    plain = drawing.Plain.of(svg)
    assert plain.svg == svg
    assert (plain.width, plain.height) == (320, float(re.findall(r'height="(\d+)"', svg)[0]))
