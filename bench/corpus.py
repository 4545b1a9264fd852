"""A seeded corpus of plain pages: the same words for every generator, in the form that it reads."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

WORDS = """water moon harbour current level chart hour gauge wind shore channel basin estuary record
table figure source rise fall mean range spring neap cycle station island bay strait mouth pilot
anchor buoy depth sounding mark bank sand mud rock reef ferry quay lock dam river under over between
along toward against within without before after and the of to in""".split()


@dataclass(frozen=True)
class Form:
    """How a generator wants its pages.

    ``link`` is a link to another page; ``summary`` the name in front matter of what a page is
    about, ``front`` whether there is front matter at all or a heading instead; ``contents`` the
    file that lists all pages, where the generator wants one.
    """

    link: str = "/{page}/"
    summary: str = "description"
    front: bool = True
    contents: str = ""


def name(number: int) -> str:
    """Return a page's name, its file's without the suffix."""
    return f"p{number:05d}"


def sentence(chance: random.Random) -> str:
    """Return a sentence of 8 to 22 words, some of them stressed."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 22))]
    words[0] = words[0].capitalize()
    for likelihood, mark in ((0.25, "**"), (0.15, "*")):
        if chance.random() < likelihood:
            words[chance.randrange(len(words))] = f"{mark}{chance.choice(WORDS)}{mark}"
    return " ".join(words) + "."


def page(number: int, total: int, chance: random.Random, form: Form) -> str:
    """Return a page of about 10 KB: sections, links, lists and one table.

    The dates lie in the past: some generators leave out the pages of days to come.
    """
    title, summary = f"Page {number} on the {chance.choice(WORDS)}", sentence(chance)
    date = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    front = ["---", f'title: "{title}"', f'{form.summary}: "{summary}"', f"date: {date}", "---"]
    lines = [*(front if form.front else [f"# {title}"]), ""]
    for section in range(chance.randint(5, 7)):
        lines += [f"## {' '.join(chance.choice(WORDS) for _ in range(4)).capitalize()}", ""]
        for _ in range(chance.randint(2, 3)):
            text = " ".join(sentence(chance) for _ in range(chance.randint(4, 6)))
            if chance.random() < 0.5:
                text += f" See [page]({form.link.format(page=name(chance.randrange(total)))})."
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


def write(folder: Path, total: int, form: Form, seed: int = 7) -> None:
    """Write ``total`` pages into a folder."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(total):
        text = page(number, total, chance, form)
        (folder / f"{name(number)}.md").write_text(text, encoding="utf-8")
    if form.contents:
        lines = [f"- [{name(number)}]({name(number)}.md)\n" for number in range(total)]
        (folder / form.contents).write_text("".join(lines), encoding="utf-8")


def edited(text: str, words: str) -> str:
    """Return a page with a paragraph put before all others, where a reader sees it at once."""
    head, _, body = text.partition("\n\n")
    return f"{head}\n\n{words}\n\n{body}"
