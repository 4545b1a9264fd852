"""Where a drawing's numbers are and what they say: what a reader gets who points at a chart."""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from xml.etree.ElementTree import Element

from msgspec import Struct

from generator.charts.telling import MARK, STOP, TOLD
from generator.language import format as localize
from generator.model.dataset import Column
from generator.model.site import Locale

Pair = tuple[str, str]
Place = tuple[float, float]

SVG = "http://www.w3.org/2000/svg"
GROUP = f"{{{SVG}}}g"
SIZE = ("width", "height")
SHIFT = re.compile(r"translate\(([^,]+),([^)]+)\)")
TOUCHING = 0.5  # pixels between two marks that are at the same place of an axis


class _Mark(Struct, frozen=True):
    """A drawn mark: the axis along which it is found, its frame, its end, and what it says."""

    axis: str
    text: bool
    centre: Place
    end: Place
    says: tuple[Pair, ...]

    @property
    def position(self) -> float:
        return self.centre[1 if self.axis == "y" else 0]


def points(drawn: Element, columns: Mapping[str, Column], locale: Locale) -> dict[str, object]:
    """Take what marks say out of a drawing; return its ``size``, and ``plots`` with their points.

    ``drawn`` is the SVG of a Vega specification whose marks say what they tell (``speak``).
    ``columns`` are those of the chart's datasets, by name. A plot has its ``box`` (left, top,
    width, height), the ``axis`` along which the nearest point is looked for (``x``, ``y``, or
    ``xy`` for a map), and its ``points`` in order: ``at`` which places of the drawing their marks
    end, and what each ``says``, as pairs of a name and a value.
    """
    found: dict[tuple[float, ...], list[_Mark]] = {}
    for box, mark in _marks(drawn, 0, 0, columns, locale):
        found.setdefault(box, []).append(mark)
    plots = [_plot(box, marks) for box, marks in found.items()]
    return {"size": [json.loads(drawn.get(side, "0")) for side in SIZE], "plots": plots}


# --- What Vega drew


def _marks(
    parent: Element, left: float, top: float, columns: Mapping[str, Column], locale: Locale
) -> Iterator[tuple[tuple[float, ...], _Mark]]:
    """Walk the marks in an element that say something, each with the frame of its plot."""
    for child in [*parent]:
        label = child.get("aria-label", "")
        if child.tag == GROUP:
            shift = SHIFT.match(child.get("transform", ""))
            across, down = map(float, shift.groups()) if shift else (0, 0)
            yield from _marks(child, left + across, top + down, columns, locale)
            if child.get("class", "").endswith(f" {TOLD}"):
                parent.remove(child)
        elif label.startswith(STOP):
            _, kind, axis, *places, width, height, told = label.split(STOP, 9)
            if says := tuple(_pairs(told.split(STOP), columns, locale)):
                x, y, right, foot = map(_number, places)
                box = tuple(round(side, 1) for side in (left, top, _number(width), _number(height)))
                near, far = (left + x, top + y), (left + right, top + foot)
                yield box, _Mark(axis, kind == "text", *_ends(axis, near, far), says)
        else:
            yield from _marks(child, left, top, columns, locale)


def _ends(axis: str, near: Place, far: Place) -> tuple[Place, Place]:
    """Return the middle of a mark, and its end: the top of a column, the right of a bar."""
    centre = ((near[0] + far[0]) / 2, (near[1] + far[1]) / 2)
    if axis == "y":
        return centre, (max(near[0], far[0]), centre[1])
    return centre, (centre[0], min(near[1], far[1]) if axis == "x" else centre[1])


def _pairs(told: Sequence[str], columns: Mapping[str, Column], locale: Locale) -> Iterator[Pair]:
    """Walk what a mark says, as pairs of a name and a value in the reader's language."""
    for title, value in zip(told[::2], told[1::2], strict=False):
        _, form, name = title.split(MARK, 2)
        if form in ("day", "month", "year"):
            yield name, _date(value, form, locale.tag)
        elif form and (words := columns[form].label(_cell(value))):
            yield name, words[locale.code]
        else:
            yield name, value


def _cell(text: str) -> str | int:
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def _date(text: str, form: str, tag: str) -> str:
    """Return an instant in milliseconds as the date that pages show."""
    if not re.fullmatch(r"-?\d+", text):
        return text
    day = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=int(text))
    iso = day.date().isoformat()
    return localize.date(iso[: {"year": 4, "month": 7, "day": 10}[form]], tag)


# --- What is told


def _plot(box: Sequence[float], marks: Sequence[_Mark]) -> dict[str, object]:
    axes = {mark.axis for mark in marks}
    axis = next(one for one in ("xy", "y", "x") if one in axes)
    # A number beside its bar says the same as the bar, and stands elsewhere.
    shown = [mark for mark in marks if not mark.text] or list(marks)
    placed = sorted(
        (_Mark(axis, mark.text, mark.centre, mark.end, mark.says) for mark in shown),
        # At one place, as they are seen: from the top down, or from left to right.
        key=lambda mark: (mark.position, mark.end[0 if axis == "y" else 1]),
    )
    number = 0
    numbers = {0: 0}
    for index, (one, other) in enumerate(pairwise(placed), start=1):
        near = abs(other.position - one.position) < TOUCHING
        near &= axis != "xy" or abs(other.centre[1] - one.centre[1]) < TOUCHING
        number += not near
        numbers[index] = number
    groups = groupby(enumerate(placed), key=lambda pair: numbers[pair[0]])
    points = [_point([mark for _, mark in group], axis) for _, group in groups]
    return {"axis": axis, "box": list(box), "points": points}


def _point(marks: Sequence[_Mark], axis: str) -> dict[str, object]:
    first = (lambda place: -place[0]) if axis == "y" else (lambda place: place[1])
    places = {(round(mark.end[0], 1), round(mark.end[1], 1)) for mark in marks}
    says = _joined(list(dict.fromkeys(mark.says for mark in marks)))
    return {"at": sorted(places, key=first), "says": says}


def _joined(told: Sequence[tuple[Pair, ...]]) -> list[Pair]:
    """Return what several marks say at one place: first what they share, then each its own.

    Of marks that say the same things the first that differs is the name of the rest:
    "Outcome: Accepted, Claims: 120" becomes "Accepted: 120".
    """
    if len(told) == 1:
        return list(told[0])
    shared = [pair for pair in told[0] if all(pair in one for one in told)]
    rest = [[pair for pair in one if pair not in shared] for one in told]
    alike = len({tuple(name for name, _ in one) for one in rest}) == 1
    if alike and len(rest[0]) > 1:
        return shared + [(one[0][1], ", ".join(value for _, value in one[1:])) for one in rest]
    return shared + [pair for one in rest for pair in one]


def _number(text: str) -> float:
    """Return a number of JavaScript's; what is none, as of a mark without a place, is 0."""
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0
