"""Shapes whose rings go round as the library that draws them wants it.

GeoJSON (RFC 7946) has the outer ring of a shape counter-clockwise, older files have either. The
library fills what lies on the right of a line: the outer ring goes clockwise, a hole the other way,
or all of the world is filled but the shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import cast

Ring = list[list[float]]
HALF_ROUND = 180  # degrees: a step that is longer goes round the back of the world
BELOW = ("features", "geometry", "geometries")  # what holds shapes


def wound(shapes: object) -> object:
    """Return GeoJSON with its rings as they are to be drawn; all else is as it was."""
    if isinstance(shapes, list):
        return [wound(one) for one in shapes]
    if not isinstance(shapes, dict):
        return shapes
    made = {key: wound(value) if key in BELOW else value for key, value in shapes.items()}
    if made.get("type") == "Polygon":
        made["coordinates"] = _polygon(cast("list[Ring]", made["coordinates"]))
    elif made.get("type") == "MultiPolygon":
        polygons = cast("list[list[Ring]]", made["coordinates"])
        made["coordinates"] = [_polygon(rings) for rings in polygons]
    return made


def _polygon(rings: Iterable[Ring]) -> list[Ring]:
    return [_ring(ring, clockwise=place == 0) for place, ring in enumerate(rings)]


def _ring(ring: Ring, *, clockwise: bool) -> Ring:
    """Return a ring the way round that is asked for; one round the back of the world as it is."""
    if any(abs(after[0] - before[0]) > HALF_ROUND for before, after in pairwise(ring)):
        return ring
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if (area < 0) is clockwise else ring[::-1]
