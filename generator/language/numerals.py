"""Numbers written in words: ``one hundred and five``, ``quatre-vingt-dix-sept mille``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from generator.language.specification import NONE, Quantities

GAP = r"[\s\u2011-]"  # one space or hyphen between two words


class Numeral(NamedTuple):
    """A number that was read: its value, and where it ends in the text.

    ``scale`` is the thousand, million and so on that it is a multiple of, if its words end so.
    """

    value: int
    end: int
    ordinal: bool = False
    scale: int = 1


class _Word(NamedTuple):
    place: Literal["small", "hundred", "scale"]
    value: int
    end: int
    room: int = 0  # a smaller number may follow, if it is less than this
    ordinal: bool = False
    bare: bool = False  # means one hundred or thousand without a number before it


class Numerals:
    """Reads the numbers of one language, for as far as its words go."""

    def __init__(self, words: Quantities) -> None:
        small = {word: _Word("small", value, 0) for word, value in words.ones.items()}
        small |= {
            word: _Word("small", value, 0, room) for word, (value, room) in words.tens.items()
        }
        small |= {
            word: _Word("small", value, 0, ordinal=True) for word, value in words.ordinals.items()
        }
        large = {
            word: _Word("hundred", 100, 0, bare=word in words.bare) for word in words.hundreds
        } | {
            word: _Word("scale", value, 0, bare=word in words.bare)
            for word, value in words.scales.items()
        }
        self._words = small | large
        self.pattern = any_word(self._words)
        self._word = re.compile(self.pattern, re.IGNORECASE)
        self._article = re.compile(any_word(words.articles), re.IGNORECASE)
        self._gap = re.compile(GAP)
        self._tens_joined = re.compile(rf"{GAP}{words.tens_joiner}{GAP}", re.IGNORECASE)
        self._joined = re.compile(rf"{GAP}(?:{words.hundreds_joiner}{GAP})?", re.IGNORECASE)

    def read(self, text: str, start: int) -> Numeral | None:
        """Return the number that begins at ``start``, as long as it can be; ``None`` if none does.

        An article alone is no number; one before a scale is ("a hundred").
        """
        article = self._article.match(text, start)
        large = self._large(text, article.end()) if article else None
        if large and article:
            # "a hundred and five" is read from its scale on, as one of it.
            return self._whole(text, article.end() + 1, counted=True)
        return self._whole(text, start, counted=False)

    def scale(self, text: str, end: int) -> Numeral | None:
        """Return the scale that follows a figure ("1.5 million")."""
        word = self._large(text, end)
        return Numeral(word.value, word.end) if word and word.place == "scale" else None

    def _whole(self, text: str, start: int, counted: bool) -> Numeral | None:
        total, limit, end, at = 0, 0, 0, start
        while True:
            group = self._group(text, at, counted)
            scale = self._large(text, group.end) if group else self._at(text, at)
            if scale and scale.place != "scale":
                scale = None
            fits = group is None or not limit or 0 < group.value < limit
            if scale and fits and not (group and group.ordinal):
                if limit and scale.value >= limit:
                    break  # "two thousand and three thousand" are two numbers
                if group or scale.bare or counted:
                    total += (group.value if group else 1) * scale.value
                    limit, end = scale.value, scale.end
                    gap = self._joined.match(text, end)
                    if not gap:
                        break
                    at, counted = gap.end(), False
                    continue
            if group and fits:
                return Numeral(total + group.value, group.end, group.ordinal)
            break
        return Numeral(total, end, scale=limit) if end else None

    def _group(self, text: str, at: int, counted: bool) -> Numeral | None:
        """Return a number of hundreds or less, "twenty-five hundred" among them."""
        count = self._below(text, at)
        if count and (count.ordinal or not count.value):
            return count
        hundred = self._large(text, count.end) if count else self._at(text, at)
        if not hundred or hundred.place != "hundred" or not (count or hundred.bare or counted):
            return count
        value = 100 * (count.value if count else 1)
        gap = self._joined.match(text, hundred.end)
        rest = self._below(text, gap.end()) if gap else None
        if rest and rest.value:
            after = None if rest.ordinal else self._large(text, rest.end)
            if not after or after.place != "hundred":  # "one hundred and two hundred"
                return Numeral(value + rest.value, rest.end, rest.ordinal)
        return Numeral(value, hundred.end)

    def _below(self, text: str, at: int, room: int = 100) -> Numeral | None:
        """Return a number below ``room``, a hundred at the most."""
        word = self._at(text, at)
        if not word or word.place != "small" or word.value >= room:
            return None
        if word.room:
            joined = self._tens_joined.match(text, word.end)
            gap = joined or self._gap.match(text, word.end)
            rest = self._below(text, gap.end(), word.room) if gap else None
            if rest and rest.value and (not joined or rest.value in (1, 11)):
                return Numeral(word.value + rest.value, rest.end, rest.ordinal)
        return Numeral(word.value, word.end, word.ordinal)

    def _large(self, text: str, end: int) -> _Word | None:
        """Return the word for hundreds or more that follows."""
        word = self._at(text, end + 1) if self._gap.match(text, end) else None
        return word if word and word.place != "small" else None

    def _at(self, text: str, at: int) -> _Word | None:
        match = self._word.match(text, at)
        return self._words[key(match[0])]._replace(end=match.end()) if match else None


def key(word: str) -> str:
    """Return a word as ``Quantities`` has it: in small letters, with hyphens for spaces."""
    return re.sub(GAP, "-", word.lower())


def any_word(words: Iterable[str]) -> str:
    """Return the pattern of one of several whole words as ``Quantities`` has them."""
    longest = sorted(words, key=len, reverse=True)
    forms = [re.escape(word).replace(r"\-", GAP) for word in longest]
    return rf"(?:{'|'.join(forms)})(?!\w)" if forms else NONE
