"""The preview's loop: no change lost, no two makes at once, nothing told twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import incremental as build
from generator.commands.serve import pending as waiting
from generator.commands.serve.pending import Pending, keep_rebuilding
from generator.commands.serve.rebuild import Rebuilder, Rebuilt
from generator.diagnostics import Diagnostic, Location

SOON = 10  # seconds after which a test gives up


@dataclass
class Outcome:
    names: frozenset[str]
    failed: bool = False


@dataclass
class Workshop:
    """A loop whose makes begin and end when the test says so."""

    pending: Pending = field(default_factory=Pending)
    begun: Queue[frozenset[str]] = field(default_factory=Queue)
    may_end: Queue[bool] = field(default_factory=Queue)
    published: Queue[frozenset[str]] = field(default_factory=Queue)
    rested: threading.Event = field(default_factory=threading.Event)

    def make(self, names: frozenset[str]) -> Outcome:
        self.begun.put(names)
        return Outcome(names, failed=not self.may_end.get(timeout=SOON))

    def publish(self, names: frozenset[str], outcome: Outcome) -> None:
        self.published.put(names)

    def run(self) -> None:
        keep_rebuilding(self.pending, self.make, self.publish, self.rested.set)


@contextmanager
def started(work: Callable[[], None], pending: Pending) -> Iterator[None]:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        pending.close()
    thread.join(SOON)
    assert not thread.is_alive()


def test_changes_during_a_make_are_made_after_it_all_at_once() -> None:
    shop = Workshop()
    with started(shop.run, shop.pending):
        shop.pending.put({"a"})
        assert shop.begun.get(timeout=SOON) == {"a"}
        shop.pending.put({"a"})
        shop.pending.put({"b", "c"})
        assert shop.begun.empty(), "two makes at once"
        shop.may_end.put(True)
        assert shop.begun.get(timeout=SOON) == {"a", "b", "c"}
        shop.may_end.put(True)
        assert shop.published.get(timeout=SOON) == {"a"}
        assert shop.published.get(timeout=SOON) == {"a", "b", "c"}
    assert shop.begun.empty()
    assert shop.published.empty()


def test_what_was_read_in_the_middle_of_a_save_is_not_told() -> None:
    shop = Workshop()
    with started(shop.run, shop.pending):
        shop.pending.put({"emptied"})
        shop.begun.get(timeout=SOON)
        shop.pending.put({"filled"})
        shop.may_end.put(False)
        assert shop.begun.get(timeout=SOON) == {"filled"}
        shop.may_end.put(True)
        assert shop.published.get(timeout=SOON) == {"emptied", "filled"}
    assert shop.published.empty()


def test_it_rests_when_it_is_quiet_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "QUIET", 0.01)
    shop = Workshop()
    with started(shop.run, shop.pending):
        for name in ("a", "b"):
            shop.pending.put({name})
            shop.may_end.put(True)
            assert shop.published.get(timeout=SOON) == {name}
            assert shop.rested.wait(SOON)
            shop.rested.clear()


def test_a_failure_is_told_when_nothing_follows() -> None:
    shop = Workshop()
    with started(shop.run, shop.pending):
        shop.pending.put({"broken"})
        shop.may_end.put(False)
        assert shop.published.get(timeout=SOON) == {"broken"}


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), max_size=30))
def test_the_last_save_is_always_made(saves: list[list[int]]) -> None:
    """Files with versions, saved from another thread as fast as it can."""
    box, disk, shown = Pending(), dict.fromkeys(map(str, range(10)), 0), {}
    done = threading.Event()

    def make(names: frozenset[str]) -> Outcome:
        shown.update({name: disk[name] for name in names - {"end"}})
        return Outcome(names)

    def publish(names: frozenset[str], outcome: Outcome) -> None:
        if "end" in names:
            done.set()

    with started(lambda: keep_rebuilding(box, make, publish, lambda: None), box):
        for number, files in enumerate(saves, 1):
            disk.update({str(file): number for file in files})
            box.put(map(str, files))
        box.put({"end"})
        assert done.wait(SOON)
    assert shown == {name: number for name, number in disk.items() if number}


class FakeSiteBuilder:
    """Gives out what it was told to, in turn."""

    def __init__(self, *reports: build.Report | Exception) -> None:
        self.reports = list(reports)
        self.asked: list[object] = []

    def make(self, changed: object = None) -> build.Report:
        self.asked.append(changed)
        report = self.reports.pop(0)
        if isinstance(report, Exception):
            raise report
        return report


def fault(file: str = "content/en/a.md", line: int = 1) -> build.Report:
    place = Location(file, line, 3)
    return build.Report(diagnostics=[Diagnostic(place, "error", "broken", "it broke", "mend it")])


def made(rebuilder: Rebuilder, *names: str) -> tuple[Rebuilt, set[str]]:
    changed = frozenset(names)
    result = rebuilder.make(changed)
    return result, rebuilder.publish(changed, result)


def test_the_last_good_pages_stay_while_there_are_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "en").mkdir(parents=True)
    (tmp_path / "content" / "en" / "a.md").write_text("no good\n")
    good = build.Report(pages=1, files={"index.html": b"1", "a.css": b"1"})
    better = build.Report(pages=1, files={"index.html": b"2", "a.css": b"1"})
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
    builders = [FakeSiteBuilder(ValueError("oh")), FakeSiteBuilder(build.Report(files={"a": b"1"}))]
    rebuilder = Rebuilder(tmp_path, lambda: builders.pop(0))
    made(rebuilder, "content/en/a.md")
    assert [one.diagnostic.code for one in rebuilder.site.faults] == ["internal"]
    assert "ValueError: oh" in capsys.readouterr().err
    assert made(rebuilder, "content/en/a.md")[1] == {"a"}
