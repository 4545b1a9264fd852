"""What is asked of Vega so that every mark says its numbers: which fields, under which names.

A mark says what its tooltip has; where no mark of a chart has one, all say what they encode, named
and written as the columns of the site's datasets are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.charts.fields import PARTS, Spec, as_list, as_mapping
from generator.model.dataset import Column
from generator.model.site import Locale

# Channels whose fields are told where a chart has no tooltip.
CHANNELS = (
    *("row", "column", "facet", "x", "x2", "y", "y2", "theta", "color", "fill", "stroke"),
    *("shape", "size", "opacity", "strokeDash", "detail"),
)
KEPT = ("field", "type", "aggregate", "timeUnit", "bin")
# Stands before each title that Vega is given and after the form of its value, as "|day|To". No
# object's key that begins so is taken for a number, and moved to the front. Characters of private
# use, which no words have, and which XML may hold.
MARK, STOP = "\ue000", "\ue001"
KEY = re.compile(rf'("{MARK}(?:[^"\\]|\\.)*"): ')
JOINED, ENDS, TOLD = ("line", "area", "trail"), ("x", "y", "x2", "y2"), "told"
NUMBER, INSTANT = ",.3~f", "%Q"  # d3's: at most three decimals; milliseconds


def _views(view: Spec) -> Iterator[Spec]:
    yield view
    for part in PARTS:
        for inner in as_list(view.get(part)):
            yield from _views(as_mapping(inner))
    if "spec" in view:
        yield from _views(as_mapping(view["spec"]))


def _has_tooltip(spec: Spec) -> bool:
    return any(
        "tooltip" in as_mapping(view.get("encoding")) or "tooltip" in as_mapping(view.get("mark"))
        for view in _views(spec)
    )


def _telling(
    view: Spec, own: bool, columns: Mapping[str, Column], locale: Locale, outer: Spec
) -> dict[str, object]:
    """Return a view whose tooltips are lists with marked titles.

    Those it has where the chart has its ``own``, else made of its channels, and of ``outer``, those
    of the views around it.
    """
    made = dict(view)
    channels = {**outer, **as_mapping(view.get("encoding"))}
    for part in PARTS:
        if part in view:
            inner = [as_mapping(one) for one in as_list(view[part])]
            made[part] = [_telling(one, own, columns, locale, channels) for one in inner]
    if "spec" in view:
        made["spec"] = _telling(as_mapping(view["spec"]), own, columns, locale, channels)
    asked = _asked(as_mapping(view.get("encoding")), channels, own, "mark" in view)
    if asked:
        told = [_named(one, columns, locale) for one in asked]
        made["encoding"] = {**as_mapping(view.get("encoding")), "tooltip": told}
    return made


def _asked(encoding: Spec, channels: Spec, own: bool, mark: bool) -> list[Spec]:
    """Return the fields that a view tells, names before numbers."""
    if own:
        tooltip = encoding.get("tooltip")
        asked = tooltip if isinstance(tooltip, list) else [tooltip]
        return [one for one in map(as_mapping, asked) if "field" in one or "aggregate" in one]
    if not mark:
        return []
    fields: dict[object, Spec] = {}
    for name in CHANNELS:
        one = as_mapping(channels.get(name))
        colours = name in ("color", "fill", "stroke") and one.get("scale", "") is None
        if ("field" in one or "aggregate" in one) and not colours:
            main = as_mapping(channels.get(name.removesuffix("2")))
            kept = {key: one[key] for key in KEPT if key in one}
            kept.setdefault("type", main.get("type"))
            if (title := _title_of(one)) is not None:
                kept["title"] = title
            fields.setdefault((one.get("field"), one.get("aggregate")), kept)
    return sorted(fields.values(), key=lambda one: one["type"] == "quantitative")


def _title_of(channel: Spec) -> str | None:
    for part in (channel, as_mapping(channel.get("axis")), as_mapping(channel.get("legend"))):
        title = part.get("title")
        if isinstance(title, str) and title:
            return title
    return None


def _named(field: Spec, columns: Mapping[str, Column], locale: Locale) -> dict[str, object]:
    """Return a tooltip's field with a marked title, and a value that can be written here."""
    name = str(field.get("field", ""))
    column = columns.get(name)
    made, form = dict(field), ""
    if "format" not in field and "bin" not in field:
        if field.get("type") == "temporal":
            unit = str(field.get("timeUnit", ""))
            whole = column.type if column else ""
            if unit.endswith("year") or whole == "year":
                form = "year"
            else:
                form = "month" if unit.endswith("month") or whole == "yearmonth" else "day"
            made |= {"format": INSTANT, "scale": {"type": "utc"}}
        elif field.get("type") == "quantitative":
            made["format"] = "d" if column and column.type == "year" else NUMBER
        elif column and column.labels:
            form = name
    title = field.get("title")
    if not isinstance(title, str):
        title = column.title[locale.code] if column else name
    return {**made, "title": f"{MARK}{form}{MARK}{title}"}


