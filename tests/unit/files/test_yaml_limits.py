"""No YAML makes the program fail or wait: what is too much, or means nothing, has its place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.diagnostics import DiagnosticError
from generator.files import SourceText, yaml

LETTERS = "abcdefghijkl"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(LETTERS)
)


@pytest.mark.parametrize(
    ("text", "place", "code", "part"),
    [
        (BOMB, (4, 4), "yaml-limit", "100,000 values"),
        ("a: &a [*a]", (1, 4), "yaml", "stands for itself"),
        ("b: &b {<<: *b, title: x}", (1, 4), "yaml", "stands for itself"),
        ("a: !!int ''", (1, 4), "yaml", "whole number"),
        ("a: !!bool maybe", (1, 4), "yaml", "bool"),
        ("a: !!float x", (1, 4), "yaml", "float"),
        ("a: !!timestamp x", (1, 4), "yaml", "a day or a time"),
        ("a: !!binary aGk=", (1, 4), "yaml", "!!binary"),
        ("a: !!set {x}", (1, 4), "yaml", "!!set"),
        ("a: !!python/object/apply:os.system [x]", (1, 4), "yaml", "!!python"),
        ("a: !mine x", (1, 4), "yaml", "!mine"),
        ("x: 1\na: 2024-02-30", (2, 4), "yaml", "'2024-02-30'"),
        ("x: 1\na: 2026-13-27", (2, 4), "yaml", "'2026-13-27'"),
        (f"a: {'9' * 6000}", (1, 4), "yaml-limit", "6,000 digits"),
        (f"a: 0x{'f' * 6000}", (1, 4), "yaml-limit", "digits"),
        (f"a: {'x' * 5_000_000}", (1, 4), "yaml-limit", "5,000,000 characters"),
        ("[" * 5000, (1, 1001), "yaml", "nesting"),
        ("[" * 900 + "]" * 900, (1, 62), "yaml-limit", "60 deep"),
        ("- " * 100_000 + "x", (1, 121), "yaml-limit", "60 deep"),
        ("\n".join(" " * n + "a:" for n in range(3000)), (61, 61), "yaml-limit", "60 deep"),
        (r'a: "\0"', (1, 4), "yaml", "U+0000"),
        (r'a: "\uffff"', (1, 4), "yaml", "U+FFFF"),
        (r'a: "\ud800"', (1, 7), "yaml", "Unicode"),
        ("b: 1\na: b\x01", (2, 5), "yaml", "U+0001"),
        ("? [a]\n: b", (1, 3), "yaml", "unhashable"),
        ("<<: 3", (1, 5), "yaml", "merging"),
        ("!!map [a]", (1, 1), "yaml", "mapping"),
        ("a: =", (1, 4), "yaml", "value"),
        ("--- a\n--- b", (2, 1), "yaml", "another document"),
        ("a:\n\t- c", (2, 1), "yaml", "token"),
    ],
)
def test_it_is_refused_at_its_place(
    text: str, place: tuple[int, int], code: str, part: str
) -> None:
    with pytest.raises(DiagnosticError) as raised:
        yaml.parse(SourceText("file.yaml", text, ""))
    (fault,) = raised.value.diagnostics
    assert (fault.location.line, fault.location.column) == place
    assert (fault.code, fault.severity) == (code, "error")
    assert part in fault.message
    assert fault.hint
    assert len(fault.message) < 200


def test_names_for_parts_work() -> None:
    made = yaml.parse(SourceText("file.yaml", "a: &a [1]\nb: *a\nc: {<<: {d: 2}}", ""))
    assert made.value == {"a": [1], "b": [1], "c": {"d": 2}}


def test_places_among_very_many_entries() -> None:
    text = "".join(f"s{number}: {{title: x}}\n" for number in range(20_000))
    document = yaml.parse(SourceText("file.yaml", text, ""))
    places = [document.locate((f"s{number}", "title")).line for number in range(20_000)]
    assert places == list(range(1, 20_001))
