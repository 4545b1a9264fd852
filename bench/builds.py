"""Whole builds in fresh processes, in rounds: every contender in turn, then all of them again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping

from bench import measure
from bench.figures import Figures
from bench.install import reason
from bench.measure import CommandError
from bench.site import Site

COLD, SAME, EDIT, MEMORY = "cold", "nothing changed", "one edit", "peak memory"
FIRST = "first build"
TIMED = (COLD, SAME, EDIT)


def rounds(
    sites: Mapping[str, Site],
    total: int,
    runs: int,
    asked: set[str],
    figures: Figures,
    say: Callable[[str], None],
    *,
    slow: Collection[str] = (),
) -> None:
    """Build every site as often as asked for, and write down what it took; the slow ones only cold.

    A first cold build of each is weighed and not timed; a contender that cannot do it, or whose
    pages turn out not to have been made, takes no further part.
    """
    able = {}
    for name, site in sites.items():
        try:
            cost = cold(site, weigh=True)
            site.verify()
        except CommandError as error:
            figures.notes.append(f"{name} at {total:,} pages: {reason(str(error))}")
            continue
        able[name] = site
        say(f"{total:,} pages, first build, {name}: {cost.memory / 1e6:.0f} MB")
        figures.add(total, FIRST, name, cost.seconds)
        if MEMORY in asked:
            figures.add(total, MEMORY, name, cost.memory)
    for number in range(runs):
        for what in (one for one in TIMED if one in asked):
            for name, site in list(able.items()):
                if name in slow and what != COLD:
                    continue
                try:
                    seconds = _timed(site, what, f"Edit {number}.")
                except CommandError as error:
                    note = f"{name} at {total:,} pages, {what}: {reason(str(error))}"
                    figures.notes.append(note)
                    del able[name]
                    continue
                figures.add(total, what, name, seconds)
                say(f"{total:,} pages, round {number + 1}, {what}, {name}: {seconds:.2f} s")


def _timed(site: Site, what: str, words: str) -> float:
    """Return the seconds of one build."""
    if what == COLD:
        return cold(site).seconds
    if what == EDIT:
        site.edit(words)
    os.sync()
    cost = measure.run(site.command(site.contender.rebuild), site.folder)
    site.verify(words if what == EDIT else "")
    return cost.seconds


def cold(site: Site, *, weigh: bool = False) -> measure.Cost:
    """Return the cost of a build without anything from earlier ones."""
    site.forget()
    os.sync()  # what others have written is on the disk before the clock starts
    return measure.run(site.command(site.contender.build), site.folder, weigh=weigh)


def predicted(figures: Figures, total: int, name: str) -> float:
    """Return the seconds that a build will take, judged by the last size; 0 if unknown."""
    smaller = [pages for pages in figures.sizes(FIRST) if figures.all(pages, FIRST, name)]
    if not smaller:
        return 0
    return (figures.median(smaller[-1], FIRST, name) or 0) * total / smaller[-1]
