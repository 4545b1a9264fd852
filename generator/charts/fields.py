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
    yield from dict.fromkeys(_of_view(spec, as_mapping(spec.get("datasets")), None))


def _of_view(
    view: Spec, datasets: Spec, columns: frozenset[str] | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk a view and its parts; ``columns`` is what it inherits, None when that is not known."""
    if "data" in view:
        rows = as_list(datasets.get(str(as_mapping(view["data"]).get("name"))))
        first = as_mapping(rows[0]) if rows else {}
        columns = frozenset(first) if rows and "geometry" not in first else None
    for transform in map(as_mapping, as_list(view.get("transform"))):
        if any(kind in transform for kind in OPEN):
            columns = None
        elif columns is not None:
            columns |= frozenset(_made(transform))
    if columns is not None:
        for name in _asked(view.get("encoding")):
            if name not in columns:
                yield name, tuple(sorted(columns))
    for part in PARTS:
        for inner in as_list(view.get(part)):
            yield from _of_view(as_mapping(inner), datasets, columns)
    if "spec" in view:
        yield from _of_view(as_mapping(view["spec"]), datasets, columns)


def as_mapping(value: object) -> Spec:
    """Return a part of a specification that is a mapping, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> Sequence[object]:
    """Return a part of a specification that is a list, or an empty one."""
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
