"""A small site in the published design: a page of three charts, one of questions alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BuiltSite, build, served
from pages_server import Pages
from support import ROOT, TIDES, copy

SEARCHED = Path(__file__).parent / "searched"
CHARTS = ("tides-by-hour", "again", "once-more")
PAGE = "---\ntitle: Three\n---\n" + "".join(f":::{{chart}} {name}\n:::\n\n" for name in CHARTS)
WORDS = """---
title: {title}
summary: {title}
template: explainer
reviewed: 2026-11-24
---
{sentence} {{cite}}`almanac#year-before,sample`
"""
SENTENCES = {
    "en": "It stood at 3.9 metres the year before.",
    "fr": "Elle était à 3,9 mètres l'année d'avant.",
}
ALMANAC = """
almanac:
  title: The almanac
  URL: https://example.org/almanac
  language: en
  passages:
    year-before:
      quote: The mark of the year before is at 3.9 metres.
      translation:
        fr: La marque de l'année d'avant est à 3,9 mètres.
      locator: page 2
      read: 2026-11-24
"""


@pytest.fixture(scope="session")
def site(
    server: Pages,
    made_once: Callable[[str, Callable[[Path], object]], Path],
    with_drawings: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> BuiltSite:
    def make(folder: Path) -> None:
        source = with_drawings(copy(TIDES, tmp_path_factory.mktemp("small") / "site", ROOT))
        charts = source / "content" / "charts"
        for name in CHARTS[1:]:
            for suffix in (".py", ".yaml"):
                shutil.copy(charts / f"{CHARTS[0]}{suffix}", charts / f"{name}{suffix}")
        for file in (ROOT / "tests" / "charts").glob("*.py"):
            shutil.copy(file, charts / file.name)
            shutil.copy(charts / f"{CHARTS[0]}.yaml", charts / f"{file.stem}.yaml")
        rules = source / "content" / "rules" / "causeway.yaml"
        text = rules.read_text(encoding="utf-8").replace(", assume: {night: lit}", "")
        rules.write_text(text, encoding="utf-8")
        for code in ("en", "fr"):
            pages = source / "content" / code
            words = WORDS.format(title=code, sentence=SENTENCES[code])
            (pages / "words.md").write_text(words, encoding="utf-8")
            (pages / "three.md").write_text(PAGE, encoding="utf-8")
            shutil.copytree(SEARCHED / code, pages, dirs_exist_ok=True)
            text = (pages / "causeway.md").read_text(encoding="utf-8")
            front, _, body = text.partition(":::{walkthrough}")
            questions = f"{front}## 1\n\n:::{{walkthrough}}{body[: body.index(':::')]}:::\n"
            (pages / "causeway.md").write_text(questions, encoding="utf-8")
        with (source / "content" / "sources.yaml").open("a", encoding="utf-8") as sources:
            sources.write(ALMANAC)
        build(source, folder)

    folder = made_once("small", make)
    return served(server, folder)
