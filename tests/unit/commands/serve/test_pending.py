"""The preview's loop: no change lost, no two makes at once, nothing told twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import PATIENCE

from generator.build.priority import OvertakenError
from generator.commands.serve import pending as waiting
from generator.commands.serve.pending import Pending, keep_rebuilding


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
        return Outcome(names, failed=not self.may_end.get(timeout=PATIENCE))

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
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_changes_during_a_make_are_made_after_it_all_at_once() -> None:
    shop = Workshop()
    with started(shop.run, shop.pending):
        shop.pending.put({"a"})
        assert shop.begun.get(timeout=PATIENCE) == {"a"}
        shop.pending.put({"a"})
        shop.pending.put({"b", "c"})
        assert shop.begun.empty(), "two makes at once"
        shop.may_end.put(True)
        assert shop.begun.get(timeout=PATIENCE) == {"a", "b", "c"}
        shop.may_end.put(True)
        assert shop.published.get(timeout=PATIENCE) == {"a"}
        assert shop.published.get(timeout=PATIENCE) == {"a", "b", "c"}
    assert shop.begun.empty()
    assert shop.published.empty()


def test_a_make_that_is_overtaken_is_made_again_with_what_came() -> None:
    pending, made = Pending(), Queue[frozenset[str]]()

    def make(names: frozenset[str]) -> Outcome:
        if names == {"a"}:
            pending.put({"b"})
            assert pending.waits()
            raise OvertakenError
        return Outcome(names)

    def publish(names: frozenset[str], outcome: Outcome) -> None:
        made.put(names)

    def run() -> None:
        keep_rebuilding(pending, make, publish, lambda: None)

    with started(run, pending):
        pending.put({"a"})
        assert made.get(timeout=PATIENCE) == {"a", "b"}
    assert made.empty()


def test_what_was_read_in_the_middle_of_a_save_is_not_told() -> None:
    shop = Workshop()
    with started(shop.run, shop.pending):
        shop.pending.put({"emptied"})
        shop.begun.get(timeout=PATIENCE)
        shop.pending.put({"filled"})
        shop.may_end.put(False)
        assert shop.begun.get(timeout=PATIENCE) == {"filled"}
        shop.may_end.put(True)
        assert shop.published.get(timeout=PATIENCE) == {"emptied", "filled"}
    assert shop.published.empty()


def test_it_rests_when_it_is_quiet_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "QUIET", 0.01)
    shop = Workshop()
    with started(shop.run, shop.pending):
        for name in ("a", "b"):
            shop.pending.put({name})
            shop.may_end.put(True)
            assert shop.published.get(timeout=PATIENCE) == {name}
            assert shop.rested.wait(PATIENCE)
            shop.rested.clear()


def test_a_failure_is_told_when_nothing_follows() -> None:
    shop = Workshop()
    with started(shop.run, shop.pending):
        shop.pending.put({"broken"})
        shop.may_end.put(False)
        assert shop.published.get(timeout=PATIENCE) == {"broken"}


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
        assert done.wait(PATIENCE)
    assert shown == {name: number for name, number in disk.items() if number}
