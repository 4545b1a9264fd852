"""What differs between two published sites: pages, their numbers and links, and the weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from msgspec import Struct

from generator.commands.compare import pages
from generator.commands.compare.pages import PageWords

NO_PAGE = PageWords("", "", (), ())


class PublishedFile(NamedTuple):
    """A file of a published site: ``digest`` is the same where the bytes are."""

    digest: str
    size: int


Files = Mapping[str, PublishedFile]
Read = Callable[[Sequence[str]], Mapping[str, bytes]]  # the bytes of files, by path


class PageDifference(Struct, frozen=True):
    """What is new in a page. ``before`` and ``now`` are its bytes, 0 where there is no such page.

    ``numbers`` are pairs of what was printed and what is, one of them empty where a number came
    or went. A page whose words and links are the same differs only in the frame around them.
    """

    path: str
    title: str
    before: int
    now: int
    numbers: tuple[tuple[str, str], ...]
    links_added: tuple[str, ...]
    links_removed: tuple[str, ...]
    is_reworded: bool


class Difference(Struct, frozen=True):
    """What differs between two published sites.

    ``framed`` are changed pages whose words and links are the same. ``others`` counts the files
    that are no pages, added, changed and removed; ``before`` and ``now`` are the bytes of all.
    """

    added: tuple[PageDifference, ...]
    changed: tuple[PageDifference, ...]
    framed: tuple[PageDifference, ...]
    removed: tuple[PageDifference, ...]
    others: tuple[int, int, int]
    pages_before: int
    before: int
    now: int

    @property
    def is_nothing(self) -> bool:
        """Whether the two are the same, to the byte."""
        return not (self.added or self.changed or self.framed or self.removed or any(self.others))


def compare(before: Files, now: Files, read_before: Read, read_now: Read) -> Difference:
    """Return what differs; only pages that do are read."""
    added, changed, removed = (
        sorted(now.keys() - before.keys()),
        sorted(path for path in now.keys() & before.keys() if before[path][0] != now[path][0]),
        sorted(before.keys() - now.keys()),
    )
    old = read_before([path for path in (*changed, *removed) if is_page(path)])
    new = read_now([path for path in (*added, *changed) if is_page(path)])

    def differences(paths: Sequence[str]) -> list[PageDifference]:
        return [_page(path, old.get(path), new.get(path)) for path in paths if is_page(path)]

    both = differences(changed)
    return Difference(
        tuple(differences(added)),
        tuple(page for page in both if page.is_reworded),
        tuple(page for page in both if not page.is_reworded),
        tuple(differences(removed)),
        (_others(added), _others(changed), _others(removed)),
        sum(map(is_page, before)),
        sum(file.size for file in before.values()),
        sum(file.size for file in now.values()),
    )


def is_page(path: str) -> bool:
    """Whether a published file is a page."""
    return path.endswith(".html")


def _others(paths: Sequence[str]) -> int:
    return sum(not is_page(path) for path in paths)


def _page(path: str, before: bytes | None, now: bytes | None) -> PageDifference:
    old = NO_PAGE if before is None else pages.read(before)
    new = NO_PAGE if now is None else pages.read(now)
    both = before is not None and now is not None
    return PageDifference(
        path,
        new.title or old.title,
        len(before or b""),
        len(now or b""),
        tuple(_pairs(old.numbers, new.numbers)) if both else (),
        tuple(dict.fromkeys(link for link in new.links if link not in old.links)) if both else (),
        tuple(dict.fromkeys(link for link in old.links if link not in new.links)) if both else (),
        (old.words, old.links) != (new.words, new.links),
    )


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Return the numbers that differ, each beside the one that stands in its place."""
    pairs: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs += zip_longest(old[i:j], new[k:m], fillvalue="")
    return pairs
