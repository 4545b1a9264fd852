"""Naked numbers: sixty sentences in each language, with what must be found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.language import figures

HERE = Path(__file__).parent


def cases(language: str) -> list[tuple[str, list[str]]]:
    found = []
    for line in (HERE / f"figures-{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, wanted = line.partition(" =>")
            text = sentence.replace("^", figures.CITED).replace("@", figures.OTHER)
            found.append((text, [number.strip() for number in wanted.split(";") if number.strip()]))
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sixty_sentences(language: str) -> None:
    sentences = cases(language)
    assert len(sentences) >= 60
    alarms, misses = [], []
    for text, wanted in sentences:
        offsets = set(figures.unsourced(text, language))
        told = [m[0] for m in figures.every(text, language) if m.start() in offsets]
        alarms += [(text, number) for number in told if number not in wanted]
        misses += [(text, number) for number in wanted if number not in told]
    assert alarms == [], f"{len(alarms)} false alarms"
    assert misses == [], f"{len(misses)} misses"
