"""Every check runs a rules file's cases, counts them, and tells at its line which is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli


def test_check_counts_the_cases(tides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--source", str(tides)]) == 0
    assert ", 10 cases of 1 rules file as expected" in capsys.readouterr().out


def test_one_expectation_changed_is_told_at_its_line(
    tides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tides / "content/rules/causeway.cases.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if "id: storm-two-days-ago" in line)
    lines[number] = lines[number].replace("expect: cross", "expect: wait")
    file.write_text("".join(lines), encoding="utf-8")
    assert cli.main(["check", "--source", str(tides)]) == 1
    said = capsys.readouterr().err
    column = lines[number].index("expect: ") + len("expect: ") + 1
    assert f"content/rules/{file.name}:{number + 1}:{column} error[rule-case]" in said
    assert "comes out as 'cross', not 'wait': sign: before-signals, water: dry, storm: calm" in said
    assert "decided by 'dry'" in said
