"""Work shared out over processes: nothing is done twice, nothing is left."""

from __future__ import annotations

from multiprocessing.connection import Connection

import pytest

from generator import workers

ITEMS = [f"item {n}" for n in range(5000)]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_each_item_is_given_to_one_process(size: int) -> None:
    claims = workers.Claims(size)

    def work(number: int, pipe: Connection) -> None:
        pipe.send(list(claims.share(ITEMS)))

    with workers.crew(size, work) as crew:
        taken = list(claims.share(ITEMS))
        for theirs in crew.gather():
            assert theirs == sorted(theirs)
            taken += theirs
    assert sorted(taken) == list(enumerate(ITEMS))


def test_all_swap_what_they_have() -> None:
    def work(number: int, pipe: Connection) -> None:
        pipe.send("x" * 1_000_000 + str(number))  # more than a pipe holds
        pipe.send([seen[-1] for seen in pipe.recv()])

    with workers.crew(4, work) as crew:
        every = crew.swap("0")
        assert [seen[-1] for seen in every] == ["0", "1", "2", "3"]
        assert crew.gather() == [["0", "1", "2", "3"]] * 3


def test_a_process_that_died_is_told() -> None:
    def work(number: int, pipe: Connection) -> None:
        pipe.close()

    with pytest.raises(RuntimeError, match="a worker process died"), workers.crew(2, work) as crew:
        crew.gather()
