"""Dates on charts are UTC, whatever the zone of the machine that draws or of the reader's browser.

Vega takes dates for local ones unless a specification says otherwise, everywhere it has a date:
here every place is made to say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

# A date and time without a zone, which JavaScript would take for local.
LOCAL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")
# Functions of Vega's expressions that know a zone, and what they are called in UTC.
FUNCTIONS = {
    **{
        name: f"utc{name}"
        for name in (
            *("year", "quarter", "month", "week", "day", "dayofyear", "date"),
            *("hours", "minutes", "seconds", "milliseconds"),
        )
    },
    **{f"time{name}": f"utc{name}" for name in ("Format", "Parse", "Offset", "Sequence")},
    "datetime": "utc",
}
CALL = re.compile(rf"(?<![\w.])({'|'.join(FUNCTIONS)})(\s*)\(")
DATE = {
    *("year", "quarter", "month", "date", "day", "hours", "minutes", "seconds", "milliseconds"),
    "utc",
}
COUNTED = ("year", "quarter", "month", "date", "hours", "minutes", "seconds")
PREDICATES = {
    "equal": "{part} === {value}",
    "lt": "{part} < {value}",
    "lte": "{part} <= {value}",
    "gt": "{part} > {value}",
    "gte": "{part} >= {value}",
    "range": "inrange({part}, {value})",
    "oneOf": "indexof({value}, {part}) !== -1",
}
QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
EXPRESSIONS = {"calculate", "expr", "filter", "labelExpr", "test", "signal"}


def in_utc(spec: Mapping[str, object]) -> dict[str, object]:
    """Return a Vega-Lite specification whose every date is UTC."""
    return {key: _part(key, value) for key, value in spec.items()}


def _part(key: str, value: object) -> object:
    """Return a part of a specification; ``key`` is the name that it stands under."""
    if isinstance(value, dict):
        if key == "datasets":
            return {name: _rows(rows) for name, rows in value.items()}
        if key == "data" and isinstance(value.get("values"), list):
            return {**value, "values": _rows(value["values"])}
        if "field" in value and not value.keys().isdisjoint(PREDICATES):
            test = _predicate(value)
            if isinstance(test, str):
                return test
        made = {name: _part(name, part) for name, part in value.items()}
        if key == "timeUnit" and "unit" in made:
            return {**made, "utc": True}
        if made and set(made) <= DATE:
            return {**made, "utc": True}
        return _scaled(made)
    if isinstance(value, list):
        return [_part(key, part) for part in value]
    if isinstance(value, str):
        if key == "timeUnit":
            return re.sub("^(binned)?(utc)?", r"\1utc", value)
        if key in EXPRESSIONS:
            return _expression(value)
        return _instant(value)
    return value


def _predicate(test: Mapping[str, object]) -> Mapping[str, object] | str:
    """Return a filter on one part of a date as an expression: Vega-Lite would take local parts."""
    unit = test.get("timeUnit")
    unit = unit.get("unit") if isinstance(unit, dict) else unit
    if unit not in COUNTED:
        return test
    part = f"utc{unit}(toDate(datum[{json.dumps(test['field'])}]))"
    part += " + 1" if unit == "month" else ""  # the twelfth is 11 in expressions
    for name, form in PREDICATES.items():
        if name in test:
            return form.format(part=f"({part})", value=json.dumps(test[name]))
    return test


def _scaled(definition: dict[str, object]) -> dict[str, object]:
    """Return a channel's definition whose scale is of UTC where it is of dates.

    Text and tooltips have no scale, but take their format from one.
    """
    if definition.get("type") != "temporal":
        return definition
    scale = definition.get("scale", {})
    if not isinstance(scale, dict) or scale.get("type", "time") != "time":
        return definition
    return {**definition, "scale": {**scale, "type": "utc"}}


def _expression(text: str) -> str:
    """Return an expression with the UTC functions; quoted words stay as they are."""
    parts = QUOTED.split(text)
    parts[::2] = [CALL.sub(lambda m: f"{FUNCTIONS[m[1]]}{m[2]}(", part) for part in parts[::2]]
    return "".join(parts)


def _rows(rows: object) -> object:
    """Return data whose times are told to be of UTC, at any depth."""
    if isinstance(rows, list):
        return [_rows(row) for row in rows]
    if isinstance(rows, dict):
        return {name: _rows(value) for name, value in rows.items()}
    return _instant(rows) if isinstance(rows, str) else rows


def _instant(text: str) -> str:
    return f"{text}Z" if LOCAL.fullmatch(text) else text
