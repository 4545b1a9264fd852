"""A chart is drawn once for the same module, data, words and theme."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import TIDES, copy

BUILD = """
import sys
from generator import cli
code = cli.main(["build", "--source", sys.argv[1]])
print([name for name in ("altair", "vl_convert", "polars") if name in sys.modules])
sys.exit(code)
"""


def loaded(site: Path) -> str:
    """Build, and return which of the libraries that draw were loaded."""
    command = [sys.executable, "-c", BUILD, str(site)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a second chart beside the first, built for the first time."""
    site = copy(TIDES, tmp_path_factory.mktemp("drawn") / "site")
    charts = site / "content" / "charts"
    for suffix in (".py", ".yaml"):
        shutil.copy(charts / f"tides-by-hour{suffix}", charts / f"again{suffix}")
    assert loaded(site) == "['altair', 'vl_convert', 'polars']"
    return site


@pytest.fixture
def site(drawn: Path, tmp_path: Path) -> Path:
    return shutil.copytree(drawn, tmp_path / "site")


def drawings(site: Path) -> set[str]:
    return {path.name for path in (site / ".explainer" / "cache").iterdir()}


def test_nothing_is_drawn_or_loaded_the_second_time(site: Path) -> None:
    made = drawings(site)
    page = site / "content" / "en" / "how-high.md"
    assert loaded(site) == "[]"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert loaded(site) == "[]"
    assert drawings(site) == made


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("charts/again.py", "height=200", "height=210"),
        ("charts/again.yaml", "High water comes", "The sea comes"),
    ],
)
def test_only_the_chart_that_changed_is_drawn(site: Path, file: str, old: str, new: str) -> None:
    before = drawings(site)
    changed = site / "content" / file
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    loaded(site)
    fresh = [name.rpartition(".")[2] for name in drawings(site) - before]
    # Two languages: two widths for pages, one for frames; each drawn and live.
    assert (fresh.count("svg"), fresh.count("json")) == (6, 6)


def test_data_and_theme_draw_anew(site: Path) -> None:
    data = site / "content" / "data" / "tides.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("4.1", "4.2"), encoding="utf-8")
    assert "vl_convert" in loaded(site)
    (site / "templates" / "chart-theme.yaml").write_text("axis: {labelFontSize: 13}\n")
    assert "vl_convert" in loaded(site)
