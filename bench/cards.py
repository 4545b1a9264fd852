"""The corpus with a social card of each page, and without; ours alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench import builds
from bench.figures import Figures
from bench.measure import CommandError
from bench.ours import CARD, OURS
from bench.site import Site

CARDS = "cards, cold"
WITHOUT, WITH = "without cards", "with cards"
CONTENDERS = (
    replace(OURS, name=WITHOUT),
    replace(OURS, name=WITH, drop=tuple(name for name in OURS.drop if name != CARD)),
)


def rounds(
    program: Path,
    folder: Path,
    total: int,
    runs: int,
    figures: Figures,
    say: Callable[[str], None],
) -> None:
    """Build the corpus cold in turns, without cards and with them.

    Raises:
        CommandError: it cannot be built, or not as meant.
    """
    folder.mkdir()
    sites = [Site(one, program, folder / one.name, total) for one in CONTENDERS]
    for number in range(runs):
        for site in sites:
            name, seconds = site.contender.name, builds.cold(site).seconds
            figures.add(total, CARDS, name, seconds)
            say(f"{total:,} pages, round {number + 1}, {name}: {seconds:.2f} s")
    for site in sites:
        site.verify()
        made = len([*site.folder.glob("public/cards/**/*.png")])
        if made < total if site.contender.name == WITH else made:
            raise CommandError(f"error: {made} cards have been made {site.contender.name}")
