"""The line under a number says what it was computed from, for one row as for many."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from generator.components import stat as component

STRINGS = yaml.safe_load((Path(__file__).parents[3] / "templates" / "strings.yaml").read_text())


def line(code: str, taken: int, skipped: int = 0, **definition: Any) -> str:
    column = SimpleNamespace(title={"en": "Claims", "fr": "Demandes"})
    context: Any = SimpleNamespace(
        locale=SimpleNamespace(code=code, tag=f"{code}-CA"),
        string=lambda key: STRINGS[key][code],
        label=lambda words: words[code],
    )
    stat: Any = SimpleNamespace(
        definition=SimpleNamespace(**{"field": "n", **definition}), taken=taken, skipped=skipped
    )
    dataset: Any = SimpleNamespace(column=lambda name: column if name else None)
    return component.derivation(stat, dataset, context)


@pytest.mark.parametrize(
    ("aggregate", "taken", "skipped", "english"),
    [
        ("sum", 12, 0, "Sum over 12 rows of the data."),
        ("sum", 1, 0, "The value of one row of the data."),
        ("max", 1, 0, "The value of one row of the data."),
        ("max", 76, 0, "Highest of 76 rows of the data."),
        ("value", 1, 0, "As published."),
        ("count", 1, 0, "Number of rows of the data with a value: 1."),
        ("sum", 11, 1, "Sum over 11 rows of the data. One row without a value is left out."),
        ("sum", 9, 3, "Sum over 9 rows of the data. 3 rows without a value are left out."),
    ],
)
def test_in_english(aggregate: str, taken: int, skipped: int, english: str) -> None:
    assert line("en", taken, skipped, aggregate=aggregate) == english


def test_count_without_a_field_counts_rows() -> None:
    assert line("en", 5, aggregate="count", field=None) == "Number of rows of the data: 5."


def test_in_french() -> None:
    assert line("fr", 1, aggregate="sum") == "Valeur d’une seule ligne des données."
    assert line("fr", 9, 1, aggregate="sum").endswith("Une ligne sans valeur est laissée de côté.")
    assert line("fr", 9, 2, aggregate="sum").endswith("2 lignes sans valeur sont laissées de côté.")
