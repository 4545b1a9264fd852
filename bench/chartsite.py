"""A site of a hundred charts in both languages, each of its own dataset; ours alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase

from bench import alone, floor
from bench.builds import COLD
from bench.figures import Figures
from bench.measure import CommandError

CHARTS, KIND = 100, "charts"
PER_PAGE = 10
BARE = "the bare calls"
MARKS = ("bar", "line", "area", "point")

MODULE = '''"""Sample values of one gauge, by month."""

import altair as alt


def chart(data, view):
    return (
        alt.Chart(data["{id}"])
        .mark_{mark}()
        .encode(
            x=alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year")),
            y=alt.Y("level:Q", title=view.words(en="Level", fr="Niveau")),
        )
        .properties(height=200 if view.narrow else 260)
    )
'''
# Called by letters: a number in a chart's words would need a source.
WORDS = """title: {{en: Gauge {letters}, fr: Jauge {letters}}}
subtitle: {{en: Level by month (sample), fr: Niveau par mois (exemple)}}
description: {{en: The level rises and falls., fr: Le niveau monte et descend.}}
datasets: [{id}]
table: {{dataset: {id}, columns: [month, level]}}
"""
DATASET = """name: {id}
path: {id}.csv
title: {{en: Levels of gauge {letters}, fr: Niveaux de la jauge {letters}}}
description: {{en: Invented levels by month., fr: Des niveaux inventés par mois.}}
unit: {{en: millimetres, fr: millimètres}}
publisher: {{en: Nobody (sample), fr: Personne (exemple)}}
sources: [sample]
as_of: 2025-01-01
schema:
  fields:
    - {{name: month, type: yearmonth, title: {{en: Month, fr: Mois}}}}
    - {{name: level, type: integer, title: {{en: Level, fr: Niveau}}}}
  primaryKey: [month]
"""


def write(content: Path, seed: int = 7) -> None:
    """Write the datasets, the charts and the pages that show them, beside what is there."""
    chance = random.Random(seed)
    for number in range(CHARTS):
        names = {
            "id": f"gauge-{number:03d}",
            "letters": ascii_uppercase[number // 26] + ascii_uppercase[number % 26],
            "mark": chance.choice(MARKS),
        }
        level, rows = 3000, ["month,level"]
        for month in range(48):
            level += chance.randint(-400, 400)
            rows.append(f"{2020 + month // 12}-{month % 12 + 1:02d},{level}")
        for name, text in (
            ("charts/{id}.py", MODULE.format(**names)),
            ("charts/{id}.yaml", WORDS.format(**names)),
            ("data/{id}.yaml", DATASET.format(**names)),
            ("data/{id}.csv", "\n".join(rows) + "\n"),
        ):
            (content / name.format(**names)).write_text(text, encoding="utf-8")
    for first in range(0, CHARTS, PER_PAGE):
        shown = [
            f":::{{chart}} gauge-{number:03d}\n:::\n" for number in range(first, first + PER_PAGE)
        ]
        for locale, title in (("en", "Gauges from {}"), ("fr", "Jauges à partir de {}")):
            page = f"---\ntitle: {title.format(first)}\n---\n\n" + "\n".join(shown)
            (content / locale / f"gauges-{first:03d}.md").write_text(page, encoding="utf-8")


def rounds(
    program: Path, folder: Path, runs: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Build the site cold, with nothing changed and with one datum changed, as often as asked.

    Then make the bare calls of its drawing as often.

    Raises:
        CommandError: it cannot be built.
    """
    alone.start(program, folder)
    write(folder / "content")
    datum = folder / "content" / "data" / f"gauge-{CHARTS // 2:03d}.csv"

    def change(number: int) -> None:
        rows = datum.read_text(encoding="utf-8").splitlines()
        rows[-1] = f"{rows[-1].partition(',')[0]},{5000 + number}"
        datum.write_text("\n".join(rows) + "\n", encoding="utf-8")

    alone.rounds(program, folder, runs, KIND, CHARTS, figures, say, change=change)
    published = folder / "public" / "data" / datum.name
    if str(5000 + runs - 1) not in published.read_text(encoding="utf-8"):
        raise CommandError("error: the changed datum is missing from what was made")
    calls = folder.with_name(f"{folder.name}-calls")
    floor.record(program, folder, calls)
    for number in range(runs):
        seconds = floor.seconds(calls)
        figures.add(CHARTS, f"{KIND}, {COLD}", BARE, seconds)
        say(f"{CHARTS} charts, round {number + 1}, {BARE}: {seconds:.2f} s")
