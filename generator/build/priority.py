"""What somebody who looks at a site while it is made wants of it first."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class OvertakenError(Exception):
    """Raised in a make that is not finished, because another one is wanted in its place."""


def _to_nobody(files: dict[str, bytes]) -> None:
    """Drop what was made."""


def never() -> bool:
    """Say that no other make is wanted."""
    return False


class Priority(Struct, frozen=True):
    """What is made before all else; by default nothing is.

    ``paths`` are outputs: once they are made, ``give`` gets their bytes by path, with those of new
    static files, while the others are still to be made. Between these ``overtaken`` is asked: with
    True the make ends there, by an ``OvertakenError``, and the next one does what was left.

    Of charts, those of ``drawn`` alone are drawn; None: all of them. A frame stands for another one
    that is not in the cache, and of what is ``late`` (``Output``) only theirs is made.
    """

    paths: frozenset[str] = frozenset()
    give: Callable[[dict[str, bytes]], object] = _to_nobody
    drawn: frozenset[str] | None = None
    overtaken: Callable[[], bool] = never
