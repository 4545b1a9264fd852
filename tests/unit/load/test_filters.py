"""Filters are held against their dataset: what no row can have is told with what it should be."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from generator.diagnostics import Diagnostic, DiagnosticError
from generator.files import SourceText
from generator.files import yaml as yamlfile
from generator.load import filters
from generator.model.dataset import Column, Dataset, Descriptor, FieldType, Row, TableSchema
from generator.model.stat import StatDefinition

WORDS = {"en": "x"}
TYPES: dict[str, FieldType] = {
    "month": "yearmonth",
    "day": "date",
    "year": "year",
    "place": "string",
    "n": "integer",
    "x": "number",
    "open": "boolean",
}
ROWS = [
    ("2023-01", "2023-01-05", 2023, "Québec", 10, Decimal("0.1"), True),
    ("2023-02", "2023-02-05", 2023, "Ontario", 20, Decimal("2.50"), False),
    ("2024-01", "2024-01-05", 2024, "ON", 30, None, True),
]


def dataset() -> Dataset:
    descriptor = Descriptor.model_validate(
        {
            "name": "d",
            "path": "d.csv",
            "title": WORDS,
            "description": WORDS,
            "unit": WORDS,
            "publisher": WORDS,
            "as_of": datetime.date(2026, 1, 1),
            "schema": TableSchema(
                fields=[Column(name=n, type=t, title=WORDS) for n, t in TYPES.items()]
            ),
        }
    )
    rows = tuple(
        Row(line, dict(zip(TYPES, row, strict=True))) for line, row in enumerate(ROWS, start=2)
    )
    return Dataset("d", descriptor, rows, b"", "", "content/data/d.csv")


def checked(where: str) -> tuple[list[int], list[Diagnostic]]:
    """The lines of the rows that a filter picks, and what is wrong with it."""
    text = f"s:\n  dataset: d\n  label: {{en: x}}\n  where: {where}\n"
    document = yamlfile.parse(SourceText("content/stats.yaml", text, ""))
    try:
        made = yamlfile.bind(StatDefinition, document, ("s",), code="stat")
    except DiagnosticError as error:
        return [], list(error.diagnostics)
    found = list(filters.check(made.where, dataset(), document, ("s", "where"), code="stat"))
    return [row.line for row in dataset().select(made.where)] if not found else [], found


@pytest.mark.parametrize(
    ("where", "lines"),
    [
        ("{place: Québec}", [2]),
        ('{place: "Que\u0301bec"}', [2]),
        ("{place: [Québec, Ontario]}", [2, 3]),
        ("{month: 2023-02}", [3]),
        ("{month: {from: 2023-02}}", [3, 4]),
        ("{day: 2023-01-05}", [2]),
        ('{day: "2023-01-05"}', [2]),
        ("{day: {from: 2023-02-01, to: 2023-12-31}}", [3]),
        ("{year: [2023]}", [2, 3]),
        ("{x: 0.1}", [2]),
        ("{x: {to: 2.5}}", [2, 3]),
        ("{x: {from: 2.5}}", [3]),
        ("{n: {from: 15, to: 15.5}}", None),
        ("{n: {from: 20}, open: true}", [4]),
    ],
)
def test_rows_are_picked(where: str, lines: list[int] | None) -> None:
    picked, found = checked(where)
    assert (picked, bool(found)) == (lines or [], lines is None)


@pytest.mark.parametrize(
    ("where", "message", "hint"),
    [
        ("{}", "no column is named", "delete the line"),
        ("{n: {form: 20}}", "unknown field 'form'", "did you mean 'from'?"),
        ("{n: {from: 20, upto: 30}}", "unknown field 'upto'", "did you mean 'to'?"),
        ("{n: {}}", "no bounds", "{from: …, to: …}"),
        ("{n: {from: 30, to: 20}}", "ends before it starts", "exchange"),
        ("{month: {from: 2024-01, to: 2023-01}}", "ends before it starts", "exchange"),
        ("{n: {from: a}}", "a whole number, not a", "digits"),
        ("{place: {from: A}}", "has no order", "place: [one, another]"),
        ("{plcae: Québec}", "no column 'plcae'", "did you mean 'place'?"),
        ("{place: Quebec}", "no row of 'd' has the place 'Quebec'", "did you mean 'Québec'?"),
        ("{place: québec}", "no row of 'd' has", "did you mean 'Québec'?"),
        ('{place: "Québec "}', "'Québec␠'", "did you mean 'Québec'?"),
        ("{place: [Québec, Ontari]}", "'Ontari'", "did you mean 'Ontario'?"),
        ("{place: ON}", "'place' is text, not true", "quotes"),
        ("{place: 5}", "'place' is text, not 5", "quotes"),
        ("{place: []}", "this list is empty", "at least one"),
        ("{place: null}", "one value is expected", "write one"),
        ("{place: [[a]]}", "one value is expected", "write one"),
        ("{n: {from: [1]}}", "one value is expected", "write one"),
        ("{month: 2023}", "a month such as 2023-03, not 2023", "{from: 2023-01, to: 2023-12}"),
        ("{month: 2023-01-05}", "a month such as", "the year, a hyphen"),
        ("{day: 2023-01}", "a date such as", "year-month-day"),
        ("{day: 2023-01-05 10:00:00}", "a date such as", "without a time"),
        ('{year: "2023"}', "a year such as", "without quotes"),
        ("{year: 2022}", "the year '2022'", "202"),
        ("{n: 1.5}", "a whole number, not 1.5", "digits"),
        ("{n: true}", "a whole number, not true", "digits"),
        ("{open: 1}", "true or false, not 1", "true or false"),
        (f"{{n: {'9' * 30}}}", "too long", "15 digits"),
        ("{x: 1.0e+300}", "too long", "15 digits"),
        ("{x: .inf}", "too long", "15 digits"),
        ("{x: {to: .nan}}", "too long", "15 digits"),
        ("{n: {from: 40}}", "no row of 'd' is picked", "widen"),
        ("{n: 10, place: Ontario}", "no row of 'd' is picked", "no row has all"),
        ("[a]", "fields (name: value)", "name: value"),
    ],
)
def test_what_no_row_can_have_is_told(where: str, message: str, hint: str) -> None:
    _, found = checked(where)
    assert len(found) == 1, found
    assert message in found[0].message
    assert hint in found[0].hint
    assert found[0].location.line == 4


def test_a_fault_is_placed_at_its_own_key() -> None:
    _, found = checked("\n    n:\n      from: 1\n      upto: 3")
    assert found[0].location[1:] == (7, 7)


def test_one_fault_hides_no_other() -> None:
    _, found = checked("{place: Quebec, n: {from: 3, to: 2}, mnth: 1}")
    assert len(found) == 3