def telling(spec: Spec, columns: Mapping[str, Column], locale: Locale) -> dict[str, object]:
    """Return a Vega-Lite specification whose marks have tooltips with marked titles.

    ``columns`` are those of the chart's datasets, by name.
    """
    return _telling(spec, _has_tooltip(spec), columns, locale, {})


def speak(view: Spec) -> None:
    """Give each of a Vega specification's marks a description, which its SVG has as a label.

    It begins with ``STOP`` and has between further ones: the kind of the mark, the axis along which
    it is looked for, its near corner, its far one, the width and the height of its plot, and its
    tooltip's titles and values in turn. All of a line is one element: beside it stands for each
    of its places a mark named ``TOLD``, which draws nothing.
    """
    points = {
        str(as_mapping(scale).get("name"))
        for scale in as_list(view.get("scales"))
        if as_mapping(scale).get("type") in ("band", "point")
    }
    marks = view.get("marks")
    for mark in list(map(as_mapping, as_list(marks))):
        update = as_mapping(as_mapping(mark.get("encode")).get("update"))
        tooltip = str(as_mapping(update.get("tooltip")).get("signal", ""))
        kind = str(mark.get("type"))
        if KEY.search(tooltip) and isinstance(update, dict) and isinstance(marks, list):
            titles_and_values = KEY.sub(r"\1, ", tooltip).strip("{}")
            axis = _axis(kind, update, points)
            if kind in JOINED:
                places = {f"told_{name}": update[name] for name in ENDS if name in update}
                said = _said(kind, axis, _corners(places, "told_"), titles_and_values)
                defined = as_mapping(update.get("defined")).get("signal", "true")
                places["description"] = {"signal": f"({defined}) ? {said} : null"}
                places["size"] = {"value": 0}
                twin = {"type": "symbol", "name": TOLD, "encode": {"update": places}}
                marks.append(twin | {key: mark[key] for key in ("from", "sort") if key in mark})
            else:
                said = _said(kind, axis, _places(kind, mark, update), titles_and_values)
                update["description"] = {"signal": said}
        speak(mark)


def _said(kind: str, axis: str, places: Sequence[str], told: str) -> str:
    """Return the expression of a mark's description; the places are expressions themselves."""
    size = ("item.mark.group.width", "item.mark.group.height")
    parts = ", ".join((f"'{kind}'", f"'{axis}'", *places, *size, told))
    return f"'{STOP}' + join([{parts}], '{STOP}')"


def _places(kind: str, mark: Spec, update: dict[str, object]) -> tuple[str, ...]:
    """Return the expressions of a mark's near corner and its far one."""
    for transform in map(as_mapping, as_list(mark.get("transform"))):
        if transform.get("type") == "geoshape":
            shape = transform.get("field", "datum")  # an expression
            projection = json.dumps(transform.get("projection"))
            update["told_at"] = {"signal": f"geoCentroid({projection}, {shape})"}
            return ("item.told_at[0]", "item.told_at[1]") * 2
    if kind == "arc":
        angle = "((item.startAngle + item.endAngle) / 2)"
        radius = "((item.innerRadius || 0) + (item.outerRadius || 0)) / 2"
        x, y = "(item.x || 0)", "(item.y || 0)"
        return (f"{x} + {radius} * sin({angle})", f"{y} - {radius} * cos({angle})") * 2
    return _corners(update, "")


def _corners(update: Spec, prefix: str) -> tuple[str, ...]:
    """Return such expressions for a mark whose channels are there, their names with a prefix."""
    near, far = [], []
    for axis, size in (("x", "width"), ("y", "height")):
        start, end, length = f"{prefix}{axis}", f"{prefix}{axis}2", f"(item.{size} || 0)"
        if f"{axis}c" in update:
            near.append(f"(item.{axis}c - {length} / 2)")
        elif start not in update and end in update:
            near.append(f"(item.{end} - {length})")
        else:
            near.append(f"(item.{start} || 0)")
        far.append(f"item.{end}" if end in update else f"{near[-1]} + {length}")
    return (*near, *far)


def _axis(kind: str, update: Spec, points: set[str]) -> str:
    """Return along which axis a mark is looked for: the one that tells which, not how much."""

    def scaled(channel: str) -> bool:
        return "scale" in as_mapping(update.get(channel))

    def discrete(channel: str) -> bool:
        return as_mapping(update.get(channel)).get("scale") in points

    across = any(map(scaled, ("x", "x2", "xc")))
    down = any(map(scaled, ("y", "y2", "yc")))
    if kind in ("shape", "arc") or (not across and not down):
        return "xy"
    if not across or not down:
        return "x" if across else "y"
    x, y = (any(discrete(name + end) for end in ("", "c")) for name in "xy")
    if x != y:
        return "x" if x else "y"
    if kind == "area":
        return "y" if "x2" in update else "x"
    if kind in ("rect", "rule"):
        return "y" if "x2" in update and "y2" not in update else "x"
    return "x"
