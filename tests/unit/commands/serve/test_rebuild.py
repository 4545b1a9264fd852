"""What the preview makes: the last good pages stay while there are faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.report import Report
from generator.commands.serve.rebuild import Rebuilder, Rebuilt
from generator.diagnostics import Diagnostic, Location


class FakeSiteBuilder:
    """Gives out what it was told to, in turn."""

    def __init__(self, *reports: Report | Exception) -> None:
        self.reports = list(reports)
        self.asked: list[object] = []

    def make(self, changed: object = None) -> Report:
        self.asked.append(changed)
        report = self.reports.pop(0)
        if isinstance(report, Exception):
            raise report
        return report


def fault(file: str = "content/en/a.md", line: int = 1) -> Report:
    place = Location(file, line, 3)
    return Report(diagnostics=[Diagnostic(place, "error", "broken", "it broke", "mend it")])


def made(rebuilder: Rebuilder, *names: str) -> tuple[Rebuilt, set[str]]:
    changed = frozenset(names)
    result = rebuilder.make(changed)
    return result, rebuilder.publish(changed, result)


def test_the_last_good_pages_stay_while_there_are_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "en").mkdir(parents=True)
    (tmp_path / "content" / "en" / "a.md").write_text("no good\n")
    good = Report(pages=1, files={"index.html": b"1", "a.css": b"1"})
    better = Report(pages=1, files={"index.html": b"2", "a.css": b"1"})
    builder = FakeSiteBuilder(good, fault(), better)
    rebuilder = Rebuilder(tmp_path, lambda: builder)
    assert made(rebuilder)[1] == {"index.html", "a.css"}
    assert made(rebuilder, "content/en/a.md")[1] == set()
    assert rebuilder.site.find("/").data == b"1"
    (told,) = [one.as_json() for one in rebuilder.site.faults]
    assert (told["file"], told["line"], told["hint"]) == ("content/en/a.md", 1, "mend it")
    assert told["excerpt"] == "    no good\n      ^"
    assert made(rebuilder, "content/en/a.md")[1] == {"index.html"}
    assert rebuilder.site.faults == ()
    assert builder.asked == [None, *[[tmp_path / "content" / "en" / "a.md"]] * 2]
    lines = capsys.readouterr().out.splitlines()
    assert "1 page, 2 files, " in lines[0]
    assert " content/en/a.md: not built, 1 error; the last good pages stay, " in lines[1]
    assert " content/en/a.md: 1 file, " in lines[2]


def test_a_fault_of_the_generator_is_told_and_outlived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    builders = [FakeSiteBuilder(ValueError("oh")), FakeSiteBuilder(Report(files={"a": b"1"}))]
    rebuilder = Rebuilder(tmp_path, lambda: builders.pop(0))
    made(rebuilder, "content/en/a.md")
    assert [one.diagnostic.code for one in rebuilder.site.faults] == ["internal"]
    assert "ValueError: oh" in capsys.readouterr().err
    assert made(rebuilder, "content/en/a.md")[1] == {"a"}
