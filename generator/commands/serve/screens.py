"""How many pages browsers have put on the screen: a build lets them do that before it goes on."""

from __future__ import annotations

from threading import Condition

# Seconds that a page may take to be seen; a browser in the background shows none.
PATIENCE = 0.3


class Screens:
    """Counts the pages that were shown: the server's thread adds, the one that builds waits."""

    def __init__(self) -> None:
        self.count = 0
        self._news = Condition()

    def add(self) -> None:
        """Count one page that a browser has shown."""
        with self._news:
            self.count += 1
            self._news.notify()

    def wait(self, count: int, seconds: float = PATIENCE) -> None:
        """Wait until so many pages have been shown in all, or the time is over."""
        with self._news:
            self._news.wait_for(lambda: self.count >= count, seconds)
