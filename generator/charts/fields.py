"""The columns that a Vega-Lite specification asks for, held against those that its data has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Spec = Mapping[str, Any]
PARTS = ("layer", "hconcat", "vconcat", "concat")
# Transforms whose columns are known only once they have run.
OPEN = ("pivot", "flatten", "fold", "lookup", "density", "quantile", "regression", "loess")


def missing(spec: Spec) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the fields that no data of theirs has, each with the columns that there are."""
    yield from dict.fromkeys(_of_view(spec, spec.get("datasets", {}), None))


def _of_view(
    view: Spec, datasets: Spec, columns: frozenset[str] | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk a view and its parts; ``columns`` is what it inherits, None when that is not known."""
    if "data" in view:
        rows = datasets.get(view["data"].get("name"))
        known = isinstance(rows, list) and rows and "geometry" not in rows[0]
        columns = frozenset(rows[0]) if rows and known else None
    for transform in view.get("transform", ()):
        if any(kind in transform for kind in OPEN):
            columns = None
        elif columns is not None:
            columns |= frozenset(_made(transform))
    if columns is not None:
        for name in _asked(view.get("encoding", {})):
            if name not in columns:
                yield name, tuple(sorted(columns))
    for part in PARTS:
        for inner in view.get(part, ()):
            yield from _of_view(inner, datasets, columns)
    if "spec" in view:
        yield from _of_view(view["spec"], datasets, columns)


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
