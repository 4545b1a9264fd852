"""What a terminal is told: a bar for long work, where the time went, and nothing in a pipe."""

from __future__ import annotations

import io
import re

import pytest

from generator.build.stages import Stage
from generator.commands import terminal
from generator.commands.terminal import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_is_shown_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PATIENCE", 0)
    monkeypatch.setattr(terminal, "PAUSE", 0)
    screen = Terminal()
    bar = Bar(screen)
    bar.tell("pages parsed", 250, 1000)
    assert screen.getvalue().endswith("━━━━━━                   250 of 1,000 pages parsed")
    bar.tell("pages parsed", 1200, 1000)
    assert "1,000 of 1,000" in screen.getvalue()
    bar.erase()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_short_work_is_not_shown() -> None:
    screen = Terminal()
    bar = Bar(screen)
    bar.tell("pages parsed", 1, 2)
    bar.erase()
    assert screen.getvalue() == ""


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PATIENCE", 0)
    pipe = io.StringIO()
    bar = Bar(pipe)
    bar.tell("pages parsed", 1, 2)
    bar.erase()
    assert pipe.getvalue() == ""


def test_the_profile_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.profile([Stage("scan", 0.25, 12), Stage("render", 1.5, 3)], 2.0)
    said = capsys.readouterr()
    assert said.out == ""
    lines = [re.split(r" {2,}", line.strip()) for line in said.err.splitlines()]
    assert lines[1:] == [
        ["scan", "0.250", "12"],
        ["render", "1.500", "3"],
        ["other", "0.250"],
        ["all", "2.000"],
    ]
