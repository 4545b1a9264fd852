"""The trace: what each output read, and whether that is still what it was.

An output is up to date as long as every input that it read has the digest that was recorded. This
module knows nothing of pages or charts: ``generator/render/inputs.py`` says what there is to read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar, cast

from msgspec import Struct

from generator.diagnostics import DiagnosticError
from generator.files import digest

GONE = "gone"

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Input(Struct, Generic[T_co], frozen=True):
    """Something that an output may read: its value, and a digest that changes with the value."""

    value: T_co
    digest: str

    @staticmethod
    def of(value: T) -> Input[T]:
        """Return an input whose digest is made from ``repr(value)``; for frozen values only."""
        return Input(value, printed(value))


class Later(Struct, Generic[T_co], frozen=True):
    """An input with a costly value: the digest is known at once, the value is made when read."""

    make: Callable[[], T_co]
    digest: str

    @property
    def value(self) -> T_co:
        """The value, made anew each time."""
        return self.make()


def printed(value: object) -> str:
    """Return ``repr(value)`` if it has at most 32 characters, else its digest."""
    text = repr(value)
    return text if len(text) <= 32 else digest(text.encode())


Provider = Callable[[str], Input[object] | Later[object]]
ByKey = dict[str, Input[object] | Later[object]]


class InputTable:
    """All inputs of one run by key; each is made when it is first asked for, and kept in ``made``.

    A key is ``kind:name``. For each kind there is one provider, a function from a name to an input;
    the function's own name is the kind.
    """

    def __init__(self, providers: Iterable[Provider], made: ByKey | None = None) -> None:
        self._providers = {provider.__name__: provider for provider in providers}
        self.made: ByKey = made or {}

    def input(self, key: str) -> Input[object] | Later[object]:
        """Return the input of a key.

        Raises:
            LookupError: the site has no such thing.
        """
        found = self.made.get(key)
        if found is None:
            kind, _, name = key.partition(":")
            found = self.made[key] = self._providers[kind](name)
        return found

    def changed(self, digests: Mapping[str, str]) -> set[str]:
        """Return those keys whose inputs no longer have the digest given; the gone included."""
        made, changed = self.made, set()
        for key, before in digests.items():
            found = made.get(key)
            if (self._digest(key) if found is None else found.digest) != before:
                changed.add(key)
        return changed

    def _digest(self, key: str) -> str:
        try:
            return self.input(key).digest
        except (LookupError, DiagnosticError):
            return GONE  # the output that reads it is made again, and reports the fault


class Reader:
    """Reads inputs for one output; ``record`` is what it has read so far, key to digest."""

    def __init__(self, table: InputTable) -> None:
        self._table = table
        self.record: dict[str, str] = {}

    def read(self, provider: Callable[[str], Input[T] | Later[T]], name: str = "") -> T:
        """Return the value of a provider's input, and record that it was read.

        Raises:
            LookupError: the site has nothing of that name.
        """
        key = sys.intern(f"{provider.__name__}:{name}")  # thousands of outputs read the same
        found = self._table.made.get(key) or self._table.input(key)
        self.record[key] = found.digest
        return cast("T", found.value)
