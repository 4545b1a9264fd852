"""The stages of a build, timed and counted."""

from __future__ import annotations

from generator.build.stages import Stages


def test_a_stage_that_comes_again_goes_on_where_it_was() -> None:
    told: list[tuple[str, int, int]] = []
    stages = Stages(lambda *words: told.append(words))
    for _ in range(2):
        with stages.stage("parse") as stage:
            stage.count += 5
            stages.teller("parsed")(1, 5)
    assert [(stage.name, stage.count) for stage in stages.listed] == [("parse", 10)]
    assert told == [("parsed", 1, 5)] * 2
