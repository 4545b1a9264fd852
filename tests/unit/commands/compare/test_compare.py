"""What differs between two built sites, and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from generator.commands import compare
from generator.commands.compare import difference, pages, report

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<nav><a href="/other/">Other</a> 12</nav>
<main><h1>{title}</h1>
<p>It rose to <button popovertarget="n"><data value="4.2">{number}</data></button><span popover
id="n"><span>Row 7: 4.2</span></span> metres on March 24, 2023<sup><button>1</button></sup>.
<br>See <a href="{link}">the tables</a> and <a href="#source-1">3</a>.</p>
<svg><text>99</text></svg></main><footer>© 1</footer></body></html>"""


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def page(title: str = "Tides", number: str = "4.2", link: str = "/tables/") -> str:
    return PAGE.format(title=title, number=number, link=link)


def test_a_page_is_read_as_its_reader_does() -> None:
    read = pages.read(page().encode())
    assert read.title == "Tides"
    assert read.numbers == ("4.2", "March 24, 2023")
    assert read.links == ("/tables/",)
    assert read.words.split("\n") == [
        "Tides",
        "It rose to 4.2 metres on March 24, 2023. See the tables and .",
    ]


def test_a_page_without_a_main_part_is_read_whole() -> None:
    read = pages.read(b"<title>T</title><body><p>Of 3 <a href='/x/'>x</a><li>and 4")
    assert read.numbers == ("3", "4")
    assert read.links == ("/x/",)


def test_numbers_are_told_beside_what_they_were() -> None:
    pairs = difference._pairs(("1", "2", "3", "5"), ("1", "4", "3", "5", "6"))
    assert pairs == [("2", "4"), ("", "6")]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    frame = page().replace("© 1", "© 2")
    old = {"same.html": page(), "deal.html": page(), "frame.html": page(), "gone.html": page("Old")}
    new = {"same.html": page(), "deal.html": page(number="4.3", link="/b/"), "frame.html": frame}
    before = written(tmp_path / "old", {**old, "a.css": "a", "b.css": "b"})
    now = written(tmp_path / "new", {**new, "new/index.html": page("New"), "b.css": "bb"})
    return before, now


def test_pages_are_added_changed_and_removed(two: tuple[Path, Path]) -> None:
    found = compare.folders(*two)
    assert [one.path for one in found.added] == ["new/index.html"]
    assert [one.path for one in found.changed] == ["deal.html"]
    assert [one.path for one in found.framed] == ["frame.html"]
    assert [(one.path, one.title) for one in found.removed] == [("gone.html", "Old")]
    assert found.others == (0, 1, 1)
    (deal,) = found.changed
    assert deal.numbers == (("4.2", "4.3"),)
    assert (deal.links_added, deal.links_removed) == (("/b/",), ("/tables/",))
    sizes = [sum(path.stat().st_size for path in folder.rglob("*.*")) for folder in two]
    assert [found.before, found.now] == sizes


def test_it_is_told_in_lines_and_in_markdown(
    two: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    assert cli.main(["compare", *map(str, two), "--summary", str(summary)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "1 page added, 1 page changed, 1 page removed."
    assert [line.split() for line in said[2:6]] == [
        ["~", "deal.html", "−5", "bytes"],
        ["4.2", "→", "4.3"],
        ["+", "/b/"],
        ["−", "/tables/"],
    ]
    assert "  1 page with the same words and links in another frame" in said
    assert "  other files: 1 changed, 1 removed" in said
    text = summary.read_text("utf-8")
    assert text.startswith("before\n## What changes\n")
    assert "| deal.html | changed | −5 bytes | 4.2 → 4.3 | + /b/<br>− /tables/ |" in text


def test_nothing_is_said_of_what_is_the_same(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", str(two[0]), str(two[0])]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


def test_a_cell_is_no_markup(tmp_path: Path) -> None:
    before = written(tmp_path / "old", {"a.html": page()})
    now = written(tmp_path / "new", {"a.html": page(link="/x|y_<img>`z`/")})
    text = report.markdown(compare.folders(before, now), "Changes")
    assert "+ /x\\|y\\_&lt;img>\\`z\\`/" in text


def test_a_summary_that_cannot_be_written_is_told(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", *map(str, two), "--summary", "/nowhere/summary.md"]) == 1
    assert "error[unwritable]" in capsys.readouterr().err
