"""A page's sources have the numbers of the order in which they are met."""

from __future__ import annotations

from generator.render.citations import Numbering


def test_a_source_keeps_the_number_that_it_was_met_with() -> None:
    numbering = Numbering()
    cited = [("act", "a"), ("report", "b"), ("act", "c"), ("act", "a"), ("report", "d")]
    assert [numbering.cite(*one) for one in cited] == [1, 2, 1, 1, 2]
    assert [
        (number, source, [use.anchor for use in uses]) for number, source, uses in numbering.cited()
    ] == [(1, "act", ["a", "c"]), (2, "report", ["b", "d"])]


def test_the_same_passages_have_one_note() -> None:
    numbering = Numbering()
    numbering.cite("act", "a")
    numbering.cite("report", "b")
    noted = [("when",), ("who", "when"), ("when",)]
    assert [numbering.note("report", passages) for passages in noted] == [
        "source-2-1",
        "source-2-2",
        "source-2-1",
    ]
    assert [*numbering.notes("report")] == [
        ("source-2-1", ("when",)),
        ("source-2-2", ("who", "when")),
    ]
    assert [*numbering.notes("act")] == []
