"""The preview's notices, from real files: saves of every kind, folders that come and go."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from queue import Empty, Queue

import pytest
from support import PATIENCE

from generator.commands.serve import watch
from generator.commands.serve.watch import Watch


class Notices:
    """What a watch has told, as it comes."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.queue: Queue[frozenset[str]] = Queue()
        self.lines: list[str] = []

    def expect(self, name: str) -> None:
        """Wait until a file was told, or a folder for all that is in it."""
        enough = {name, *(parent.as_posix() for parent in PurePosixPath(name).parents)}
        try:
            while not enough & self.queue.get(timeout=PATIENCE):
                pass
        except Empty:
            pytest.fail(f"not told: {name}")


@contextmanager
def watching(source: Path, polling: bool) -> Iterator[Notices]:
    notices, stop = Notices(source), threading.Event()
    watched = Watch(source, notices.lines.append, polling)

    def listen() -> None:
        for names in watched.changes(stop):
            notices.queue.put(names)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield notices
    finally:
        stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for folder in ("content/en", "templates"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/en/a.md").write_text("first")
    return tmp_path


@pytest.fixture(params=[False, True], ids=["native", "polling"])
def notices(
    request: pytest.FixtureRequest, source: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Notices]:
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.02)
    monkeypatch.delenv("WATCHFILES_FORCE_POLLING", raising=False)
    with watching(source, request.param) as told:
        yield told


def test_saves_of_every_kind(notices: Notices) -> None:
    en = notices.source / "content" / "en"
    (en / "a.md").write_text("in place")
    notices.expect("content/en/a.md")
    (en / ".a.md.swp").write_text("put in its place")
    (en / ".a.md.swp").rename(en / "a.md")
    notices.expect("content/en/a.md")
    (en / "b.md").write_text("new")
    notices.expect("content/en/b.md")
    (en / "b.md").unlink()
    notices.expect("content/en/b.md")


def test_saves_within_one_second_are_all_seen(notices: Notices) -> None:
    for number in range(5):
        (notices.source / "content/en/a.md").write_text(str(number))
        notices.expect("content/en/a.md")


def test_new_folders_count_with_all_that_is_in_them(notices: Notices) -> None:
    new = notices.source / "content" / "en" / "deep" / "deeper"
    new.mkdir(parents=True)
    (new / "c.md").write_text("new")
    notices.expect("content/en/deep/deeper/c.md")
    while True:  # what was told of the new folders may come late, and twice
        (new / "c.md").write_text("changed")
        if "content/en/deep/deeper/c.md" in notices.queue.get(timeout=PATIENCE):
            break


def told_of(notices: Notices, file: str, action: Callable[[], object]) -> None:
    """Do something to a top folder; be told of it, and then of a file in it."""
    action()
    folder = file.split("/", maxsplit=1)[0]
    while not any(name.split("/")[0] == folder for name in notices.queue.get(timeout=PATIENCE)):
        pass
    (notices.source / file).write_text("after")
    notices.expect(file)


def test_a_top_folder_comes_goes_and_is_replaced(notices: Notices) -> None:
    source = notices.source
    copy = source / "copy"
    shutil.copytree(source / "content", copy)
    (copy / "en" / "other.md").write_text("other")

    def replace() -> None:
        (source / "content").rename(source / "old")
        copy.rename(source / "content")

    def arrive() -> None:
        (source / "static").mkdir()
        (source / "static" / "site.css").write_text("p {}")

    told_of(notices, "content/en/a.md", replace)
    told_of(notices, "static/site.css", arrive)


def test_what_editors_keep_for_themselves_is_not_told(notices: Notices) -> None:
    en = notices.source / "content" / "en"
    for name in (".a.md.swp", "a.md~", ".#a.md"):
        (en / name).write_text("mine")
    (notices.source / "README.md").write_text("of no interest")
    (en / "z.md").write_text("the site's")
    assert notices.queue.get(timeout=PATIENCE) - {"content/en"} == {"content/en/z.md"}


@pytest.mark.parametrize("how", ["fails", "environment"])
def test_looking_instead_is_declared(
    how: str, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watch, "LOOK_EVERY", 0.02)
    if how == "fails":
        monkeypatch.setattr(watch, "RustNotify", fail)
    else:
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    with watching(source, polling=False) as notices:
        (source / "content/en/a.md").write_text("seen all the same")
        notices.expect("content/en/a.md")
    (line,) = notices.lines
    assert line.startswith("Looking for changes every 0.02 s")
    assert ("watch limit reached" in line) == (how == "fails")


def test_a_save_before_anyone_listens_is_told(source: Path) -> None:
    """The site is made for the first time between the two."""
    watched, stop = Watch(source, print), threading.Event()
    (source / "content/en/a.md").write_text("during the first make")
    first = next(watched.changes(stop))
    assert first == {"content/en/a.md"}
