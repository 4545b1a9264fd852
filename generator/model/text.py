"""What editors write beside pages: words in every language, and the sources they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from generator.files.yaml import Path


class Text(NamedTuple):
    """Words of a YAML file.

    ``path`` leads to them in what holds them, before the language: ``("title",)``. Where each
    language has a list, ``item`` is the words' place in it. ``sources`` name the sources that
    the words rest on, ``id`` or ``id#passage``; ``markdown`` says whether roles and links may stand
    in them. ``date`` is the date that is shown before them, in ISO form.
    """

    path: Path
    words: dict[str, str]
    sources: Sequence[str] = ()
    markdown: bool = True
    item: int | None = None
    date: str = ""

    @property
    def is_provision(self) -> bool:
        """Whether they name a part of a law, and so state nothing."""
        return self.path[-1] == "provision"


class Cited(NamedTuple):
    """A source named by its id, perhaps with one of its passages.

    It stands at a path of the YAML file, or at a line of a dataset's CSV.
    """

    path: Path
    id: str
    line: int | None = None
    passage: str = ""


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
    """Walk the names of a field ``sources``: ids, and passages ``id#passage``."""
    for position, name in enumerate(sources):
        id, _, passage = name.partition("#")
        yield Cited((*base, "sources", position), id, passage=passage)


def by_source(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the sources that are named, each with the names of its passages."""
    found: dict[str, list[str]] = {}
    for name in names:
        id, _, passage = name.partition("#")
        passages = found.setdefault(id, [])
        if passage and passage not in passages:
            passages.append(passage)
    return {id: tuple(passages) for id, passages in found.items()}


def source_ids(names: Iterable[str]) -> list[str]:
    """Return the ids of the sources that are named, each once: of ``id`` and ``id#passage``."""
    return list(by_source(names))
