"""Random changes of a small site, a minute of them: nothing but diagnostics comes of them."""

from __future__ import annotations

import time
from itertools import repeat
from pathlib import Path

import pytest
from fuzz import Fuzzer

SECONDS = 15  # for each of four seeds; `make fuzz` runs as long as asked


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_there_is_no_crash(seed: int, tmp_path: Path) -> None:
    fuzzer, end = Fuzzer(tmp_path / "site", seed), time.monotonic() + SECONDS
    fuzzer.run(lambda: not fuzzer.executions or time.monotonic() < end)
    assert fuzzer.executions
    assert {where: crash.files for where, crash in fuzzer.crashes.items()} == {}


def test_a_crash_is_found_and_made_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def words(*_: object) -> None:
        raise ZeroDivisionError

    fuzzer, left = Fuzzer(tmp_path / "site"), repeat(True, 1)
    monkeypatch.setattr("generator.checks.check", words)
    fuzzer.run(lambda: next(left, False))
    (crash,) = fuzzer.crashes.values()
    assert crash.where.startswith("ZeroDivisionError at ")
    assert all(not data or data.count(b"\n") <= 1 for data in crash.files.values())
