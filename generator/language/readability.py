"""How hard a text is to read, by the formula that its language has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.language import find

# A figure with its separators is one word, and so is one with an apostrophe or a hyphen in it.
WORD = re.compile(r"\d[\d.,\u00a0\u202f]*|[^\W\d_]+(?:['’\u2011-][^\W\d_]+)*")


class Counts(NamedTuple):
    """What the formulas count of a text."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the counts of two texts, one after the other."""
        return Counts(*(mine + others for mine, others in zip(self, other, strict=True)))


def sentence(text: str, tag: str) -> Counts:
    """Return what there is to read in a sentence; nothing where its language has no formula."""
    ease = find(tag).ease
    words = WORD.findall(text) if ease is not None else []
    return (
        Counts(len(words), 1, sum(_syllables(word, tag) for word in words)) if words else Counts()
    )


@lru_cache(maxsize=8192)
def _syllables(word: str, tag: str) -> int:
    """Return a word's syllables; a figure has one, however it is read out."""
    ease = find(tag).ease
    if ease is None or word[0].isdigit():
        return 1
    parts = re.split("[\u2011-]", re.sub("['’]", "", word))
    return sum(max(1, ease.syllables(part)) for part in parts)


def score(counts: Counts, tag: str) -> float | None:
    """Return what the language's formula says of a text; None without words or a formula."""
    ease = find(tag).ease
    if ease is None or not counts.words:
        return None
    return ease.score(counts.words / counts.sentences, counts.syllables / counts.words)
