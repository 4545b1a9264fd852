"""What is wrong with a CSV file's rows, as it is found: of many faults alike the first are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Location
from generator.files import SourceText
from generator.load import dialects
from generator.model.dataset import Descriptor

SHOWN = 10  # of the same fault in one column


class Faults:
    """The faults of one file."""

    def __init__(self, descriptor: Descriptor, source: SourceText) -> None:
        self.all: list[Diagnostic] = []
        self._descriptor, self._source = descriptor, source
        self._counts: Counter[tuple[str, int]] = Counter()
        self._last: dict[tuple[str, int], int] = {}

    @cached_property
    def _lines(self) -> list[str]:
        return self._source.text.split("\n")

    def add(self, message: str, hint: str, line: int = 1, index: int = -1, *, code: str) -> None:
        """Keep a fault of a line, or of its cell of that index."""
        kind = (code, index)
        self._counts[kind] += 1
        if self._counts[kind] > SHOWN:
            return
        column = 1
        if index >= 0 and line <= len(self._lines):
            starts = dialects.starts(self._lines[line - 1], self._descriptor.dialect)
            column = starts[index] if index < len(starts) else 1
        place = Location(self._source.file, line, column)
        self.put(Diagnostic(place, "error", code, message, hint))
        self._last[kind] = len(self.all) - 1

    def put(self, fault: Diagnostic) -> None:
        """Keep a fault that was made elsewhere."""
        self.all.append(fault)

    def told(self) -> Iterator[Diagnostic]:
        """Walk the faults by their lines; the last of many alike says how many more there are."""
        told = list(self.all)
        for kind, at in self._last.items():
            more = self._counts[kind] - SHOWN
            if more > 0:
                told[at] = replace(told[at], hint=f"{told[at].hint}; there are {more} more like it")
        yield from sorted(told, key=lambda fault: fault.location.line)
