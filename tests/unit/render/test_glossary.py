"""The page that lists the glossary, and the notes of words that lead to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, TIDES, copy

from generator.build.memory import MemoryBuilder
from generator.build.report import Options

PAGE = "---\ntitle: Words\nslug: lexicon\ntemplate: glossary\ntranslated: false\n---\n"
TERMS = """
ebb:
  term: {en: ebb, fr: jusant}
  definition: {en: "The fall after {stat}`highest`.", fr: La descente.}
  sources: [sample#opening]
eclipse:
  term: {en: Éclipse, fr: éclipse}
  definition: {en: The dark., fr: Le noir.}
"""


@pytest.fixture
def site(tmp_path: Path, with_drawings: Callable[[Path], Path]) -> Path:
    return with_drawings(copy(TIDES, tmp_path / "site", design=ROOT))


def made(site: Path, page: str = PAGE) -> dict[str, bytes]:
    glossary = site / "content" / "glossary.yaml"
    glossary.write_text(glossary.read_text("utf-8") + TERMS, "utf-8")
    if page:
        (site / "content" / "en" / "words.md").write_text(page, "utf-8")
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert not report.failed, report.diagnostics
    return report.files


def test_words_stand_in_the_order_of_the_alphabet_with_their_uses(site: Path) -> None:
    html = made(site)["en/lexicon/index.html"].decode()
    entries = html.partition('<dl class="glossary">')[2].partition("</dl>")[0]
    assert re.findall(r'id="(term-[\w-]+)">\n<dt><dfn>([^<]*)', entries) == [
        ("term-ebb", "ebb"),
        ("term-eclipse", "Éclipse"),
        ("term-high-water", "high water"),
    ]
    uses = entries.partition('id="term-high-water"')[2]
    assert re.findall(r'<a href="([^"]*)">', uses) == ["/en/how-high/", "/en/everything/"]
    assert 'aria-label="Source 1: show the words"' in entries
    assert '<li id="source-1"' in html.partition("</dl>")[2]


def test_the_note_of_a_word_leads_to_its_place(site: Path) -> None:
    files = made(site)
    assert b'href="/en/lexicon/#term-high-water"' in files["en/how-high/index.html"]
    assert b"#term-high-water" not in files["fr/tout/index.html"]


def test_without_the_page_a_note_leads_nowhere(site: Path) -> None:
    assert b"#term-high-water" not in made(site, page="")["en/how-high/index.html"]
