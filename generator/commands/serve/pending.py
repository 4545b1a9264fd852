"""What changed while something else was being done, and the one loop that makes the site again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Condition
from typing import Protocol, TypeVar

# Seconds that a failed make waits for more changes before it is told: an editor empties a file
# before filling it, and what is read in between is not what anyone wrote.
GRACE = 0.05
QUIET = 1.0  # seconds


class Inbox:
    """Names put in by one thread and taken out, all at once, by another."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._closed = False
        self._news = Condition()

    def put(self, names: Iterable[str]) -> None:
        """Add names to those that wait."""
        with self._news:
            self._names.update(names)
            self._news.notify()

    def close(self) -> None:
        """Let whoever takes go home."""
        with self._news:
            self._closed = True
            self._news.notify()

    def take(self, seconds: float | None = None) -> frozenset[str]:
        """Wait for names and take them all; none if the time ran out or the inbox was closed."""
        with self._news:
            self._news.wait_for(lambda: self._names or self._closed, seconds)
            taken = frozenset() if self._closed else frozenset(self._names)
            self._names.clear()
            return taken


class Made(Protocol):
    """What one make came to."""

    @property
    def failed(self) -> bool:
        """Whether the site could not be made."""
        ...


Result = TypeVar("Result", bound=Made)


def keep_making(
    inbox: Inbox,
    make: Callable[[frozenset[str]], Result],
    publish: Callable[[frozenset[str], Result], None],
    rest: Callable[[], object],
) -> None:
    """Make and publish the newest state whenever something changed, until the inbox is closed.

    Whatever changes during one make starts another after it: no change is lost, and no two makes
    run at once. ``rest`` is called once it has been quiet for a while.
    """
    while changed := inbox.take():
        while changed:
            result = make(changed)
            while result.failed and (more := inbox.take(GRACE)):
                changed |= more
                result = make(more)
            publish(changed, result)
            changed = inbox.take(QUIET)
        rest()
