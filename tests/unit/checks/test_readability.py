"""Summaries and explainers that are too hard to read, and how hard they are said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import incremental
from generator.build.report import Options
from generator.cli import main
from generator.diagnostics import Diagnostic

HARD = (
    "Notwithstanding considerable administrative preparations, representatives of participating "
    "municipalities unanimously reconsidered the inauguration."
)
LIMITS = "readability:\n  en: {summary: 9, page: 8}\n  fr: {page: 60}\n"


def found(site: Path) -> list[Diagnostic]:
    report = incremental.check(Options(site, Path()))
    return [one for one in report.diagnostics if one.code == "hard-to-read"]


@pytest.fixture
def limited(tides: Path) -> Path:
    settings = tides / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + LIMITS, "utf-8")
    return tides


def write(site: Path, text: str, code: str = "en", template: str = "explainer") -> None:
    front = f"title: Page\nsummary: {HARD}\ntemplate: {template}\nreviewed: 2026-11-24"
    page = site / "content" / code / "page.md"
    page.write_text(f"---\n{front}\ntranslated: false\n---\n{text}\n", "utf-8")


def test_what_is_easy_enough_is_not_reported(limited: Path) -> None:
    assert found(limited) == []


def test_a_summary_is_told_at_its_field(limited: Path) -> None:
    write(limited, "The sea is high.")
    (fault,) = found(limited)
    assert (fault.location.line, fault.severity) == (3, "warning")
    assert "the summary is hard to read: 38.3" in fault.message
    assert "limit 9" in fault.message
    assert "of 12 words: 'Notwithstanding considerable administrative preparations," in fault.hint


def test_a_page_is_told_at_its_longest_sentence(limited: Path) -> None:
    write(
        limited, f"# A heading\n\nThe sea is high.\n\nThe sea\nis low. {HARD}\n\n| a |\n|-|\n| b |"
    )
    fault = found(limited)[1]
    assert (fault.location.line, fault.location.column) == (13, 9)
    assert "the page is hard to read" in fault.message


def test_a_plain_page_is_judged_by_its_summary_alone(limited: Path) -> None:
    write(limited, HARD, template="page")
    assert len(found(limited)) == 1


def test_a_low_score_is_the_hard_one_in_french(limited: Path) -> None:
    write(limited, "Considérablement perfectionnées, les administrations municipales.", "fr")
    (fault,) = found(limited)
    assert "by Kandel-Moles, limit 60" in fault.message


def test_without_limits_nothing_is_reported(tides: Path) -> None:
    write(tides, HARD)
    assert found(tides) == []


def test_what_stands_in_for_roles_is_read_as_one_word(limited: Path) -> None:
    limits = "readability:\n  en: {page: -3.5}\n"
    settings = limited / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace(LIMITS, limits), "utf-8")
    write(
        limited,
        "It rose to {stat}`highest` at the {term}`top of the tide <high-water>`, "
        "on the {num}`third | counted here` day. {cite}`sample`",
    )
    fault = next(one for one in found(limited) if one.location.file == "content/en/page.md")
    assert "of 14 words: 'It rose to …'" in fault.hint


def test_the_command_says_how_hard_each_is(
    limited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(limited, "The sea is high.")
    main(["check", "--readability", "--source", str(limited)])
    lines = capsys.readouterr().out.splitlines()
    assert "content/en/page.md: page -2.2, limit 8 (Flesch-Kincaid grade level), 4 words" in lines
    assert any(line.startswith("content/fr/how-high.md: summary ") for line in lines)
