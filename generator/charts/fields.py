"""Finds the columns that a Vega-Lite specification names and its data does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

Spec = Mapping[str, object]
PARTS = ("layer", "hconcat", "vconcat", "concat")
# Transforms whose columns are known only once they have run.
OPEN = ("pivot", "flatten", "fold", "lookup", "density", "quantile", "regression", "loess")


def missing(spec: Spec) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the fields that are no column of their data, each with the columns that are there."""
    yield from dict.fromkeys(_of_view(spec, _mapping(spec.get("datasets")), None))


def _of_view(
    view: Spec, datasets: Spec, columns: frozenset[str] | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk a view and its parts; ``columns`` is what it inherits, None when that is not known."""
    if "data" in view:
        rows = _list(datasets.get(str(_mapping(view["data"]).get("name"))))
        first = _mapping(rows[0]) if rows else {}
        columns = frozenset(first) if rows and "geometry" not in first else None
    for transform in map(_mapping, _list(view.get("transform"))):
        if any(kind in transform for kind in OPEN):
            columns = None
        elif columns is not None:
            columns |= frozenset(_made(transform))
    if columns is not None:
        for name in _asked(view.get("encoding")):
            if name not in columns:
                yield name, tuple(sorted(columns))
    for part in PARTS:
        for inner in _list(view.get(part)):
            yield from _of_view(_mapping(inner), datasets, columns)
    if "spec" in view:
        yield from _of_view(_mapping(view["spec"]), datasets, columns)


def _mapping(value: object) -> Spec:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _made(node: object) -> Iterator[str]:
    """Walk the names that a transform gives to new columns, wherever they stand in it."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "as":
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _made(value)
    elif isinstance(node, list):
        for item in node:
            yield from _made(item)


def _asked(node: object) -> Iterator[str]:
    """Walk the fields that an encoding names, nested ones by their first part."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "field" and isinstance(value, str):
                yield re.split(r"[.\[]", value)[0]
            else:
                yield from _asked(value)
    elif isinstance(node, list):
        for item in node:
            yield from _asked(item)
