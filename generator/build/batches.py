"""Parsed pages as bytes, many to a batch: made once, they travel to other processes and are kept.

A batch stays as it is for as long as its pages do, so that an edit costs one batch and not all.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from itertools import islice

from generator.build.pages import Parsed
from generator.trace.store import Batch

SIZE = 100


def packed(parsed: Mapping[str, Parsed]) -> list[Batch]:
    """Return pages in batches; those of a batch follow each other."""
    pairs = iter(parsed.items())
    batches = []
    while some := dict(islice(pairs, SIZE)):
        batches.append((tuple(some), pickle.dumps(some, protocol=5)))
    return batches


def unpacked(batches: Iterable[Batch]) -> dict[str, Parsed]:
    """Return the pages of batches, which this program made."""
    parsed: dict[str, Parsed] = {}
    for _, data in batches:
        parsed.update(pickle.loads(data))  # noqa: S301 (our own, as the store's)
    return parsed


def unchanged(
    batches: Iterable[Batch], before: Mapping[str, Parsed], parsed: Mapping[str, Parsed]
) -> list[Batch]:
    """Return the batches, unpacked as ``before``, whose pages are all among those that are now.

    But not the small ones: what an edit or a new page left is packed together with others.
    """
    return [
        (names, data)
        for names, data in batches
        if len(names) >= SIZE // 2 and all(parsed.get(name) is before[name] for name in names)
    ]


def completed(batches: list[Batch], parsed: Mapping[str, Parsed]) -> list[Batch]:
    """Return batches of all pages: those that are there, and the rest of the pages packed."""
    held = {name for names, _ in batches for name in names}
    return batches + packed({name: one for name, one in parsed.items() if name not in held})
