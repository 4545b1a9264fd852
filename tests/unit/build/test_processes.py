"""Work shared out over processes: nothing is done twice, nothing is left."""

from __future__ import annotations

import os
import select
import signal
import threading
from multiprocessing.connection import Connection

import pytest
from support import PATIENCE

from generator.build import processes
from generator.diagnostics import DiagnosticError

ITEMS = [f"item {n}" for n in range(5000)]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_each_item_is_given_to_one_process(size: int) -> None:
    claims = processes.Claims(size)

    def work(number: int, pipe: Connection) -> None:
        pipe.send(list(claims.share(ITEMS)))

    with processes.crew(size, work) as crew:
        taken = list(claims.share(ITEMS))
        for theirs in crew.gather():
            assert theirs == sorted(theirs)
            taken += theirs
    assert sorted(taken) == list(enumerate(ITEMS))


def test_all_swap_what_they_have() -> None:
    def work(number: int, pipe: Connection) -> None:
        pipe.send("x" * 1_000_000 + str(number))  # more than a pipe holds
        pipe.send([seen[-1] for seen in pipe.recv()])

    with processes.crew(4, work) as crew:
        every = crew.swap("0")
        assert [seen[-1] for seen in every] == ["0", "1", "2", "3"]
        assert crew.gather() == [["0", "1", "2", "3"]] * 3


def test_a_process_that_died_is_told() -> None:
    def work(number: int, pipe: Connection) -> None:
        pipe.close()

    with pytest.raises(DiagnosticError, match="was killed"), processes.crew(2, work) as crew:
        crew.gather()


def test_a_process_that_died_before_it_was_told_is_told_of() -> None:
    def work(number: int, pipe: Connection) -> None:
        pipe.send("ready")
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(DiagnosticError, match="was killed"), processes.crew(2, work) as crew:
        assert crew.gather() == ["ready"]
        crew.processes[0].join()
        crew.tell("go on")


def test_whoever_is_killed_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = processes.Claims(2)
    parent = os.getpid()

    def killed(handle: int, data: bytes, at: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)  # with the lock in its hands
        return real(handle, data, at)

    real = os.pwrite
    monkeypatch.setattr(os, "pwrite", killed)

    def work(number: int, pipe: Connection) -> None:
        list(claims.share(ITEMS))

    with processes.crew(2, work) as crew:
        crew.processes[0].join()
        assert list(claims.share(ITEMS)) == list(enumerate(ITEMS))


@pytest.mark.parametrize(("jobs", "items", "count"), [(8, 8, 8), (8, 7, 7), (1, 100, 1), (8, 0, 1)])
def test_as_many_as_asked_for_and_no_more_than_items(
    monkeypatch: pytest.MonkeyPatch, jobs: int, items: int, count: int
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(processes, "THREADED", ())
    assert processes.count(jobs, items) == count


def test_no_process_outlives_the_one_that_started_it() -> None:
    alive, held = os.pipe()
    killed = os.fork()
    if killed == 0:

        def work(number: int, pipe: Connection) -> None:
            os.write(held, b"started")
            pipe.recv()

        os.close(alive)
        with processes.crew(3, work):
            signal.pause()
    os.close(held)
    said = b""
    while said != b"started" * 2:
        said += os.read(alive, 100)
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    ended, _, _ = select.select([alive], [], [], PATIENCE)
    assert ended and os.read(alive, 1) == b"", "the last process that held the other end is gone"
    os.close(alive)
