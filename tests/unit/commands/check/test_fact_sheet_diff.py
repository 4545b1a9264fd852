"""Sheets set side by side, safely: nothing in a cell is a formula, nothing in a page markup."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from msgspec.structs import replace

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


def test_the_most_doubtful_come_first() -> None:
    doubts = ["", "old", "copy", "no-passage"]
    facts = [claim(sentence=f"Sentence {doubt}", doubt=doubt) for doubt in doubts]
    lines = fact_sheet_diff.compare(facts, None)
    assert [line.claim.doubt for line in lines] == doubts[::-1]


def test_a_sheet_from_before_the_words_keeps_its_ticks(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    old = ("tick", "change", "figure", "value", "sentence", "source", "status", "link", "rows")
    path.write_text(",".join((*old, "place", "before")) + "\nx,,cited,2,Two.,A,,,,p.md:1,\n")
    known = {"figure": "cited", "value": "2", "sentence": "Two.", "source": "A"}
    facts = [claim(**known, place="p.md:9", quotation="Two (p. 1)")]
    (line,) = fact_sheet_diff.compare(facts, fact_sheet_diff.read(path))
    assert (line.change, line.tick) == ("", "x")
    (gone,) = fact_sheet_diff.compare([], fact_sheet_diff.read(path))
    assert (gone.change, gone.claim.quotation) == ("gone", "")


def test_other_words_are_ticked_again_and_a_reading_that_ages_is_not(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    facts = [claim(sentence="Two.", quotation="Two (p. 1)")]
    (line,) = fact_sheet_diff.compare(facts, None)
    ticked = fact_sheet_diff.csv_text([replace(line, tick="x")])
    path.write_text(ticked, encoding="utf-8")
    for quotation, doubt, tick in (("Two (p. 1)", "old", "x"), ("Too (p. 1)", "", "")):
        facts = [claim(sentence="Two.", quotation=quotation, doubt=doubt)]
        (line,) = fact_sheet_diff.compare(facts, fact_sheet_diff.read(path))
        assert line.tick == tick


def test_another_file_of_that_name_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("a,b\n1,2\n")
    assert fact_sheet_diff.read(path) is None
    path.write_bytes(b"\xff\xfe\x00")
    assert fact_sheet_diff.read(path) is None
