"""What the preview makes: the last good pages stay while there are faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import TIDES, copy

from generator.build.memory import MemoryBuilder
from generator.build.priority import OvertakenError, Priority
from generator.build.report import Options, Report
from generator.charts import drawing
from generator.commands.serve.rebuild import Rebuilder, Rebuilt
from generator.diagnostics import Diagnostic, Location


class FakeSiteBuilder:
    """Gives out what it was told to, in turn."""

    def __init__(self, *reports: Report | Exception) -> None:
        self.reports = list(reports)
        self.asked: list[object] = []

    def make(
        self, changed: object = None, stages: object = None, priority: Priority | None = None
    ) -> Report:
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


def complete(rebuilder: Rebuilder) -> bool:
    return rebuilder.site.is_complete


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


def test_the_page_that_is_shown_is_served_before_the_others_are_made(tides: Path) -> None:
    options = Options(tides, tides / "public", preview=True)
    told: list[set[str]] = []
    rebuilder = Rebuilder(tides, lambda: MemoryBuilder(options), lambda: ["/en/"], told.append)
    made(rebuilder)
    assert told == [], "there was nothing to be made better"
    template = tides / "templates" / "base.html"
    template.write_text(template.read_text().replace("<main", "<main data-new", 1))
    _, news = made(rebuilder, "templates/base.html")
    assert told == [{"en/index.html"}]
    assert b"data-new" in rebuilder.site.files["en/index.html"]
    assert "fr/index.html" in news
    assert "en/index.html" not in news


def test_a_make_that_is_overtaken_leaves_its_work_to_the_next(tides: Path) -> None:
    options = Options(tides, tides / "public", preview=True)
    saved: list[str] = []
    rebuilder = Rebuilder(
        tides,
        lambda: MemoryBuilder(options),
        lambda: ["/en/"],
        saved.extend,
        overtaken=lambda: bool(saved),
    )
    made(rebuilder)
    template = tides / "templates" / "base.html"
    template.write_text(template.read_text().replace("<main", "<main data-new", 1))
    with pytest.raises(OvertakenError):
        rebuilder.make(frozenset({"templates/base.html"}))
    assert b"data-new" in rebuilder.site.files["en/index.html"]
    assert b"data-new" not in rebuilder.site.files["fr/index.html"]
    saved.clear()
    page = tides / "content" / "fr" / "index.md"
    page.write_text(page.read_text() + "\nEncore.\n")
    made(rebuilder, "templates/base.html", "content/fr/index.md")
    while rebuilder.draw():
        saved.clear()
    assert rebuilder.site.files == MemoryBuilder(options).make().files


def test_a_drawing_that_is_overtaken_is_begun_again(tmp_path: Path) -> None:
    site = copy(TIDES, tmp_path / "site")
    options = Options(site, site / "public", preview=True)
    waits = iter([False] * 200)
    rebuilder = Rebuilder(site, lambda: MemoryBuilder(options), overtaken=lambda: next(waits, True))
    made(rebuilder)
    waits = iter([True])
    assert rebuilder.draw()
    assert drawing.frame(320).encode() in rebuilder.site.files["en/index.html"]
    waits = iter([False] * 10_000)
    while rebuilder.draw():
        pass
    assert complete(rebuilder)
    assert rebuilder.site.files == MemoryBuilder(options).make().files


def test_charts_are_frames_until_they_are_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = copy(TIDES, tmp_path / "site")
    options = Options(site, site / "public", preview=True)
    told: list[set[str]] = []
    rebuilder = Rebuilder(site, lambda: MemoryBuilder(options), tell=told.append)
    made(rebuilder)
    frame = drawing.frame(320).encode()
    assert frame in rebuilder.site.files["en/index.html"]
    assert not [name for name in rebuilder.site.files if name.endswith(".png")]
    assert not complete(rebuilder)
    # A save in between is made as soon as it can be.
    page = site / "content" / "en" / "about.md"
    page.write_text("---\ntitle: Other\n---\nWords.\n")
    made(rebuilder, "content/en/about.md")
    assert b"Words." in rebuilder.site.files["en/about/index.html"]
    assert rebuilder.draw()
    assert "en/index.html" in told[0]
    assert frame not in rebuilder.site.files["en/index.html"]
    assert rebuilder.draw()
    assert not rebuilder.draw()
    assert complete(rebuilder)
    assert rebuilder.site.files == MemoryBuilder(options).make().files
    lines = capsys.readouterr().out.splitlines()
    assert " 1 chart drawn, " in lines[2]
    assert " pictures drawn, " in lines[3]


def test_a_chart_that_cannot_be_drawn_is_told_and_mended(tmp_path: Path) -> None:
    site = copy(TIDES, tmp_path / "site")
    module = site / "content" / "charts" / "tides-by-hour.py"
    sound = module.read_text()
    module.write_text(sound.replace("    return ", "    raise ValueError('no')\n    return ", 1))
    options = Options(site, site / "public", preview=True)
    rebuilder = Rebuilder(site, lambda: MemoryBuilder(options))
    made(rebuilder)
    assert rebuilder.draw()
    assert [one.diagnostic.location.file for one in rebuilder.site.faults] == [
        "content/charts/tides-by-hour.py"
    ]
    assert rebuilder.site.is_complete, "nobody waits for what does not come"
    assert not rebuilder.draw()
    module.write_text(sound)
    made(rebuilder, "content/charts/tides-by-hour.py")
    while rebuilder.draw():
        pass
    assert rebuilder.site.files == MemoryBuilder(options).make().files
