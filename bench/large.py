"""Sites that are large in one thing: a dataset of many rows, a page of many sources; ours alone."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from pathlib import Path

from bench import alone
from bench.figures import Figures
from bench.measure import CommandError
from bench.ours import NAME

ROWS, ROWS_KIND, LARGEST = 200_000, "rows", "rows, largest page"
SOURCES, SOURCES_KIND = (5_000, 10_000, 20_000), "sources"
STATIONS = 20
DATASET = """name: readings
path: readings.csv
title: {en: Levels by day and station, fr: Niveaux par jour et par station}
description: {en: Invented levels., fr: Des niveaux inventés.}
unit: {en: millimetres, fr: millimètres}
publisher: {en: Nobody (sample), fr: Personne (exemple)}
sources: [sample]
as_of: 2025-01-01
schema:
  fields:
    - {name: date, type: date, title: {en: Day, fr: Jour}}
    - {name: station, type: integer, title: {en: Station, fr: Station}}
    - {name: level, type: integer, title: {en: Level, fr: Niveau}}
  primaryKey: [date, station]
"""
SOURCE = """source-{number}:
  type: webpage
  title: Report {number}
  URL: https://example.org/{number}
"""


def rounds(
    program: Path, folder: Path, runs: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Build each of the sites cold, as often as asked.

    Raises:
        CommandError: one cannot be built, or a part of it is missing.
    """
    folder.mkdir()
    site = folder / "rows"
    alone.start(program, site)
    write_rows(site / "content", ROWS)
    alone.rounds(program, site, runs, ROWS_KIND, ROWS, figures, say)
    pages = [path.stat().st_size for path in site.glob("public/**/readings/index.html")]
    if not pages:
        raise CommandError("error: the dataset's page has not been made")
    figures.add(ROWS, LARGEST, NAME, max(pages))
    for total in SOURCES:
        site = folder / f"sources-{total}"
        alone.start(program, site)
        write_sources(site / "content", total)
        alone.rounds(program, site, runs, SOURCES_KIND, total, figures, say)
        page = site / "public" / "en" / "many" / "index.html"
        if f"https://example.org/{total - 1}" not in page.read_text(encoding="utf-8"):
            raise CommandError("error: a source is missing from the page")


def write_rows(content: Path, total: int, seed: int = 7) -> None:
    """Write a dataset of this many rows, beside what is there."""
    chance, day = random.Random(seed), datetime.date(1990, 1, 1)
    rows = ["date,station,level\n"]
    for number in range(total):
        date = day + datetime.timedelta(days=number // STATIONS)
        rows.append(f"{date},{number % STATIONS + 1},{chance.randint(0, 5000)}\n")
    (content / "data" / "readings.csv").write_text("".join(rows), encoding="utf-8")
    (content / "data" / "readings.yaml").write_text(DATASET, encoding="utf-8")


def write_sources(content: Path, total: int) -> None:
    """Write this many sources, beside what is there, and a page that cites each once."""
    with (content / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.writelines(SOURCE.format(number=number) for number in range(total))
    sentences = [f"Words {{cite}}`source-{number}`.\n" for number in range(total)]
    paragraphs = ["".join(sentences[at : at + 20]) for at in range(0, total, 20)]
    for locale, title in (("en", "Many sources"), ("fr", "Beaucoup de sources")):
        page = f"---\ntitle: {title}\n---\n\n" + "\n".join(paragraphs)
        (content / locale / "many.md").write_text(page, encoding="utf-8")
