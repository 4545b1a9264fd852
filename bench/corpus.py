"""A seeded corpus of plain pages in one language, laid over a fresh site: the benchmark's input."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = """water moon harbour current level chart hour gauge wind shore channel basin estuary record
table figure source rise fall mean range spring neap cycle station island bay strait mouth pilot
anchor buoy depth sounding mark bank sand mud rock reef ferry quay lock dam river under over between
along toward against within without before after and the of to in""".split()


def sentence(chance: random.Random) -> str:
    """Return a sentence of 8 to 22 words, some of them stressed."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 22))]
    words[0] = words[0].capitalize()
    if chance.random() < 0.25:
        at = chance.randrange(len(words))
        words[at] = f"**{words[at]}**"
    return " ".join(words) + "."


def page(number: int, total: int, chance: random.Random) -> str:
    """Return a page of about 9 KB: sections, links, lists and one table."""
    lines = [
        "---",
        f'title: "Page {number} on the {chance.choice(WORDS)}"',
        f'summary: "{sentence(chance)}"',
        f"published: 2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "translated: false",
        "---",
    ]
    for section in range(chance.randint(5, 7)):
        lines += [f"## {' '.join(chance.choice(WORDS) for _ in range(4)).capitalize()}", ""]
        for _ in range(chance.randint(2, 3)):
            text = " ".join(sentence(chance) for _ in range(chance.randint(4, 6)))
            if chance.random() < 0.5:
                text += f" See [page](p{chance.randrange(total):05d}.md)."
            lines += [text, ""]
        if section % 2:
            lines += [f"- {sentence(chance)}" for _ in range(4)] + [""]
        if section == 2:
            lines += ["| month | people | change |", "|---|---:|---:|"]
            lines += [
                f"| {month} | {chance.randrange(5000)} | {chance.random():.1%} |"
                for month in range(1, 13)
            ]
            lines += [""]
    return "\n".join(lines) + "\n"


def write(folder: Path, total: int, seed: int = 7) -> None:
    """Write ``total`` pages into a folder."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(total):
        text = page(number, total, chance)
        (folder / f"p{number:05d}.md").write_text(text, encoding="utf-8")
