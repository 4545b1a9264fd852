"""A page as plain Markdown: what its own Markdown has stays, what is ours becomes words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, TIDES, copy

from generator.build import incremental
from generator.build.report import Options
from generator.components import DIRECTIVES

PAGE = """---
title: Page
summary: To {{stat}}`highest` metres.
translated: false
---
{body}
"""
BASE = "https://example.org/base/"
SOURCE = """
linked:
  title: The almanac
  URL: https://example.org/almanac
law:
  title: The law
  URL: https://example.org/law
  language: en
  passages:
    first: {quote: The water is free., locator: section 1, read: 2026-11-24}
"""
CASES = {
    "roles": (
        "Up to {stat}`highest`. {cite}`linked,sample`",
        "Up to 4.3. [\\[1\\]](https://example.org/almanac)\\[2\\]",
    ),
    "a role on two lines": (
        "Seen {cite}`sample,\nlinked`.",
        "Seen \\[1\\][\\[2\\]](https://example.org/almanac).",
    ),
    "links": (
        "[a](how-high.md#the-figure) [b](#x) [c](/data/tides.csv) [d](https://example.net/(e))",
        (
            f"[a]({BASE}en/how-high/#the-figure) [b]({BASE}en/page/#x) [c]({BASE}data/tides.csv) "
            "[d](https://example.net/(e))"
        ),
    ),
    "code": (
        "```\n:::{callout} x\n{stat}`highest`\n:::\n```",
        "```\n:::{callout} x\n{stat}`highest`\n:::\n```",
    ),
    "an admonition": ("```{warning}\nDeep.\n```", "Deep."),
    "what is not shown": ("% a comment\n(x)=\n## X\n\nWords.", "## X\n\nWords."),
    "one outcome's rules": (":::{rules-table} causeway\n:outcome: wait\n:::", "**Wait"),
    "events of the file": (
        ":::{timeline}\n:tags: all\n:::",
        "\n- 2004: The causeway opens. \\[1\\]",
    ),
    "words of the law": (
        ":::{provision} law#first\n:::",
        "> The water is free.\n>\n> section 1 (English) ",
    ),
    "a chart": (
        ":::{chart} tides-by-hour\n:::",
        f"**[High water comes twice a day]({BASE}en/charts/tides-by-hour/)**",
    ),
}


@pytest.fixture(scope="module")
def files(
    with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    site = with_drawings(copy(TIDES, tmp_path_factory.mktemp("md") / "site", ROOT))
    pages = site / "content" / "en"
    for number, (body, _) in enumerate(CASES.values()):
        top = "(x)=\n## X\n\n" if "(#x)" in body else ""
        (pages / f"page{number}.md").write_text(PAGE.format(body=top + body), "utf-8")
    with (site / "content" / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(SOURCE)
    report = incremental.check(Options(site, Path(), BASE))
    assert not report.failed, report.diagnostics
    return {name: data.decode() for name, data in report.files.items() if name.endswith(".md")}


@pytest.mark.parametrize("name", CASES)
def test_it_comes_to_what_a_reader_sees(files: dict[str, str], name: str) -> None:
    number = [*CASES].index(name)
    text = files[f"en/page{number}/index.md"]
    assert CASES[name][1].replace("/page/", f"/page{number}/") in text
    assert text.startswith(f"# Page\n\nTo 4.3 metres.\n\n<{BASE}en/page{number}/>")
    if name != "code":
        assert ":::" not in text
        assert "{stat}" not in text


def test_every_directive_has_words_there() -> None:
    for directive in DIRECTIVES.values():
        bare = directive.body is None or directive.body.instead
        assert directive.markdown is not None or not bare, directive.name


def test_a_chart_is_its_words_and_its_table(files: dict[str, str]) -> None:
    text = files["en/page9/index.md"]
    assert "\n\n| Hour | Height |\n| ---: | ---: |\n| 0 |" in text.replace("(m)", "")


def test_only_the_rules_of_the_outcome_are_there(files: dict[str, str]) -> None:
    assert files["en/page6/index.md"].count("\n- ") < files["en/causeway/index.md"].count("\n- ")
