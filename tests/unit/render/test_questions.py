"""A page of questions tells search engines its questions, and the words that answer them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, TIDES, copy

from generator.build.memory import MemoryBuilder
from generator.build.report import Options

PAGE = """---
title: Questions
summary: Some.
template: questions
reviewed: 2026-11-24
translated: false
---
Before the first.

(how-high)=
## How high is "high"?

To {stat}`highest` metres, at {term}`high-water`. {cite}`sample` [More](how-high.md)

- It *falls* again: see [this](how-high.md).

:::{callout} A title
Not `</script>`.
:::

### Below, {num}`2`

More.

## No answer

## And at night?

The same.
"""


@pytest.fixture
def site(tmp_path: Path, with_drawings: Callable[[Path], Path]) -> Path:
    return with_drawings(copy(TIDES, tmp_path / "site", design=ROOT))


def told(site: Path, text: str) -> tuple[dict[str, Any] | None, str]:
    (site / "content" / "en" / "questions.md").write_text(text, "utf-8")
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert not report.failed, report.diagnostics
    html = report.files["en/questions/index.html"].decode()
    scripts = re.findall('<script type="application/ld[+]json">(.*?)</script>', html)
    (told,) = map(json.loads, scripts)
    assert told["@context"] == "https://schema.org"
    found = [one for one in told["@graph"] if one["@type"] == "FAQPage"]
    return (found[0] if found else None), html


def test_the_questions_and_their_answers(site: Path) -> None:
    found, html = told(site, PAGE)
    assert found is not None
    asked = found.pop("mainEntity")
    url = "http://localhost:8000/en/questions/"
    assert found == {
        "@type": "FAQPage",
        "url": url,
        "inLanguage": "en-CA",
    }
    answers = [(one["name"], one["url"], one["acceptedAnswer"]["text"]) for one in asked]
    assert answers == [
        (
            "How high is “high”?",
            f"{url}#how-high",
            "To 4.3 metres, at high water. It falls again: see this. Not </script>. Below, 2 More.",
        ),
        ("And at night?", f"{url}#and-at-night", "The same."),
    ]
    assert {one["@type"] for one in asked} == {"Question"}
    assert {one["acceptedAnswer"]["@type"] for one in asked} == {"Answer"}
    assert '<meta property="og:type" content="article">' in html


def test_a_page_without_questions_tells_none(site: Path) -> None:
    assert told(site, PAGE.partition("(how-high)=")[0])[0] is None
