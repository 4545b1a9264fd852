"""Where a drawing's numbers are and what they say: what a reader gets who points at a chart."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.charts.fields import Spec, as_list, as_mapping
from generator.charts.formats import formats
from generator.charts.telling import MARK, speak
from generator.language import format as localize
from generator.model.dataset import Column
from generator.model.site import Locale

Pair = tuple[str, str]
Place = tuple[float, float]

TOUCHING = 0.5  # pixels between two marks that are at the same place of an axis


@dataclass(frozen=True)
class _Mark:
    """A drawn mark: the axis along which it is found, its frame, its end, and what it says."""

    axis: str
    text: bool
    centre: Place
    end: Place
    says: tuple[Pair, ...]

    @property
    def position(self) -> float:
        return self.centre[1 if self.axis == "y" else 0]


def points(vega: Spec, columns: Mapping[str, Column], locale: Locale) -> dict[str, object]:
    """Return a drawing's ``size`` in pixels, and its ``plots`` with the points in each.

    ``vega`` has tooltips with marked titles (``telling``). ``columns`` are those of the chart's
    datasets, by name. A plot has its ``box`` (left, top,
    width, height), the ``axis`` along which the nearest point is looked for (``x``, ``y``, or
    ``xy`` for a map), and its ``points`` in order: ``at`` which places of the drawing their marks
    end, and what each ``says``, as pairs of a name and a value.

    Raises:
        ValueError: the chart cannot be drawn.
    """
    import vl_convert

    number, time = formats(locale.tag)
    spoken = {**vega, "marks": deepcopy(vega["marks"])}
    speak(spoken)
    drawn = vl_convert.vega_to_scenegraph(
        spoken, allowed_base_urls=[], format_locale=number, time_format_locale=time
    )
    found: dict[tuple[float, ...], list[_Mark]] = {}
    left, top = drawn["origin"]
    for box, mark in _marks([drawn["scenegraph"]], left, top, (), columns, locale):
        found.setdefault(box, []).append(mark)
    plots = [_plot(box, marks) for box, marks in found.items()]
    return {"size": [drawn["width"], drawn["height"]], "plots": plots}


# --- What Vega drew


def _marks(
    marks: Iterable[object],
    left: float,
    top: float,
    box: tuple[float, ...],
    columns: Mapping[str, Column],
    locale: Locale,
) -> Iterator[tuple[tuple[float, ...], _Mark]]:
    """Walk the marks of a scene that say something, each with the frame of its plot."""
    for mark in map(as_mapping, marks):
        kind = str(mark.get("marktype"))
        for item in map(as_mapping, as_list(mark.get("items"))):
            x, y = left + _number(item, "x"), top + _number(item, "y")
            if kind == "group":
                frame = (x, y, _number(item, "width"), _number(item, "height"))
                inner = tuple(round(side, 1) for side in frame) if "width" in item else box
                yield from _marks(as_list(item.get("items")), x, y, inner, columns, locale)
            elif isinstance(said := item.get("description"), list) and item.get("defined", True):
                axis, *told = map(str, said)
                if says := tuple(_pairs(told, columns, locale)):
                    centre, end = _places(kind, item, (x, y), axis, (left, top))
                    yield box, _Mark(axis.split()[0], kind == "text", centre, end, says)


def _places(kind: str, item: Spec, at: Place, axis: str, corner: Place) -> tuple[Place, Place]:
    """Return the middle of a mark, and its end: the top of a column, the right of a bar."""
    (x, y), (left, top) = at, corner
    if kind == "shape":
        across, down = map(float, axis.split()[1:])
        return (left + across, top + down), (left + across, top + down)
    if kind == "arc":
        angle = (_number(item, "startAngle") + _number(item, "endAngle")) / 2
        radius = (_number(item, "innerRadius") + _number(item, "outerRadius")) / 2
        centre = (x + radius * math.sin(angle), y - radius * math.cos(angle))
        return centre, centre
    right = left + _number(item, "x2") if "x2" in item else x + _number(item, "width")
    foot = top + _number(item, "y2") if "y2" in item else y + _number(item, "height")
    centre = ((x + right) / 2, (y + foot) / 2)
    if axis == "y":
        return centre, (max(x, right), centre[1])
    return centre, (centre[0], min(y, foot) if axis == "x" else centre[1])


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


def _number(item: Spec, key: str) -> float:
    value = item.get(key, 0)
    return float(value) if isinstance(value, int | float) else 0.0
