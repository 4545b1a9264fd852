"""Where a piece of parsed text stood in its file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from copy import copy

from generator.diagnostics import Location


class Places:
    """Finds where a piece of parsed text stood in its file.

    The parser keeps lines of blocks but no columns; a piece is looked for, word for word, from its
    block's first line on, as many times over as the block has already had it.
    """

    def __init__(self, file: str, text: str, first_line: int = 1, first_column: int = 1) -> None:
        self.file = file
        self.text = text
        self._first_line, self._first_column = first_line, first_column
        self._starts = [0] + [match.end() for match in re.finditer("\n", text)]
        self._passed: dict[tuple[int, str], int] = {}

    def again(self) -> Places:
        """Return the same places, with no piece found yet."""
        found = copy(self)
        found._passed = {}
        return found

    def line(self, number: int, column: int = 1) -> Location:
        """Return the place of a line of the text, counted from 0."""
        if number == 0:
            column += self._first_column - 1
        return Location(self.file, self._first_line + number, column)

    def find(self, piece: str, block_line: int) -> Location:
        """Return where ``piece`` comes next in the block that starts at ``block_line``."""
        if not piece:
            return self.line(block_line)
        start = self._starts[min(block_line, len(self._starts) - 1)]
        at = self.text.find(piece, self._passed.get((start, piece), start))
        while at >= 0 and self._within_a_number(at, piece):
            at = self.text.find(piece, at + 1)
        if at < 0:
            return self.line(block_line)
        self._passed[start, piece] = at + len(piece)
        line = bisect_right(self._starts, at) - 1
        return self.line(line, at - self._starts[line] + 1)

    def first(self, pieces: Iterable[str], block_line: int) -> Location:
        """Return where the first of several pieces that is there comes next in a block."""
        for piece in pieces:
            if self.text.find(piece, self._starts[min(block_line, len(self._starts) - 1)]) >= 0:
                return self.find(piece, block_line)
        return self.line(block_line)

    def line_of(self, piece: str) -> int:
        """Return the line in which a piece first stands, counted from 0; 0 if it is nowhere."""
        return bisect_right(self._starts, max(0, self.text.find(piece))) - 1

    def _within_a_number(self, at: int, piece: str) -> bool:
        """Whether a piece that is a number stands inside a longer one: 36 in 1936."""
        before, after = self.text[at - 1 : at], self.text[at + len(piece) : at + len(piece) + 1]
        return piece[0].isdigit() and (before.isdigit() or after.isdigit())
