"""The one door through which an output reads, and the record of what came through it.

An output is current when every key that it read still has the digest that was written down. The
trace knows nothing of pages or charts: a provider for each kind of thing gives value and digest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.files import digest


@dataclass(frozen=True)
class Input:
    """Something that an output may read, and the digest of all that a reader can see of it."""

    value: Any
    digest: str

    @classmethod
    def of(cls, value: object) -> Input:
        """Return an input whose digest is that of its printed form (frozen, plain values only)."""
        return cls(value, digest(repr(value).encode()))


Provider = Callable[[str], Input]


class Door:
    """Gives inputs by kind and name, each made once a run."""

    def __init__(self, providers: Mapping[str, Provider]) -> None:
        self._providers = providers
        self._made: dict[tuple[str, str], Input] = {}

    def input(self, kind: str, name: str) -> Input:
        """Return the input of that kind and name; KeyError if there is none."""
        key = (kind, name)
        if key not in self._made:
            self._made[key] = self._providers[kind](name)
        return self._made[key]

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
        found = self.door.input(kind, name)
        self.record[f"{kind}:{name}"] = found.digest
        return found.value
