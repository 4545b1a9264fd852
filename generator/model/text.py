"""What editors write beside pages: words in every language, and the sources they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from generator.files.yaml import Path


class Text(NamedTuple):
    """Words of a YAML file.

    ``path`` leads to them in what holds them, before the language: ``("title",)``. Where each
    language has a list, ``item`` is the words' place in it. ``sources`` are the ids of the sources
    that the words rest on; ``markdown`` says whether roles and links may stand in them.
    """

    path: Path
    words: dict[str, str]
    sources: Sequence[str] = ()
    markdown: bool = True
    item: int | None = None


class Cited(NamedTuple):
    """A source named by its id: at a path of the YAML file, or at a line of a dataset's CSV."""

    path: Path
    id: str
    line: int | None = None


class Described(Protocol):
    """Something of a YAML file that has words and names sources."""

    def texts(self) -> Iterator[Text]:
        """Walk its words in the order of the file."""
        ...

    def cited(self) -> Iterator[Cited]:
        """Walk the sources that it names."""
        ...


def fields(
    thing: object, base: Path, sources: Sequence[str], *names: str, markdown: bool = True
) -> Iterator[Text]:
    """Walk those of a thing's fields that hold words."""
    for name in names:
        words = getattr(thing, name)
        if words is not None:
            yield Text((*base, name), words, sources, markdown)


def listed(sources: Sequence[str], base: Path = ()) -> Iterator[Cited]:
    """Walk the ids of a field ``sources``."""
    for position, id in enumerate(sources):
        yield Cited((*base, "sources", position), id)
