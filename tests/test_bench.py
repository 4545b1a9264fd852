"""The benchmark measures what it says, and its page says what it measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import alone, builds, large, ownsite
from bench.browser import SHOWN
from bench.builds import COLD, EDIT
from bench.cards import CARDS, WITH, WITHOUT
from bench.corpus import Form, edited, write
from bench.figures import Figures
from bench.marks import card, marks
from bench.measure import CommandError
from bench.ours import NAME, OURS
from bench.peers import PEERS
from bench.report import report
from bench.site import Site


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Our generator as a program."""
    program = tmp_path / "explainer"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    program.chmod(0o755)
    return program


def test_our_own_pages_and_their_edits_are_found(program: Path, tmp_path: Path) -> None:
    site, figures = Site(OURS, program, tmp_path / "site", total=3), Figures()
    builds.rounds({"explainer": site}, 3, 1, set(builds.TIMED), figures, lambda line: None)
    assert figures.notes == []
    assert all(figures.all(3, what, "explainer") for what in builds.TIMED)


def test_a_generator_that_is_slow_is_only_built_cold(program: Path, tmp_path: Path) -> None:
    site, figures = Site(OURS, program, tmp_path / "site", total=3), Figures()
    asked = {COLD, EDIT}
    builds.rounds({NAME: site}, 3, 1, asked, figures, lambda line: None, slow=[NAME])
    assert figures.all(3, COLD, NAME)
    assert not figures.all(3, EDIT, NAME)


def test_the_sites_that_are_large_in_one_thing_are_built(program: Path, tmp_path: Path) -> None:
    folder, figures = tmp_path / "site", Figures()
    alone.start(program, folder)
    large.write_rows(folder / "content", 40)
    large.write_sources(folder / "content", 25)
    alone.rounds(program, folder, 1, large.SOURCES_KIND, 25, figures, lambda line: None)
    page = (folder / "public" / "en" / "many" / "index.html").read_text("utf-8")
    assert all(f"https://example.org/{number}" in page for number in range(25))
    assert (folder / "public" / "en" / "data" / "readings" / "index.html").is_file()


@pytest.mark.parametrize("form", [Form(), Form(front=False, contents="SUMMARY.md")])
def test_an_edit_comes_before_all_other_paragraphs(form: Form, tmp_path: Path) -> None:
    write(tmp_path, 2, form)
    text = (tmp_path / "p00001.md").read_text("utf-8")
    head, words, rest = edited(text, "Edit 1.").split("\n\n", 2)
    assert head.startswith("---\n" if form.front else "# Page 1 ")
    assert "##" not in head
    assert words == "Edit 1."
    assert f"{head}\n\n{rest}" == text


def test_all_pages_are_listed_where_a_generator_wants_it(tmp_path: Path) -> None:
    write(tmp_path, 2, Form(contents="SUMMARY.md"))
    listed = (tmp_path / "SUMMARY.md").read_text("utf-8")
    assert listed == "- [p00000](p00000.md)\n- [p00001](p00001.md)\n"


def test_each_change_is_another_one_and_is_found_as_such() -> None:
    change = ownsite.Change(
        "datum", 1, "/", "a.csv", r"(?<=\n2024,)\d+", "1{number}", "", "1{number} {words}"
    )
    assert change.made("year,n\n2024,74\n2024,75\n", 2) == "year,n\n2024,12\n2024,75\n"
    assert [change.found(number) for number in (1, 27)] == ["11 ab", "127 bb"]
    text = [ownsite.EDIT.made("Words.\n", number) for number in (1, 2)]
    assert text == ["Words.\n\n\nEdit ab.\n", "Words.\n\n\nEdit ac.\n"]


def test_a_change_whose_place_is_gone_is_told() -> None:
    change = ownsite.Change("datum", 1, "/", "data/a.csv", "2024,", "2025,", "")
    with pytest.raises(CommandError, match=r"a\.csv has no longer what is changed"):
        change.made("2023,75\n", 1)


def test_a_mark_is_met_or_not_or_not_measured() -> None:
    figures = Figures()
    figures.add(1000, COLD, NAME, 2.0)
    figures.add(1000, COLD, "Eleventy", 2.5)
    figures.add(1000, COLD, "Metalsmith", 1.5)
    figures.add(large.ROWS, large.LARGEST, NAME, 310e3)
    verdicts = {mark.words: mark.verdict for mark in marks(figures)}
    assert verdicts["1,000 pages, cold: faster than Eleventy"] == "met"
    assert verdicts["1,000 pages, cold: faster than Metalsmith"] == "**not met**"
    assert verdicts["1,000 pages, cold: faster than Hexo"] == "not measured in this run"
    assert verdicts["200,000 rows: a page of at most 300 KB"] == "**not met**"
    assert "1,000 pages, cold: faster than Zola" not in verdicts


def test_a_card_takes_its_share_of_what_all_add() -> None:
    figures = Figures()
    assert card(figures, 100) is None
    figures.add(100, CARDS, WITHOUT, 2.0)
    figures.add(100, CARDS, WITH, 3.0)
    assert card(figures, 100) == pytest.approx(0.010)


def test_the_page_says_where_others_are_faster() -> None:
    figures = Figures()
    for name, seconds in ((NAME, 2.0), ("Hugo", 0.5), ("Zola", 0.25), ("Hexo", 3.0)):
        figures.add(1000, COLD, name, seconds)
    figures.add(1000, SHOWN, NAME, 0.1)
    figures.add(1000, SHOWN, "Hugo", 0.4)
    page = report(figures, [OURS, *PEERS], {}, "a machine", "2026-01-01")
    told = page.partition("## Where others are faster")[2].partition("## 1,000 pages")[0]
    assert [line for line in told.splitlines() if line.startswith("-")] == [
        "- 1,000 pages, cold, ours 2.00 s: Zola 0.25 s, Hugo 0.50 s"
    ]
