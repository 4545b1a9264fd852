"""English and French marks, and the places where none belong."""

from __future__ import annotations

import pytest

from generator import parse
from generator.diagnostics import Location

N, F = "\u00a0", "\u202f"


def french(text: str) -> str:
    return parse.words(text, "fr-CA", Location("x"))[0].text


def english(text: str) -> str:
    return parse.words(text, "en-CA", Location("x"))[0].text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi?", f"Pourquoi{F}?"),
        ("Pourquoi ?", f"Pourquoi{F}?"),
        ("Non!", f"Non{F}!"),
        ("un; deux", f"un{F}; deux"),
        ("Voici : un", f"Voici{N}: un"),
        ("Voici: un", f"Voici{N}: un"),
        ('dit "oui" là', f"dit «{N}oui{N}» là"),
        ("dit « oui » là", f"dit «{N}oui{N}» là"),
        ("l'asile", "l’asile"),
        ("39 171 personnes", f"39{N}171 personnes"),
        ("en 2022 800 personnes", f"en 2022{N}800 personnes"),
        ("65 %", f"65{N}%"),
        ("65%", f"65{N}%"),
        ("12:01", "12:01"),
        ("0 h 01", f"0{N}h 01"),
        ("un -- deux", "un – deux"),
        ("un---deux", "un—deux"),
        ("et...", "et…"),
        ("article 101(1)c)", "article 101(1)c)"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    assert french(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Why?", "Why?"),
        ("say \"yes\" or 'no'", "say “yes” or ‘no’"),
        ("Canada's", "Canada’s"),
        ("section 159.4(1)(c)", "section 159.4(1)(c)"),
        ("2017--2023", "2017–2023"),
        ("12:01 a.m.", f"12:01{N}a.m."),
        ("50 km", f"50{N}km"),
    ],
)
def test_english(typed: str, printed: str) -> None:
    assert english(typed) == printed


def test_code_and_addresses_are_left_alone() -> None:
    html = parse.markdown("fr").render("`a ? b : c` [x](http://x.example/a?b:c)", {})
    assert "<code>a ? b : c</code>" in html
    assert 'href="http://x.example/a?b:c"' in html


def test_a_number_before_a_mark_keeps_its_space_in_french() -> None:
    md = parse.markdown("fr")
    tokens = md.parse("**deux** ; trois", {"tag": "fr"})
    text = "".join(child.content for child in tokens[1].children or [] if child.type == "text")
    assert text == f"deux{F}; trois"
