"""English and French marks, and the places where none belong."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from markupsafe import escape

from generator import parse
from generator.diagnostics import Location
from generator.language.format import date
from generator.language.quantities import statements
from generator.language.typography import Marked, marks

HERE = Path(__file__).parent

N, F, H = "\u00a0", "\u202f", "\u2011"


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
        ("0 h 01", f"0{N}h{N}01"),
        (f"0{N}h 01", f"0{N}h{N}01"),
        ("le 25 mars 2023", f"le 25{N}mars 2023"),
        ("le 5 janv. 2023", f"le 5{N}janv. 2023"),
        ("du 1er au 3 mai", f"du 1er au 3{N}mai"),
        ("le 1er mai", f"le 1er{N}mai"),
        ("25 marsouins", "25 marsouins"),
        ("L.C. 2026, ch. 4, art. 73", f"L.C. 2026, ch.{N}4, art.{N}73"),
        ("la p. 3 du vol. 2", f"la p.{N}3 du vol.{N}2"),
        ("un -- deux", "un – deux"),
        ("un---deux", "un—deux"),
        ("et...", "et…"),
        ("article 101(1)c)", "article 101(1)c)"),
        ("Que demande-t-on?", f"Que demande{H}t{H}on{F}?"),
        ("Ont-ils, puis-je, Est-ce", f"Ont{H}ils, puis{H}je, Est{H}ce"),
        ("le projet de loi C-12, A-b, AB-1", f"le projet de loi C{H}12, A-b, AB-1"),
        ("passe-t-elle", f"passe{H}t{H}elle"),
        ("une mi-temps, 3-on, demi-once, ceux-ci", "une mi-temps, 3-on, demi-once, ceux-ci"),
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
        ("on March 25, 2023", f"on March{N}25, 2023"),
        ("in March 2023", "in March 2023"),
        ("Bill C-12, A-b, AB-1", f"Bill C{H}12, A-b, AB-1"),
        ("Sept. 5 and 25 May", f"Sept.{N}5 and 25{N}May"),
        ("From June 1,200 came", "From June 1,200 came"),
        ("S.C. 2026, c. 4, s. 7", f"S.C. 2026, c.{N}4, s.{N}7"),
        ("the 5 Mayans", "the 5 Mayans"),
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


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (
            "Le 1er mai *et le 1er juin*.",
            f"Le 1<sup>er</sup>{N}mai <em>et le 1<sup>er</sup>{N}juin</em>.",
        ),
        ("1er", "1<sup>er</sup>"),
        ("Le 21er, `1er`, 1ers", "Le 21er, <code>1er</code>, 1ers"),
    ],
)
def test_the_first_day_of_a_month_is_raised_in_french(typed: str, html: str) -> None:
    tokens = parse.words(typed, "fr-CA", Location("x"))[0].tokens
    md = parse.markdown("fr-CA")
    assert md.renderer.render(tokens, md.options, {}) == html
    assert french(typed) == re.sub("</?(?:sup|em|code)>", "", html)


def test_a_date_in_words_is_raised_in_html_alone() -> None:
    words = date("2023-05-01", "fr-CA")
    assert words == f"1er{N}mai 2023"
    assert f"le {words}" == f"le 1er{N}mai 2023"
    assert str(escape(words)) == f"1<sup>er</sup>{N}mai 2023"
    assert pickle.loads(pickle.dumps(words)).__html__() == escape(words)
    assert str(escape(date("2023-05-01", "en-CA"))) == f"May{N}1, 2023"
    assert str(escape(Marked("<1er>", "fr"))) == "&lt;1<sup>er</sup>&gt;"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_text_states_is_the_same_with_its_marks(language: str) -> None:
    """What proves a sentence reads quotations and typed texts alike."""
    lines = (HERE / f"quantities-{language}.txt").read_text("utf-8").splitlines()
    texts = [line.partition(" =>")[0] for line in lines if line and not line.startswith("#")]
    assert len(texts) > 100
    for text in texts:
        typed = [(one.kind, one.value, one.unit) for one in statements(text, language)]
        printed = statements(marks(text, language), language)
        assert [(one.kind, one.value, one.unit) for one in printed] == typed, text
