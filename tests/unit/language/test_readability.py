"""How hard a text is to read: its words, sentences and syllables, and the formulas' scores."""

from __future__ import annotations

import pytest

from generator.language import find
from generator.language.figures import sentences
from generator.language.readability import Counts, score, sentence

# Words with the syllables that a dictionary of pronunciation gives them.
ENGLISH = """
a:1 the:1 case:1 whole:1 league:1 table:2 crossed:1 wanted:2 rules:1 clothes:1 closely:2
statement:2 something:2 Canadian:4 negotiate:4 January:4 society:4 client:2 earlier:3
video:3 people:2 museum:3 annual:3 fluent:2 tourism:3 beyond:2 seeing:2 handled:2 called:1
official:3 agreement:3 asylum:3 border:2 crossing:2 station:2 safety:2 homeland:2 reality:4
"""
FRENCH = """
le:1 les:1 asile:2 demande:2 demandes:2 arrivent:2 moment:2 agent:2 agents:2 souvent:2 année:2
frontière:2 février:3 client:2 réel:2 création:3 européen:4 Haïti:3 Israël:3 aéroport:4 moyen:2
pays:2 question:2 guerre:1 situation:4 actuel:3 louer:2 nation:2 canadien:3 poste:1 août:1 juin:1
coopérer:4 voyage:2 personne:2 examinées:4 gouvernement:4 œuvre:1
"""


def counted(text: str, tag: str) -> Counts:
    found = Counts()
    for start, end in sentences(text):
        found = found.plus(sentence(text[start:end], tag))
    return found


@pytest.mark.parametrize("pair", ENGLISH.split())
def test_syllables_of_english_words(pair: str) -> None:
    word, count = pair.split(":")
    assert sentence(word, "en").syllables == int(count)


@pytest.mark.parametrize("pair", FRENCH.split())
def test_syllables_of_french_words(pair: str) -> None:
    word, count = pair.split(":")
    assert sentence(word, "fr").syllables == int(count)


def test_words_figures_and_what_ends_no_sentence() -> None:
    assert counted("In 2022, 39,171 people came. Mr. Roy's one-way trip began at 9 a.m.", "en") == (
        Counts(14, 2, 17)
    )
    assert counted("Les 39\u202f171 personnes l'ont dit.", "fr") == Counts(5, 1, 6)
    assert sentence("?!", "en") == Counts()


def test_the_grade_of_published_samples() -> None:
    # Both as the encyclopaedias' articles on the formula give them.
    text = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert counted(text, "en") == Counts(13, 1, 24)
    assert round(score(Counts(13, 1, 24), "en") or 0, 1) == 11.3
    # "Green Eggs and Ham": 5.7 words in a sentence, 1.02 syllables in a word.
    assert round(score(Counts(5700, 1000, 5814), "en") or 0, 1) == -1.3


def test_the_score_of_kandel_and_moles() -> None:
    # Their formula is for the syllables of 100 words: 207 - 1.015 x 20 - 0.736 x 150.
    assert score(Counts(100, 5, 150), "fr-CA") == pytest.approx(207 - 20.3 - 110.4)


def test_a_language_without_a_formula_has_no_score() -> None:
    assert find("de").ease is None
    assert counted("Das Wasser steigt.", "de") == Counts()
    assert score(Counts(10, 1, 20), "de") is None
    assert score(Counts(), "en") is None
