"""What people hold is dated, and the two sides of a question are heard at equal length."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import incremental
from generator.build.report import Options
from generator.diagnostics import Diagnostic

FRONT = "title: Page\nsummary: Two sides.\nreviewed: 2026-11-24\ntranslated: false"
WHO = "The harbour master, in May 2023"


def position(words: int, side: str, who: str = WHO) -> str:
    option = f":side: {side}\n" if side else ""
    return f":::{{position}} {who}\n{option}{'sea ' * words}{{cite}}`sample`\n:::\n"


@pytest.fixture
def site(tides: Path) -> Path:
    settings = tides / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "position_balance: 20\n", "utf-8")
    return tides


def found(site: Path, body: str, template: str = "explainer") -> list[Diagnostic]:
    page = site / "content" / "en" / "page.md"
    page.write_text(f"---\n{FRONT}\ntemplate: {template}\n---\n{body}", "utf-8")
    report = incremental.check(Options(site, Path()))
    return [one for one in report.diagnostics if one.code.startswith("position-")]


def test_a_side_that_is_heard_less_is_told_at_its_first_position(site: Path) -> None:
    (fault,) = found(site, position(50, "for") + position(30, "") + position(39, "against"))
    assert (fault.code, fault.severity) == ("position-balance", "warning")
    assert fault.location.line == 15
    assert fault.message == ("the side 'against' has 39 words and 'for' 50: 22 % fewer, limit 20 %")


@pytest.mark.parametrize("against", [40, 50, 62])
def test_sides_within_the_limit_are_equal(site: Path, against: int) -> None:
    halves = position(25, "for") + position(25, "for")
    assert found(site, halves + position(against, "against")) == []


def test_one_side_alone_is_told(site: Path) -> None:
    (fault,) = found(site, position(10, "against"))
    assert "the side 'for' has 0 words and 'against' 10" in fault.message


def test_what_is_on_neither_side_is_not_counted(site: Path) -> None:
    assert found(site, position(10, "neither") + position(50, "")) == []


def test_without_a_limit_sides_may_differ(tides: Path) -> None:
    assert found(tides, position(50, "for") + position(1, "against")) == []


@pytest.mark.parametrize(
    ("who", "text", "told"),
    [
        ("The harbour master", "The sea is high.", True),
        ("The harbour master, in spring", "The 2,023 boats left in May.", True),
        ("The harbour master, 2023", "The sea is high.", False),
        ("The harbour master", "On March 25, 2023, the sea was high.", False),
    ],
)
def test_a_position_says_when_it_was_held(site: Path, who: str, text: str, told: bool) -> None:
    body = f":::{{position}} {who}\n{text} {{cite}}`sample`\n:::\n"
    codes = [(one.code, one.location.line) for one in found(site, body)]
    assert codes == ([("position-undated", 8)] if told else [])
    assert found(site, body, template="page") == []
