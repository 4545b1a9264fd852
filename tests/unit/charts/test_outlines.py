"""The rings of a map's shapes go round as they are to be drawn, whichever way the file has them."""

from __future__ import annotations

import json

import pytest

from generator.charts.frames import Frames

OUTER = [[0, 0], [0, 4], [4, 4], [4, 0], [0, 0]]  # clockwise
HOLE = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]  # the other way
ACROSS = [[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]


def drawn(shapes: object) -> object:
    return Frames({}, {"coast": json.dumps(shapes)}, {}).outline("coast")


def collection(geometry: object) -> dict[str, object]:
    feature = {"type": "Feature", "properties": {"name": "A"}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


@pytest.mark.parametrize("outer", [OUTER, OUTER[::-1]])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_a_shape_is_filled_and_not_the_world_around_it(outer: object, hole: object) -> None:
    given, wanted = [outer, hole], [OUTER, HOLE]
    for kind, before, after in (
        ("Polygon", given, wanted),
        ("MultiPolygon", [given, given], [wanted, wanted]),
    ):
        geometry = {"type": kind, "coordinates": before}
        told = {"type": kind, "coordinates": after}
        assert drawn(collection(geometry)) == collection(told)
        several = {"type": "GeometryCollection", "geometries": [geometry]}
        assert drawn(several) == {"type": "GeometryCollection", "geometries": [told]}


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": OUTER[::-1]},
        {"type": "Polygon", "coordinates": [ACROSS]},
        {"type": "Polygon", "coordinates": [ACROSS[::-1]]},
        None,
    ],
)
def test_all_else_is_as_it_was(geometry: object) -> None:
    assert drawn(collection(geometry)) == collection(geometry)
