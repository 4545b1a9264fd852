"""Sheets set side by side, safely: nothing in a cell is a formula, nothing in a page markup."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from generator.commands.check import fact_sheet_diff
from generator.commands.check.fact_sheet_diff import Claim


def claim(**values: str) -> Claim:
    empty = dict.fromkeys(
        ("figure", "value", "sentence", "source", "status", "link", "rows", "place"), ""
    )
    return Claim(**{**empty, **values})


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_neutralised(tmp_path: Path, start: str) -> None:
    nasty = f'{start}HYPERLINK("http://x","y")'
    facts = [claim(sentence=nasty, value=nasty, source=nasty)]
    path = tmp_path / "s.csv"
    path.write_bytes(
        fact_sheet_diff.csv_text(fact_sheet_diff.compare(facts, None)).encode("utf-8-sig")
    )
    (row,) = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    assert {row["sentence"], row["value"], row["source"]} == {f"'{nasty}"}
    (line,) = fact_sheet_diff.compare(facts, fact_sheet_diff.read(path))
    assert line.change == "", "a neutralised cell is no change"


def test_another_file_of_that_name_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("a,b\n1,2\n")
    assert fact_sheet_diff.read(path) is None
    path.write_bytes(b"\xff\xfe\x00")
    assert fact_sheet_diff.read(path) is None
