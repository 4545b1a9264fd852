"""Fact-check sheets: every figure of a page is on them, safely, and what changed comes first."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support import BORDER, ROOT, copy

from generator import cli
from generator.build import incremental
from generator.build.report import Options, Report
from generator.commands.check import fact_sheet
from generator.commands.check.fact_sheet_diff import Claim, Line, Sheet
from generator.model.site import Locale

VOID = {"br", "img", "link", "meta", "hr", "input", "source", "wbr", "col"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "td", "th", "dd", "dt", "div", "figcaption"}


class Shown(HTMLParser):
    """What a built page states: its ``<data>`` texts, and the texts of its blocks with cites."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.data: list[str] = []
        self.blocks: list[str] = [""]

    def inside(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self.stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = dict(attrs).get("class") or ""
        self.stack.append((tag, classes))
        if tag in BLOCKS:
            self.blocks.append("")
        if tag == "data":
            self.data.append("")
        if tag == "sup" and "cite" in classes:
            self.blocks[-1] += "\x01"

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.inside("main") or self.inside("script", "style", "svg"):
            return
        if self.inside("data"):
            self.data[-1] += data
        if not self.inside("sup") and not any("note" in classes for _, classes in self.stack):
            self.blocks[-1] += data


def cited_sentences(shown: Shown) -> Iterator[str]:
    """The sentences with a citation and a digit, split at full stops with no help of ours."""
    for block in shown.blocks:
        for piece in block.split("\x01")[:-1]:
            text = " ".join(piece.split(" ")).replace("\n", " ").strip(" ,")
            last = re.split(r"(?<=[a-zé0-9)»”][.?!]) (?=[A-ZÀÉ])", text)[-1]
            if re.search(r"\d", last):
                yield last


# What the small site's page says beside its figures: six cited sentences, one with a figure too.
# What the sentences below rest on.
ALMANAC = """
almanac:
  title: The almanac
  URL: https://example.org/almanac
  language: en
  passages:
    figures:
      quote: >-
        8,891 km, 3 posts closed in 1998; 2 sources; 2 days of May, 12 ferries; 4 days; "it has 5
        words", of 1 sentence; 15,000 people; 3 ships in 1907
      translation:
        fr: des chiffres; elle a 5 mots
      locator: page 2
      read: 2026-11-24
"""
PROSE = {
    "en": """
The line is 8,891 km long, and 3 posts were closed in 1998. {cite}`almanac#figures`
A second sentence cites 2 sources. {cite}`almanac#figures, dhs-2023-03-24` It counted boats.

- On 2 days of May, 12 ferries ran. {cite}`almanac#figures`
- It took {stat}`quebec-march-2023` people 4 days. {cite}`almanac#figures`

> "It has 5 words," she said of 1 sentence. {cite}`almanac#figures`

Canada undertook to take 15,000 people. {cite}`almanac#figures`
""",
    "fr": """
La ligne a 8 891 km, et 3 postes ont fermé en 1998. {cite}`almanac#figures`
Une autre phrase cite 2 sources. {cite}`almanac#figures, dhs-2023-03-24` On a compté des bateaux.

- Pendant 2 jours de mai, 12 traversiers ont navigué. {cite}`almanac#figures`
- Il a fallu 4 jours à {stat}`quebec-march-2023` personnes. {cite}`almanac#figures`

> « Elle a 5 mots », a-t-elle dit d'une phrase sur 1. {cite}`almanac#figures`

Le Canada s'est engagé à accueillir 15 000 personnes. {cite}`almanac#figures`
""",
    "es": """
A {stat}`quebec-march-2023` personas les costó tiempo. {cite}`almanac#figures, dhs-2023-03-24`
""",
}


@pytest.fixture
def site(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "site", symlinks=True)


@pytest.fixture(scope="module")
def written(
    with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = copy(BORDER, tmp_path_factory.mktemp("sheet") / "site", ROOT)
    for code, prose in PROSE.items():
        page = folder / "content" / code / "deal.md"
        page.write_text(page.read_text(encoding="utf-8") + prose, encoding="utf-8")
    with (folder / "content" / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(ALMANAC)
    return with_drawings(folder)


@pytest.fixture(scope="module")
def report(written: Path) -> Report:
    made = incremental.check(Options(written, Path()))
    assert not made.failed, made.diagnostics
    return made


@pytest.mark.parametrize(
    ("name", "path"), [("en:deal", "en/deal/index.html"), ("fr:deal", "fr/accord/index.html")]
)
def test_every_figure_of_the_page_is_on_its_sheet(report: Report, name: str, path: str) -> None:
    assert report.made is not None
    page = next(page for page in report.made.content.pages if page.name == name)
    facts = fact_sheet.sheet(report.made, page).claims
    html = report.files[path].decode()
    shown = Shown()
    shown.feed(html)
    assert len(shown.data) == html.count("<data ") > 5
    stats = [fact for fact in facts if fact.figure.startswith("stat ")]
    assert all(fact.source and fact.status and fact.rows for fact in stats)
    left = [fact.value for fact in stats]
    for text in shown.data:
        match = next((value for value in left if value.endswith(text)), None)
        assert match is not None, f"{text} is on the page and not on the sheet"
        left.remove(match)
    assert left == [], "on the sheet and not on the page"

    cited = [fact for fact in facts if fact.figure == "cited"]
    sentences = list(cited_sentences(shown))
    assert len(sentences) > 5
    for sentence in sentences:
        found = [fact for fact in cited if sentence in fact.sentence]
        assert found, f"not on the sheet: {sentence}"
        assert all(fact.source for fact in found)
    for fact in facts:
        file, line = fact.place.split(":")
        assert (report.made.site.source / file).read_text().splitlines()[int(line) - 1].strip()


def test_the_place_is_the_sentences_own(report: Report) -> None:
    assert report.made is not None
    page = next(page for page in report.made.content.pages if page.name == "en:deal")
    lines = (report.made.site.source / page.file).read_text().splitlines()
    for fact in fact_sheet.sheet(report.made, page).claims:
        first = fact.sentence.split(" ")[0]
        file, line = fact.place.split(":")
        if file == page.file and first.isalpha() and int(line) > 8 and "{" not in fact.sentence:
            near = lines[int(line) - 1].replace("'", "’")
            assert first in near or ":::" in near or re.match(r"- \d{4}", near)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_what_changed_comes_first_and_ticks_stay(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    words = ["check", "--source", str(site), "--sheet", str(folder)]
    assert cli.main(words) == 0
    path = folder / "en" / "deal.csv"
    first = rows(path)
    assert {row["change"] for row in first} == {"new"}
    assert {row["tick"] for row in first} == {""}
    assert not (folder / "en" / "index.csv").exists(), "only explainers have sheets"
    assert '<html lang="fr-CA">' in (folder / "fr" / "deal.html").read_text()

    path.write_bytes(path.read_bytes().replace(b"\n,new,", b"\nx,new,"))
    data = site / "content" / "data" / "interceptions.csv"
    data.write_text(data.read_text().replace("2023-03,QC,4087,", "2023-03,QC,4099,"))
    page = site / "content" / "en" / "deal.md"
    prose = page.read_text()
    prose = prose.replace("Canada undertook to take 15,000 people. {cite}`almanac#figures`\n", "")
    prose += "\nZebras were counted on 3 ships in 1907. {cite}`almanac#figures`\n"
    page.write_text(prose)
    assert cli.main(words) == 0
    second = rows(path)
    changes = [row["change"] for row in second]
    order = ["new", "changed", "gone", ""]
    assert changes == sorted(changes, key=order.index)
    assert [row["sentence"] for row in second if row["change"] == "new"] == [
        "Zebras were counted on 3 ships in 1907."
    ]
    changed = [row for row in second if row["change"] == "changed"]
    assert "stat quebec-march-2023" in {row["figure"] for row in changed}
    assert all("4,099" in row["sentence"] and "4,087" in row["before"] for row in changed)
    gone = [row["sentence"] for row in second if row["change"] == "gone"]
    assert len(gone) == 1
    assert gone[0].startswith("Canada undertook")
    assert {row["tick"] for row in second if row["change"]} == {""}
    assert {row["tick"] for row in second if not row["change"]} == {"x"}
    html = (folder / "en" / "deal.html").read_text()
    assert html.index("Changed since the last sheet") < html.index("Unchanged")

    assert cli.main(words) == 0
    third = rows(path)
    assert {row["change"] for row in third} == {""}
    assert "Nothing changed." in (folder / "en" / "deal.html").read_text()


def test_words_stand_beside_their_sentence(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "content" / "en" / "deal.md"
    page.write_text(
        page.read_text() + "\nIt begins on {num}`25 March | as we write it`, 2023. "
        "{cite}`dhs-2023-03-24#start`\n"
    )
    folder = sheets(site, tmp_path / "sheets")
    every = rows(folder / "en" / "deal.csv")
    (row,) = [row for row in every if row["sentence"].startswith("It begins")]
    assert row["quotation"] == (
        "The changes will come into effect at 12:01 AM ET on Saturday, March 25, 2023. "
        "(first paragraph; 2026-11-27 https://example.org/copy)"
    )
    assert (row["doubt"], row["reason"]) == ("copy", "25\u00a0March: as we write it")
    doubts = [row["doubt"] for row in every]
    assert doubts == sorted(doubts, key=["no-passage", "copy", "old", ""].index)
    asked = [row for row in every if row["figure"] in ("cited", "typed")]
    proven = [row for row in asked if row["quotation"]]
    html = (folder / "en" / "deal.html").read_text()
    assert f"{len(proven)} of {len(asked)} claims proven by a passage." in html
    assert "as we write it" in html
    told = capsys.readouterr().out
    assert f"content/en/deal.md: {len(proven)} of {len(asked)} claims proven" in told
    french = (folder / "fr" / "deal.csv").read_text("utf-8-sig")
    assert "March 25, 2023. = Les changements prendront effet" in french


def test_a_site_with_errors_has_no_sheet(site: Path, tmp_path: Path) -> None:
    page = site / "content" / "en" / "deal.md"
    page.write_text(page.read_text() + "\n{stat}`nothing`\n")
    assert cli.main(["check", "--source", str(site), "--sheet", str(tmp_path / "s")]) == 1
    assert not (tmp_path / "s").exists()


def test_a_folder_that_cannot_be_written_to(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s").write_text("a file")
    assert cli.main(["check", "--source", str(site), "--sheet", str(tmp_path / "s")]) == 1
    assert "error[unwritable]" in capsys.readouterr().err


def test_html_is_escaped(report: Report) -> None:
    assert report.made is not None
    nasty = '<script>alert(1)</script>"&'
    every = Claim(
        **dict.fromkeys(Claim.__struct_fields__, nasty)
        | {"doubt": "copy", "link": "javascript:alert(1) https://x.example/?a=1&b=2"}
    )
    head = Sheet(nasty, Locale(code="en", tag="en-CA", name="English"), "https://x/", nasty, ())
    lines = [Line("changed", every, nasty, nasty)]
    html = fact_sheet.html_text(report.made, head, lines, first=False)
    assert "<script" not in html
    assert "javascript:" not in html
    assert 'href="https://x.example/?a=1&amp;b=2"' in html
    assert "<style>\nbody {" in html


# A site without a template of its own for the sheet, and all that its directives show.


def sheets(site: Path, folder: Path) -> Path:
    assert cli.main(["check", "--source", str(site), "--sheet", str(folder)]) == 0
    return folder


def test_what_directives_show_is_on_the_sheet_once(tides: Path, tmp_path: Path) -> None:
    folder = sheets(tides, tmp_path / "sheets")
    said = [row["sentence"] for row in rows(folder / "en" / "causeway.csv")]
    for words in (
        "Up to 0.3",  # an answer
        "By-law, 6",  # a rule's provision
        "Without the lamp | From June\u00a01, 2010 to December\u00a031, 2030",
    ):
        assert said.count(words) == 1, words
    cross = "June\u00a01, 2010: You may cross (By-law, 2)"
    before, since = f"Before {cross}", f"Since {cross}"
    assert f"Dry stones, no lamp | {before} | {since}" in said
    said = [row["sentence"] for row in rows(folder / "fr" / "everything.csv")]
    assert any(words.startswith("mars 2023") for words in said), "an event's date in words"


def test_a_table_of_one_outcome_puts_no_other_on_the_sheet(tides: Path, tmp_path: Path) -> None:
    for code in ("en", "fr"):
        page = tides / "content" / code / "causeway.md"
        head = page.read_text().split(":::")[0]
        page.write_text(head + ":::{rules-table} causeway\n:outcome: cross\n:::\n")
    folder = sheets(tides, tmp_path / "sheets")
    said = [row["sentence"] for row in rows(folder / "en" / "causeway.csv")]
    assert "By-law, 3" in said
    assert "By-law, 6" not in said


def test_a_site_may_have_a_sheet_of_its_own(tides: Path, tmp_path: Path) -> None:
    folder = sheets(tides, tmp_path / "sheets")
    assert "<h2>Première fiche</h2>" in (folder / "fr" / "everything.html").read_text()
    own = tides / "templates" / "fact-sheet.html"
    with (tides / "templates" / "strings.yaml").open("a") as file:
        file.write("sheet_first: {en: The first, fr: La première}\n")
    own.write_text("{{ sheet.title }}: {{ t('sheet_first') }}")
    folder = sheets(tides, tmp_path / "others")
    assert (folder / "fr" / "causeway.html").read_text().endswith(": La première")
    own.write_text("{{ sheet.titel }}")
    assert cli.main(["check", "--source", str(tides), "--sheet", str(folder)]) == 1
