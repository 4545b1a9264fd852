"""Cut Natural Earth's outlines to the frame of a map, in one small GeoJSON file.

    python scripts/cut_outlines.py FOLDER content/data/geo/border-map.geojson

FOLDER holds the files of Natural Earth that ``LAYERS`` names, as GeoJSON. They are in the public
domain: https://www.naturalearthdata.com/about/terms-of-use/.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Inside = Callable[[Point], bool]

FRAME = (-75.5, 44.4, -72.3, 45.8)  # degrees: west, south, east, north
DECIMALS = 4  # of a degree: about ten metres
TOLERANCE = 0.0015  # of a degree, which is half a pixel of the map: what is finer is left out
# What the map shows: its layer, the file, and the names of the shapes taken; none: all of them.
LAYERS = (
    ("land", "ne_10m_land", ()),
    ("lake", "ne_10m_lakes", ("Lake Champlain",)),
    ("river", "ne_10m_rivers_lake_centerlines", ("Richelieu",)),
    ("border", "ne_10m_admin_0_boundary_lines_land", ()),
    ("state", "ne_50m_admin_1_states_provinces_lines", ()),
)
METADATA = {
    "source": "Natural Earth, as GeoJSON: github.com/martynafford/natural-earth-geojson at "
    "0b9a6ceb0a7032713abd9460ac1e995a9c60cd1e",
    "licence": "Public domain (Natural Earth); conversion CC0",
    "crs": "WGS 84 (EPSG:4326)",
    "processing": f"scripts/cut_outlines.py: cut to {FRAME}, simplified to {TOLERANCE} degrees, "
    f"rounded to {DECIMALS} decimals",
    "winding": "outer rings clockwise, as d3-geo and Vega need",
}


def sides() -> Iterator[tuple[int, float, Inside]]:
    """Walk the frame's sides: the coordinate that they bound, its value, and what is inside."""
    for number, value in enumerate(FRAME):
        axis, sign = number % 2, 1 if number < 2 else -1
        yield axis, value, partial(is_inside, axis=axis, value=value, sign=sign)


def is_inside(point: Point, axis: int, value: float, sign: int) -> bool:
    """Tell whether a point is on the frame's side of one of its lines."""
    return sign * point[axis] >= sign * value


def crossing(a: Point, b: Point, axis: int, value: float) -> Point:
    """Return where the line from ``a`` to ``b`` meets a side."""
    part = (value - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + part * (b[1 - axis] - a[1 - axis])
    return (value, other) if axis == 0 else (other, value)


def cut_ring(ring: list[Point]) -> list[Point]:
    """Return the part of a polygon's ring in the frame (Sutherland and Hodgman), or nothing."""
    for axis, value, inside in sides():
        kept: list[Point] = []
        for a, b in pairwise([*ring, ring[0]]):
            if inside(a):
                kept.append(a)
            if inside(a) != inside(b):
                kept.append(crossing(a, b, axis, value))
        if not kept:
            return []
        ring = kept
    return [*ring, ring[0]]


def cut_line(line: list[Point]) -> list[list[Point]]:
    """Return the parts of a line in the frame."""
    parts = [line]
    for axis, value, inside in sides():
        kept: list[list[Point]] = []
        for part in parts:
            run: list[Point] = [part[0]] if inside(part[0]) else []
            for a, b in pairwise(part):
                if inside(a) != inside(b):
                    run.append(crossing(a, b, axis, value))
                    if inside(a):
                        kept.append(run)
                        run = []
                if inside(b):
                    run.append(b)
            if run:
                kept.append(run)
        parts = kept
    return parts


def simplified(points: list[Point]) -> list[Point]:
    """Return the points without which a line would look otherwise (Ramer, Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (x, y), (right, top) = points[0], points[-1]
    across, up = right - x, top - y
    length = math.hypot(across, up)

    def off(point: Point) -> float:
        if not length:  # a ring ends where it begins
            return math.dist(point, points[0])
        return abs(across * (point[1] - y) - up * (point[0] - x)) / length

    furthest = max(range(1, len(points) - 1), key=lambda number: off(points[number]))
    if off(points[furthest]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: furthest + 1])[:-1] + simplified(points[furthest:])


def rounded(points: list[Point]) -> list[Point]:
    """Return the points that matter, with few decimals, none twice in a row."""
    made = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in simplified(points)]
    return made[:1] + [b for a, b in pairwise(made) if a != b]


def clockwise(ring: list[Point]) -> bool:
    """Tell which way a ring runs."""
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) > 0


def cut(kind: str, places: list[Any]) -> dict[str, object] | None:
    """Return a shape's part in the frame, by its type and coordinates; nothing without one."""
    several = places if kind.startswith("Multi") else [places]
    if kind.endswith("LineString"):
        lines = [rounded(p) for line in several for p in cut_line([(x, y) for x, y in line])]
        return {"type": "MultiLineString", "coordinates": lines} if lines else None
    polygons = []
    for outer, *holes in several:
        cut_holes = [rounded(cut_ring([(x, y) for x, y in hole[:-1]])) for hole in holes]
        ring = rounded(cut_ring([(x, y) for x, y in outer[:-1]]))
        if len(ring) > 3:
            ring = ring if clockwise(ring) else ring[::-1]
            inner = [h[::-1] if clockwise(h) else h for h in cut_holes if len(h) > 3]
            polygons.append([ring, *inner])
    return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None


def main(folder: Path, made: Path) -> None:
    """Read the layers' files, and write what of them is in the frame."""
    features = []
    for layer, file, names in LAYERS:
        for shape in json.loads((folder / f"{file}.json").read_bytes())["features"]:
            name = shape["properties"].get("name") or ""
            if shape["geometry"] and (not names or name in names):
                geometry = cut(shape["geometry"]["type"], shape["geometry"]["coordinates"])
                if geometry is not None:
                    properties = {"layer": layer, "name": name}
                    features.append(
                        {"type": "Feature", "properties": properties, "geometry": geometry}
                    )
    whole = {"type": "FeatureCollection", "metadata": METADATA, "features": features}
    made.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
