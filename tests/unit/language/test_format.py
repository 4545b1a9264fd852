"""Numbers and dates in each language's form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.language.format import date, number

N = "\u00a0"


@pytest.mark.parametrize(
    ("value", "percent", "en", "fr"),
    [
        (39171, False, "39,171", f"39{N}171"),
        (930, False, "930", "930"),
        (Decimal("12.5"), False, "12.5", "12,5"),
        (-73, True, "−73%", f"−73{N}%"),
        (Decimal("98.3"), True, "98.3%", f"98,3{N}%"),
        (1234567, False, "1,234,567", f"1{N}234{N}567"),
    ],
)
def test_number(value: int | Decimal, percent: bool, en: str, fr: str) -> None:
    assert number(value, "en-CA", percent) == en
    assert number(value, "fr-CA", percent) == fr


@pytest.mark.parametrize(
    ("iso", "en", "fr"),
    [
        ("2023", "2023", "2023"),
        ("2023-03", "March 2023", "mars 2023"),
        ("2023-03-25", f"March{N}25, 2023", f"25{N}mars 2023"),
        ("2023-03-01", f"March{N}1, 2023", f"1er{N}mars 2023"),
        ("2023-03-11", f"March{N}11, 2023", f"11{N}mars 2023"),
    ],
)
def test_date(iso: str, en: str, fr: str) -> None:
    assert date(iso, "en-CA") == en
    assert date(iso, "fr-CA") == fr
