"""CSV files are read exactly as their descriptors say, or each fault is told with its remedy."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Diagnostics
from generator.files import SourceText
from generator.files import yaml as yamlfile
from generator.language.characters import folds, tidied, visible
from generator.load import columns, csv_rows, faults
from generator.model.dataset import Dataset, Descriptor

DESCRIPTOR = """name: d
path: d.csv
title: {en: x}
description: {en: x}
unit: {en: x}
publisher: {en: x}
as_of: 2026-01-01
"""
FIELDS = (
    "{name: place, type: string}",
    "{name: n, type: integer}",
    "{name: share, type: number}",
)
NBSP, NARROW, THIN, ZERO = "\u00a0", "\u202f", "\u2009", "\u200b"


def loaded(
    csv: str, fields: tuple[str, ...] = FIELDS, more: str = ""
) -> tuple[Dataset | None, list[Diagnostic]]:
    titled = "".join(f"  - {one.replace('{', '{title: {en: x}, ', 1)}\n" for one in fields)
    text = f"{DESCRIPTOR}{more}\nschema:\n  fields:\n{titled}"
    if "primaryKey" in more:
        text = f"{DESCRIPTOR}\nschema:\n  {more}\n  fields:\n{titled}"
    document = yamlfile.parse(SourceText("content/data/d.yaml", text, ""))
    descriptor = yamlfile.bind(Descriptor, document, code="bad-dataset")
    found = Diagnostics()
    found.extend(columns.check(descriptor, document))
    if found.failed:
        return None, list(found)
    made = csv_rows.read(descriptor, SourceText("content/data/d.csv", csv, ""), b"", found)
    return made, list(found)


def values(csv: str, *args: Any, **more: Any) -> list[list[Any]]:
    dataset, found = loaded(csv, *args, **more)
    assert dataset is not None, found
    return [list(row.values.values()) for row in dataset.rows]


def only(csv: str, *args: Any, **more: Any) -> Diagnostic:
    """The one fault of a file."""
    dataset, found = loaded(csv, *args, **more)
    assert dataset is None
    assert len(found) == 1, found
    assert found[0].hint, found
    return found[0]


HEAD = "place,n,share\n"


@pytest.mark.parametrize(
    ("cell", "code", "shown", "hint"),
    [
        ("Québec ", "dataset-blank", "Québec␠", "write 'Québec'"),
        (" Québec", "dataset-blank", "␠Québec", "write 'Québec'"),
        (f"Québec{NBSP}", "dataset-blank", "Québec<no-break space>", "write 'Québec'"),
        (f"{THIN}Québec", "dataset-blank", "<thin space>Québec", "write 'Québec'"),
        ("Saint  John", "dataset-blank", "Saint␠␠John", "write 'Saint John'"),
        (f"Saint{NBSP} John", "dataset-blank", "<no-break space>", "write 'Saint John'"),
        (f"Saint{ZERO}John", "dataset-invisible", "<zero width space>", "write 'SaintJohn'"),
        ("Saint\u00adJohn", "dataset-invisible", "<soft hyphen>", "write 'SaintJohn'"),
        ("\ufeffSaint", "dataset-invisible", "<zero width no-break space>", "write 'Saint'"),
        ("Saint\u202eJohn", "dataset-invisible", "override>", "write 'SaintJohn'"),
        ("a\x00b", "dataset-invisible", "a<u+0000>b", "write 'ab'"),
        ("a\tb", "dataset-invisible", "a<u+0009>b", "write 'a b'"),
        ("Que\u0301bec", "dataset-accents", "Que<combining acute accent>bec", "write 'Québec'"),
        (NBSP, "dataset-blank", "<no-break space>", "leave the cell empty"),
    ],
)
def test_what_is_not_seen_in_a_cell_is_told(cell: str, code: str, shown: str, hint: str) -> None:
    fault = only(f"{HEAD}A,1,2\n{cell},3,4\n")
    assert (fault.code, fault.location.line, fault.location.column) == (code, 3, 1)
    assert shown in fault.message
    assert "'place'" in fault.message
    assert fault.hint == hint


@pytest.mark.parametrize(
    "cell", ["Québec", f"10{NBSP}km", "نمی\u200cخواهم", "👩\u200d🔬", "L’Île-d’Orléans"]
)
def test_other_texts_are_let_be(cell: str) -> None:
    assert values(f"{HEAD}{cell},1,2\n") == [[cell, 1, Decimal(2)]]


def test_a_value_and_its_untidy_twin_are_one_fault_with_both_lines() -> None:
    fault = only(f"{HEAD}Québec,1,2\nA,1,2\nQuébec{NBSP},3,4\n")
    assert fault.code == "ambiguous-value"
    assert fault.location.line == 4
    assert "'Québec' in line 2" in fault.message


@pytest.mark.parametrize(
    ("csv", "line", "message"),
    [
        ("A,1,2\n,,\n,,\n", 3, "lines 3, 4 are empty"),
        ("A,1,2\n\nB,1,2\n", 3, "line 3 is empty"),
        ("A,1,2\n\n\n", 3, "lines 3, 4 are empty"),
        ("A,1,2\n ,,\n", 3, "line 3 is empty"),
        (",,,,,\nA,1,2\n", 2, "line 2 is empty"),
    ],
)
def test_empty_rows_are_told_with_their_lines(csv: str, line: int, message: str) -> None:
    fault = only(HEAD + csv)
    assert (fault.code, fault.location.line, fault.message) == ("dataset-empty-row", line, message)


def test_a_line_end_at_the_end_is_no_row() -> None:
    assert values(HEAD + "A,1,2\n") == values(HEAD + "A,1,2")


INT = ("{name: n, type: integer}",)
NUM = ("{name: n, type: number}",)


@pytest.mark.parametrize(
    ("fields", "cells", "words"),
    [
        (NUM, ["12,5", "1,25"], 'decimalChar: ","'),
        (NUM, ["1.234,5", "7,25"], 'decimalChar: ",", groupChar: "."'),
        (NUM, ["1 234,5"], 'decimalChar: ",", groupChar: " "'),
        (NUM, [f"1{NBSP}234,5"], 'groupChar: "\\u00a0"'),
        (INT, [f"1{NBSP}200", "900"], 'groupChar: "\\u00a0"'),
        (INT, [f"1{NARROW}200"], 'groupChar: "\\u202f"'),
        (INT, [f"1{THIN}200"], 'groupChar: "\\u2009"'),
        (INT, ["1,200", "1,234,567"], 'groupChar: ","'),
        (INT, ["1 200"], 'groupChar: " "'),
        (INT, ["1'200"], 'groupChar: "\'"'),
        (INT, ["1.200"], 'groupChar: "."'),
        (NUM, ["1_000.5"], 'groupChar: "_"'),
        (NUM, ["12.5%", "3%"], "bareNumber: false"),
        (NUM, ["12 %", "3 %"], "bareNumber: false"),
        (NUM, ["$12.50", "$3"], "bareNumber: false"),
        (NUM, ["12,5 €", "3 €"], 'decimalChar: ",", bareNumber: false'),
        (NUM, ["1,234"], 'decimalChar: "," if it is 1.234, or groupChar: "," if it is 1234'),
    ],
)
def test_another_convention_is_one_fault_that_says_how_to_declare_it(
    fields: tuple[str, ...], cells: list[str], words: str
) -> None:
    csv = "n\n" + "".join(f'"{cell}"\n' for cell in cells)
    fault = only(csv, fields)
    assert fault.location.line == 2
    assert "content/data/d.yaml" in fault.hint
    assert words in fault.hint


@pytest.mark.parametrize(
    ("fields", "cells", "wanted"),
    [
        (('{name: n, type: number, decimalChar: ","}',), ["12,5", "-3"], ["12.5", "-3"]),
        (
            ('{name: n, type: number, decimalChar: ",", groupChar: "."}',),
            ["1.234.567,8", "1234,5"],
            ["1234567.8", "1234.5"],
        ),
        (('{name: n, type: integer, groupChar: "\\u00a0"}',), [f"1{NBSP}200", "7"], ["1200", "7"]),
        (("{name: n, type: number, bareNumber: false}",), ["12.5 %", "-3 %"], ["12.5", "-3"]),
        (("{name: n, type: integer, bareNumber: false}",), ["$5", "$12"], ["5", "12"]),
        (NUM, ["1e3", ".5", "+7", "-0", "0.10"], ["1000", "0.5", "7", "0", "0.1"]),
    ],
)
def test_numbers_are_read_as_declared(
    fields: tuple[str, ...], cells: list[str], wanted: list[str]
) -> None:
    csv = "n\n" + "".join(f'"{cell}"\n' for cell in cells)
    assert [row[0] for row in values(csv, fields)] == [Decimal(one) for one in wanted]


@pytest.mark.parametrize(
    ("fields", "cell", "message"),
    [
        (('{name: n, type: number, decimalChar: ","}',), "12.5", "a period before the decimals"),
        (('{name: n, type: integer, groupChar: ","}',), '"1,23"', "not '1,23'"),
        (NUM, "(5)", "not '(5)'"),
        (NUM, "NA", "not 'NA'"),
        (NUM, "nan", "not 'nan'"),
        (NUM, "inf", "not 'inf'"),
        (NUM, "Infinity", "not 'Infinity'"),
        (NUM, "0x1F", "not '0x1F'"),
        (NUM, "#REF!", "not '#REF!'"),
        (NUM, "5.", "not '5.'"),
        (NUM, "1 2", "not '1 2'"),
        (INT, "12.5", "not '12.5'"),
        (INT, "١٢", "other signs than 0 to 9"),
        (INT, "１２", "other signs than 0 to 9"),
        (NUM, "\u22125", "other signs than 0 to 9"),
        (NUM, "١٢٫٥", "other signs than 0 to 9"),
        (INT, "12²", "not '12²'"),
        (("{name: n, type: year}",), "٢٠٢١", "a year such as 2023"),
        (("{name: n, type: year}",), "21", "a year such as 2023"),
        (("{name: n, type: date}",), "20230325", "a date such as"),
        (("{name: n, type: date}",), "2023-W12-6", "a date such as"),
        (("{name: n, type: date}",), "2023-02-30", "a date such as"),
        (("{name: n, type: yearmonth}",), "2023-13", "a month such as"),
        (("{name: n, type: boolean}",), "TRUE", "true or false"),
    ],
)
def test_what_is_no_such_value_is_told(fields: tuple[str, ...], cell: str, message: str) -> None:
    fault = only(f"n\n{cell}\n", fields)
    assert fault.code == "dataset-type"
    assert message in fault.message


@pytest.mark.parametrize(
    "cell",
    ["1e999999999", "1e30", "-1e15", "1" * 30, "0." + "1" * 20, "1e-999999", "0e99999", "9" * 9999],
)
def test_a_number_of_no_sensible_size_is_told_at_once(cell: str) -> None:
    fault = only(f"n\n{cell}\n", NUM)
    assert fault.code == "dataset-size"
    assert "15 digits" in fault.hint


def test_numbers_written_in_several_ways_are_one_fault() -> None:
    fault = only(f'n\n1{NBSP}200\n1{NARROW}300\n"1,400"\n', INT)
    assert "not written in one way" in fault.message
    assert "in line 4" in fault.message


def test_marks_that_differ_are_told() -> None:
    fault = only("n\n5 km\n3 m\n", ("{name: n, type: integer, bareNumber: false}",))
    assert "other marks" in fault.message
    assert fault.location.line == 3


@pytest.mark.parametrize(
    ("csv", "words"),
    [
        ("place;n;share\nA;1;2\n", 'dialect: {delimiter: ";"}'),
        ("place\tn\tshare\nA\t1\t2\n", 'dialect: {delimiter: "\\t"}'),
        ("place|n|share\nA|1|2\n", 'dialect: {delimiter: "|"}'),
        ("'place','n','share'\n'A','1','2'\n", 'dialect: {quoteChar: "\'"}'),
        ("place, n, share\nA, 1, 2\n", "dialect: {skipInitialSpace: true}"),
        ("A,1,2\nB,3,4\n", "dialect: {header: false}"),
        ("sep=,\nplace,n,share\nA,1,2\n", "delete it"),
        (
            "sep=;\nplace;n;share\nA;1;2\n",
            'delete it, and add to content/data/d.yaml: dialect: {delimiter: ";"}',
        ),
    ],
)
def test_another_dialect_is_one_fault_that_says_how_to_declare_it(csv: str, words: str) -> None:
    fault = only(csv)
    assert fault.code == "dataset-dialect"
    assert words in fault.hint


@pytest.mark.parametrize(
    ("csv", "dialect"),
    [
        ("place;n;share\nA;1;2\n", '{delimiter: ";"}'),
        ("place\tn\tshare\nA\t1\t2\n", '{delimiter: "\\t"}'),
        ("'place','n','share'\n'A','1','2'\n", '{quoteChar: "\'"}'),
        ("place, n, share\nA, 1, 2\n", "{skipInitialSpace: true}"),
        ("A,1,2\n", "{header: false}"),
        ("place,n,share\nA\\,B,1,2\n", '{escapeChar: "\\\\"}'),
    ],
)
def test_a_declared_dialect_is_read(csv: str, dialect: str) -> None:
    (row,) = values(csv, more=f"dialect: {dialect}")
    assert row in (["A", 1, Decimal(2)], ["A,B", 1, Decimal(2)])


@pytest.mark.parametrize(
    ("csv", "line", "column"),
    [
        ('A,1,2\nB,"3,4\nC,5,6\n', 3, 3),
        ('"A,1,2\n', 2, 1),
        ('A,1,2\nB,"3"4,5\n', 3, 3),
        ('"A\nB",1,2\n', 2, 1),
        ('A,1,"2\nB,1,""x\n', 2, 5),
    ],
)
def test_a_quote_that_breaks_a_row_is_told_where_it_opens(csv: str, line: int, column: int) -> None:
    fault = only(HEAD + csv)
    assert fault.code == "dataset-quote"
    assert (fault.location.line, fault.location.column) == (line, column)


def test_a_place_is_the_cell_s_own_behind_quotes() -> None:
    assert only(HEAD + '"A, ""B""",x,2\n').location.column == 12


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('{name: n, type: string, constraints: {pattern: "["}}', "cannot be used"),
        ('{name: n, type: string, constraints: {pattern: "(?=a)b"}}', "cannot be used"),
        ('{name: n, type: string, constraints: {pattern: "(a)\\\\1"}}', "cannot be used"),
        ('{name: n, type: string, constraints: {pattern: "a)(b"}}', "cannot be used"),
        ('{name: n, type: string, constraints: {pattern: "(a{1,1000}){1,1000}"}}', "cannot be"),
        ('{name: n, type: integer, constraints: {pattern: "[0-9]"}}', "only text has a pattern"),
        ("{name: n, type: date, constraints: {minimum: 3}}", "the minimum of 'n' is a date"),
        ("{name: n, type: number, constraints: {minimum: 2023-01-01}}", "the minimum of 'n'"),
        ("{name: n, type: number, constraints: {maximum: .inf}}", "too long"),
        ("{name: n, type: number, constraints: {maximum: 1.0e+30}}", "too long"),
        ("{name: n, type: integer, constraints: {maximum: 1.5}}", "a whole number"),
        ("{name: n, type: integer, constraints: {minimum: 5, maximum: 2}}", "above its maximum"),
        ("{name: n, type: string, constraints: {minimum: 5}}", "which has no minimum"),
        ("{name: n, type: integer, constraints: {enum: [a]}}", "a code of 'n'"),
        ("{name: n, type: string, constraints: {enum: [NO]}}", "a code of 'n' is text, not false"),
        ("{name: n, type: string, labels: {NO: {en: Norway}}}", "a label's code of 'n'"),
        ('{name: n, type: number, decimalChar: ",", groupChar: ","}', "one mark"),
        ('{name: n, type: string, decimalChar: ","}', "which has no 'decimalChar'"),
        ("{name: n, type: date, missing: skip}", "which has no 'missing'"),
    ],
)
def test_a_descriptor_that_fits_no_cell_is_told(field: str, message: str) -> None:
    fault = only("n\n1\n", (field,))
    assert fault.code == "bad-dataset"
    assert message in fault.message
    assert fault.location.line == 11


