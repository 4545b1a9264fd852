"""What was measured, by size of corpus, by what was done and by whom; medians and ratios."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field


@dataclass
class Figures:
    """Every value of one run, in the order of the rounds."""

    values: dict[tuple[int, str, str], list[float]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, pages: int, what: str, who: str, value: float) -> None:
        """Write down a value."""
        self.values.setdefault((pages, what, who), []).append(value)

    def all(self, pages: int, what: str, who: str) -> list[float]:
        """Return the values, or none."""
        return self.values.get((pages, what, who), [])

    def median(self, pages: int, what: str, who: str) -> float | None:
        """Return the median, if there is one."""
        values = self.all(pages, what, who)
        return statistics.median(values) if values else None

    def ratio(self, pages: int, what: str, who: str, to: str) -> float | None:
        """Return how many times another's value this one's is.

        Values of the same round are compared with each other, and the median of that taken, so
        that a slow minute of the machine counts for both. Where the rounds are not the same
        (one server after the other), the medians are compared.
        """
        mine, theirs = self.all(pages, what, who), self.all(pages, what, to)
        if not mine or not theirs:
            return None
        if len(mine) != len(theirs):
            return statistics.median(mine) / statistics.median(theirs)
        return statistics.median(a / b for a, b in zip(mine, theirs, strict=True))

    def sizes(self, what: str) -> list[int]:
        """Return the sizes of corpus at which something was measured."""
        return sorted({pages for pages, done, _ in self.values if done == what})
