"""At an address that a page had before stands a copy that forwards to it."""

from __future__ import annotations

from pathlib import Path

from support import plain

from generator.build import incremental
from generator.build.report import Options

PAGE = """---
title: High *water*
slug: high-water
aliases: [/en/how-high/, /tide.html, /en/%C3%A9t%C3%A9/index.html]
translated: false
---
(the-figure)=
## The figure

[The old address](/en/how-high/)
"""
RECORD = "addresses: {page: {en: [en/how-high/, tide.html, en/été/, en/high-water/]}}\n"


def test_at_each_old_address_stands_the_page_which_forwards_and_names_the_new(
    tmp_path: Path,
) -> None:
    site = plain(tmp_path, {"en/page.md": PAGE, "published.yaml": RECORD})
    report = incremental.check(Options(site, Path(), "https://example.org/base/", cache=False))
    assert not report.failed, report.diagnostics
    texts = {report.files[f"{path}index.html"].decode() for path in ("en/how-high/", "en/été/")}
    (text,) = texts | {report.files["tide.html"].decode()}
    new = "/base/en/high-water/"
    assert f'data-to="{new}"></script>' in text
    assert f'another address now: <a href="{new}">High water</a>' in text
    present = report.files["en/high-water/index.html"].decode()
    without = [
        line for line in text.splitlines() if "redirect" not in line and "now: <" not in line
    ]
    assert without == present.splitlines()
    assert f'<link rel="canonical" href="https://example.org{new}">' in present
    assert "how-high" not in report.files["sitemap.xml"].decode()
