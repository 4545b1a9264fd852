"""The list of charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from support import TIDES, copy

from generator.build import incremental
from generator.build.report import Options

LINK = re.compile(r'href="/en/charts/([a-z-]+)/"')


def test_charts_are_listed_as_a_reader_comes_upon_them(
    tmp_path: Path, with_drawings: Callable[[Path], Path]
) -> None:
    site = with_drawings(copy(TIDES, tmp_path / "site"))
    charts = site / "content" / "charts"
    for name in ("another", "unused"):
        for ending in (".py", ".yaml"):
            text = (charts / f"tides-by-hour{ending}").read_text("utf-8")
            (charts / f"{name}{ending}").write_text(text, "utf-8")

    def shown(**of: str) -> list[str]:
        for name, chart in of.items():
            for code in ("en", "fr"):
                page = site / "content" / code / f"{name}.md"
                text = page.read_text("utf-8").partition("\n:::{chart}")[0]
                page.write_text(f"{text}\n:::{{chart}} {chart}\n:::\n", "utf-8")
        report = incremental.check(Options(site, Path()))
        assert report.files, report.diagnostics
        return list(dict.fromkeys(LINK.findall(report.files["en/charts/index.html"].decode())))

    order = ["tides-by-hour", "another", "unused"]
    of = {"how-high": order[0], "everything": order[1]}
    assert shown(**of, index=order[1]) == ["another", "tides-by-hour", "unused"]
    assert shown(index=order[0]) == order