def test_a_pattern_takes_no_longer_than_the_cell() -> None:
    field = '{name: n, type: string, constraints: {pattern: "(a+)+b"}}'
    assert only(f"n\n{'a' * 30_000}\n", (field,)).code == "dataset-pattern"


@pytest.mark.parametrize(
    ("field", "cell", "sound"),
    [
        ("{name: n, type: date, constraints: {minimum: 2023-01-01}}", "2023-01-01", True),
        ("{name: n, type: date, constraints: {minimum: 2023-01-01}}", "2022-12-31", False),
        ("{name: n, type: yearmonth, constraints: {maximum: 2023-01}}", "2023-02", False),
        ("{name: n, type: number, constraints: {enum: [0.1]}}", "0.1", True),
        ("{name: n, type: number, constraints: {maximum: 0.1}}", "0.1", True),
        ('{name: n, type: string, constraints: {pattern: "[A-Z]{2}|x"}}', "QC", True),
        ('{name: n, type: string, constraints: {pattern: "[A-Z]{2}|x"}}', "QCx", False),
    ],
)
def test_bounds_are_held_exactly(field: str, cell: str, sound: bool) -> None:
    assert (loaded(f"n\n{cell}\n", (field,))[0] is not None) is sound


def test_of_many_faults_alike_the_first_are_told_and_the_rest_counted() -> None:
    _, found = loaded(HEAD + "A ,1,2\n" * 1000)
    assert len(found) == faults.SHOWN
    assert "there are 990 more" in found[-1].hint


