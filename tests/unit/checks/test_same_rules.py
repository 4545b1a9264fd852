"""The checks of a page hold for words beside pages, and for every template of explainers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import TIDES

from generator import cli

Check = Callable[[], str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / part)
    return tmp_path


@pytest.fixture
def check(site: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Check the site, which has errors, and return what is said."""

    def run() -> str:
        assert cli.main(["check", "--source", str(site)]) == 1
        return capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    "template",
    [
        "{% extends 'explainer.html' %}\n",
        '{%- extends "middle.html" -%}\n',
        "{% set explainer = true %}\n<p>{{ page.html }}</p>\n",
        (TIDES / "templates" / "explainer.html").read_text(),
    ],
)
def test_a_template_declares_its_pages_explainers(template: str, site: Path, check: Check) -> None:
    (site / "templates" / "middle.html").write_text("{% extends 'explainer.html' %}\n")
    (site / "templates" / "story.html").write_text(template)
    page = site / "content" / "en" / "how-high.md"
    good = page.read_text().replace("template: explainer", "template: story")
    page.write_text(f"{good}\nThere were 4,321 of them.\n")
    assert "how-high.md" in (said := check())
    assert "error[unsourced-number] the number '4,321' has no source" in said
    page.write_text(good.replace("reviewed:", "published:"))
    assert "an explainer needs the field 'reviewed'" in check()


def test_other_templates_do_not(site: Path) -> None:
    (site / "templates" / "story.html").write_text("{% extends 'page.html' %}\n")
    page = site / "content" / "en" / "index.md"
    text = page.read_text().replace("template: home", "template: story")
    page.write_text(f"{text}\nThere were 4,321 of them.\n")
    assert cli.main(["check", "--source", str(site)]) == 0


def test_words_of_cases_and_terms(site: Path, check: Check) -> None:
    cases = site / "content" / "rules" / "causeway.cases.yaml"
    cases.write_text(
        cases.read_text() + "\n- {id: more, day: 2009-07-01, water: 0, expect: cross, "
        "words: {en: 'All 4,321. Of {stat}`nope` {cite}`nobody`', fr: x}}\n"
    )
    terms = site / "content" / "glossary.yaml"
    terms.write_text(
        f"{terms.read_text()}\nneap: {{term: {{en: neap, fr: n}}, "
        "definition: {en: 'One of 5,432', fr: x}}\n"
    )
    said = check()
    assert "causeway.cases.yaml" in said
    assert "there is no stat 'nope'" in said
    assert "there is no source 'nobody'" in said
    assert "the number '4,321' has no source" in said
    assert "the number '5,432' has no source" in said
