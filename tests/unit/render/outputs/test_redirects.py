"""At an address that a page had before stands one that forwards to it."""

from __future__ import annotations

from pathlib import Path

from support import plain

from generator.build import incremental
from generator.build.report import Options
from generator.render.policy import POLICY

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


def test_each_old_address_forwards_without_scripts_and_names_the_new(tmp_path: Path) -> None:
    site = plain(tmp_path, {"en/page.md": PAGE, "published.yaml": RECORD})
    report = incremental.check(Options(site, Path(), "https://example.org/base/", cache=False))
    assert not report.failed, report.diagnostics
    texts = {report.files[f"{path}index.html"].decode() for path in ("en/how-high/", "en/été/")}
    (text,) = texts | {report.files["tide.html"].decode()}
    new = "/base/en/high-water/"
    assert f'<meta http-equiv="refresh" content="0; url={new}">' in text
    assert f'<link rel="canonical" href="https://example.org{new}">' in text
    assert f'<a href="{new}">High water</a>' in text
    assert f'<li id="the-figure"><a href="{new}#the-figure">The figure</a></li>' in text
    assert f'data-to="{new}"></script>' in text
    assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in text
    assert "how-high" not in report.files["sitemap.xml"].decode()