def test_a_key_may_not_be_empty() -> None:
    fault = only("place,n,share\n,1,2\n", more="primaryKey: [place]")
    assert fault.code == "dataset-missing"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Québec", "québec"),
        ("Saint John", f"Saint{NBSP}John"),
        ("New York", "NewYork"),
        ("a-b", "a\u2013b"),
        ("Saint John", "saint-john"),
        ("Saint - John", "Saint John"),
        ("a-b", "a\u2212b"),
        ("Québec", "Que\u0301bec"),
        ("L'Île", "L’Île"),
        ("Straße", "STRASSE"),
        ("ﬁn", "fin"),
    ],
)
def test_what_looks_alike_is_folded_into_one(one: str, other: str) -> None:
    assert folds(one) & folds(other)


def test_what_is_told_apart_by_its_letters_is_not() -> None:
    texts = ("Quebec", "Québec", "1-5", "15", "a", "b")
    assert all(not folds(one) & folds(other) for one, other in combinations(texts, 2))


CELLS = st.text(
    st.one_of(
        st.sampled_from("0123456789.,-+eE'\" \t%$_()\u00a0\u202f\u2212\u200b\u0301aé٣;"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r"),
    ),
    max_size=8,
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4), st.booleans())
def test_any_cells_are_read_exactly_or_told(rows: list[tuple[str, str, str]], quoted: bool) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if quoted else cell

    dataset, found = loaded(HEAD + "".join(",".join(map(written, row)) + "\n" for row in rows))
    assert (dataset is None) == bool(found)
    assert all(fault.hint and fault.location.line >= 1 for fault in found)
    if dataset is not None and quoted:
        for made, (place, n, share) in zip(dataset.rows, rows, strict=True):
            assert made.values["place"] == (place or None)
            assert made.values["n"] == (int(n) if n else None)
            assert made.values["share"] == (Decimal(share) if share else None)
            assert n.isascii()
            assert share.isascii()


@given(CELLS)
def test_a_tidied_text_is_tidy(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)
    assert visible(tidied(text)).strip() == visible(tidied(text))
