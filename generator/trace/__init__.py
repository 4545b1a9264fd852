"""The one door through which an output reads, and the record of what came through it.

An output is current when every key that it read still has the digest that was written down. The
trace knows nothing of pages or charts: a provider for each kind of thing gives value and digest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import DiagnosticError
from generator.files import digest

GONE = "gone"


@dataclass(frozen=True)
class Input:
    """Something that an output may read, and the digest of all that a reader can see of it."""

    value: Any
    digest: str

    @classmethod
    def of(cls, value: object) -> Input:
        """Return an input known by its printed form, or by that form's digest when it is long.

        For frozen, plain values only.
        """
        return cls(value, printed(value))


@dataclass(frozen=True)
class Later:
    """An input that is made when it is read: its digest is known before, and costs less."""

    make: Callable[[], Any]
    digest: str

    @property
    def value(self) -> Any:
        """The value."""
        return self.make()


def printed(value: object) -> str:
    """Return the printed form of a value, or that form's digest when it is longer than one."""
    text = repr(value)
    return text if len(text) <= 32 else digest(text.encode())


Provider = Callable[[str], Input | Later]
Made = dict[str, Input | Later]


class Door:
    """Gives inputs by kind and name, each made once a run; ``made`` are those made so far."""

    def __init__(self, providers: Mapping[str, Provider], made: Made | None = None) -> None:
        self._providers = providers
        self.made: Made = made or {}

    def input(self, kind: str, name: str) -> Input | Later:
        """Return the input of that kind and name; KeyError if there is none."""
        return self.at(f"{kind}:{name}")

    def at(self, key: str) -> Input | Later:
        """Return the input of a key, ``kind:name``."""
        found = self.made.get(key)
        if found is None:
            kind, _, name = key.partition(":")
            found = self.made[key] = self._providers[kind](name)
        return found

    def changed(self, digests: Mapping[str, str]) -> set[str]:
        """Return the keys whose inputs are not what they were."""
        made, changed = self.made, set()
        for key, before in digests.items():
            found = made.get(key)
            if (self._digest(key) if found is None else found.digest) != before:
                changed.add(key)
        return changed

    def _digest(self, key: str) -> str:
        try:
            return self.at(key).digest
        except (LookupError, DiagnosticError):
            return GONE  # whoever needs it will say what is wrong

    def reads(self) -> Reads:
        """Return a way to this door for one output, or for the plan of them all."""
        return Reads(self)


@dataclass
class Reads:
    """One output's way to the door: what it has read so far, ``kind:name`` to digest."""

    door: Door
    record: dict[str, str] = field(default_factory=dict)

    def __call__(self, kind: str, name: str = "") -> Any:
        """Return the value of an input and write down that it was read."""
        key = sys.intern(f"{kind}:{name}")  # thousands of outputs read the same
        found = self.door.at(key)
        self.record[key] = found.digest
        return found.value
