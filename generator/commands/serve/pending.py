"""Changed files that wait for the next build, and the loop that rebuilds the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Condition
from typing import Protocol, TypeVar

from generator.build.priority import OvertakenError

# Seconds to wait for more changes before a failed build is reported: some editors empty a file
# before they write it, and a build in between sees what nobody wrote.
GRACE = 0.05
QUIET = 1.0  # seconds


class Pending:
    """Names of changed files: the watcher adds them, the rebuilding thread takes them all."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._closed = False
        self._news = Condition()

    def put(self, names: Iterable[str]) -> None:
        """Add names."""
        with self._news:
            self._names.update(names)
            self._news.notify()

    def waits(self) -> bool:
        """Whether there are names to take."""
        return bool(self._names)

    def close(self) -> None:
        """End every wait: there will be no more names."""
        with self._news:
            self._closed = True
            self._news.notify()

    def take(self, seconds: float | None = None) -> frozenset[str]:
        """Wait for names and take them all; none if the time ran out or it was closed."""
        with self._news:
            self._news.wait_for(lambda: self._names or self._closed, seconds)
            taken = frozenset() if self._closed else frozenset(self._names)
            self._names.clear()
            return taken


class CanFail(Protocol):
    """The outcome of a build, as far as the loop needs it."""

    @property
    def failed(self) -> bool:
        """Whether the site has errors."""
        ...


Result = TypeVar("Result", bound=CanFail)


def keep_rebuilding(
    pending: Pending,
    make: Callable[[frozenset[str]], Result],
    publish: Callable[[frozenset[str], Result], None],
    rest: Callable[[], object],
    idle: Callable[[], bool] = lambda: False,
) -> None:
    """Build and publish the newest state whenever something changed, until ``pending`` is closed.

    A change during one build starts another after it, or ends it (``OvertakenError``): none is
    lost, and no two builds run at once. ``rest`` is called once nothing has changed for a while.
    ``idle`` does a step of other work, if there is any left, and is called while nothing changes.
    """

    def wait() -> frozenset[str]:
        while not (names := pending.take(0)) and idle():
            pass
        return names or pending.take()

    def built(changed: frozenset[str]) -> tuple[frozenset[str], Result]:
        while True:
            try:
                return changed, make(changed)
            except OvertakenError:
                changed |= pending.take(0)

    while changed := wait():
        while changed:
            changed, result = built(changed)
            while result.failed and (more := pending.take(GRACE)):
                more, result = built(more)
                changed |= more
            publish(changed, result)
            changed = pending.take(QUIET)
        rest()
