"""What a descriptor says of its columns, held against their types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, nearest
from generator.files.yaml import Path, YamlDocument
from generator.load.cells import KINDS, form_of, value_of
from generator.load.filters import absent, mistyped
from generator.model.dataset import NUMERIC, Column, Dataset, Descriptor
from generator.model.filter import Scalar

FIELDS: Path = ("schema", "fields")


def check(descriptor: Descriptor, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report columns of one name, keys and totals of none, and bounds that fit no cell."""
    types = {column.name: column.type for column in descriptor.table.fields}
    seen: set[str] = set()
    for position, column in enumerate(descriptor.table.fields):
        path = (*FIELDS, position)
        if column.name in seen:
            place = document.locate((*path, "name"))
            message = f"the column '{column.name}' is declared twice"
            yield Diagnostic(place, "error", "bad-dataset", message, "delete one of them")
        seen.add(column.name)
        yield from _constraints(column, document, path)
        yield from _notation(column, document, path)
    for name in descriptor.table.primaryKey:
        if name not in types:
            place = document.locate(("schema", "primaryKey"))
            message = f"the key's column '{name}' is not in the schema"
            hint = nearest(name, types) or f"its columns: {', '.join(types)}"
            yield Diagnostic(place, "error", "bad-dataset", message, hint)
    yield from _totals(descriptor, document)


def _constraints(column: Column, document: YamlDocument, path: Path) -> Iterator[Diagnostic]:
    """Report bounds, codes and labels of another type than the column, and patterns that fail."""
    rules = column.constraints

    def fault(message: str, hint: str, *steps: str | int, key: bool = False) -> Diagnostic:
        place = document.locate((*path, *steps), key=key)
        return Diagnostic(place, "error", "bad-dataset", message, hint)

    bounds: list[Any] = []
    for name in ("minimum", "maximum"):
        bound = getattr(rules, name)
        if bound is None:
            continue
        if column.type in ("string", "boolean"):
            message = f"'{column.name}' is {KINDS[column.type][0]}, which has no {name}"
            yield fault(message, "delete it", "constraints", name, key=True)
        elif wrong := mistyped(column, bound):
            yield fault(f"the {name} of {wrong[0]}", wrong[1], "constraints", name)
        else:
            bounds.append(value_of(column, bound))
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        message = f"the minimum of '{column.name}' is above its maximum"
        yield fault(message, "exchange them", "constraints", "minimum")
    for at, code in enumerate(rules.enum or ()):
        if wrong := mistyped(column, code):
            yield fault(f"a code of {wrong[0]}", wrong[1], "constraints", "enum", at)
    for code in column.labels:
        if wrong := mistyped(column, code):
            yield fault(f"a label's code of {wrong[0]}", wrong[1], "labels", str(code), key=True)
    if rules.pattern is not None and (wrong := _pattern(column, rules.pattern)):
        yield fault(*wrong, "constraints", "pattern")


def _pattern(column: Column, pattern: str) -> tuple[str, str] | None:
    """Say why a column can have no such pattern."""
    if column.type != "string":
        message = f"'{column.name}' is {KINDS[column.type][0]}; only text has a pattern"
        return message, "delete it, or give the column the type string"
    try:
        form_of(pattern)
    except ValueError as error:
        hint = "write a regular expression without looking back or ahead, such as [A-Z]{2}[0-9]+"
        return f"the pattern of '{column.name}' cannot be used: {error}", hint
    return None


def _notation(column: Column, document: YamlDocument, path: Path) -> Iterator[Diagnostic]:
    """Report what is said of numbers where there are none, and one mark for two things."""
    kinds = {
        "decimalChar": ("number",),
        "groupChar": NUMERIC,
        "bareNumber": NUMERIC,
        "missing": NUMERIC,
    }
    for name, types in kinds.items():
        if name in column.model_fields_set and column.type not in types:
            place = document.locate((*path, name), key=True)
            message = f"'{column.name}' is {KINDS[column.type][0]}, which has no '{name}'"
            hint = f"delete it, or give the column the type {types[-1]}"
            yield Diagnostic(place, "error", "bad-dataset", message, hint)
    if column.type == "number" and column.decimalChar == column.groupChar:
        place = document.locate((*path, "groupChar"))
        message = f"'{column.name}' has one mark for decimals and for thousands"
        hint = 'declare both: decimalChar: ",", groupChar: "."'
        yield Diagnostic(place, "error", "bad-dataset", message, hint)


def _totals(descriptor: Descriptor, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report declared totals that name no column of the schema, or add up what is no number."""
    columns = {column.name: column for column in descriptor.table.fields}
    for position, total in enumerate(descriptor.totals):
        path: Path = ("totals", position)
        named: list[tuple[Path, str]] = [
            (("column",), total.column),
            (("over",), total.over),
            *((("by", index), name) for index, name in enumerate(total.by)),
        ]
        for steps, name in named:
            if name not in columns:
                place = document.locate((*path, *steps))
                message = f"the total's column '{name}' is not in the schema"
                hint = nearest(name, columns) or f"its columns: {', '.join(columns)}"
                yield Diagnostic(place, "error", "bad-dataset", message, hint)
        if total.column in columns and columns[total.column].type not in NUMERIC:
            place = document.locate((*path, "column"))
            message = f"'{total.column}' holds no numbers, so it has no total"
            yield Diagnostic(place, "error", "bad-dataset", message, "name a column of numbers")
        if total.over not in columns:
            continue
        codes: list[tuple[Path, Scalar]] = [(("total",), total.total)]
        codes += [(("parts", at), part) for at, part in enumerate(total.parts)]
        for steps, code in codes:
            if wrong := mistyped(columns[total.over], code):
                place = document.locate((*path, *steps))
                yield Diagnostic(
                    place, "error", "bad-dataset", f"a total's code of {wrong[0]}", wrong[1]
                )


def check_totals(dataset: Dataset, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report declared totals of codes that no row has: they would never be added up."""
    for position, total in enumerate(dataset.descriptor.totals):
        codes: list[tuple[Path, Scalar]] = [(("total",), total.total)]
        codes += [(("parts", at), part) for at, part in enumerate(total.parts)]
        for steps, code in codes:
            if wrong := absent(dataset, total.over, code):
                yield Diagnostic(
                    document.locate(("totals", position, *steps)), "error", "bad-dataset", *wrong
                )
