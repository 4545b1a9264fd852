"""What sentences state, in both languages, and whether it stands in the words of a source."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import figures
from generator.language.quantities import statements, unsourced_words
from generator.language.statements import Day, Statement, covers

HERE = Path(__file__).parent
ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
}
TENS = {
    "en": "- - twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
}


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def shown(statement: Statement) -> str:
    value = statement.value
    if isinstance(value, Day):
        year = f"{value.year:04}" if value.year else "-"
        value = "-".join((year, *(f"{part:02}" for part in value[1:] if part)))
    return " ".join(
        part
        for part in (statement.kind, str(value), statement.unit, "" if statement.sure else "?")
        if part
    )


def stated(line: str, tag: str) -> tuple[str, str]:
    sentence, _, wanted = line.partition(" =>")
    return "; ".join(shown(statement) for statement in statements(sentence, tag)), wanted.strip()


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_what_sentences_state(tag: str) -> None:
    sentences = lines(f"quantities-{tag}.txt")
    assert len(sentences) >= 120
    wrong = [(line, found) for line in sentences for found, wanted in [stated(line, tag)]
             if found != wanted]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_words_that_need_a_source(tag: str) -> None:
    wrong = []
    for line in lines(f"words-{tag}.txt"):
        sentence, _, wanted = line.partition(" =>")
        text = sentence.replace("^", figures.CITED).replace("$", figures.STAT)
        text = text.replace("@", figures.OTHER)
        found = "; ".join(c.text for c in unsourced_words(text, tag, statements(text, tag)))
        if found != wanted.strip():
            wrong.append((sentence, found))
    assert wrong == []


@pytest.mark.parametrize("line", lines("covered.txt"))
def test_whether_a_source_says_so(line: str) -> None:
    sentence, source, wanted = (part.strip() for part in line.split("|"))
    by = statements(source[3:].strip(), source[:2])
    missing = [c.text for c in statements(sentence[3:].strip(), sentence[:2]) if not covers(c, by)]
    assert "; ".join(missing) == wanted


def test_a_claim_has_its_place() -> None:
    text = "In all, 98 per cent of «\u00a0Section 7\u00a0» agreed on 24 March 2023."
    found = statements(text, "en-CA")
    assert [statement.text for statement in found] == ["98 per cent", "24 March 2023"]
    assert all(text[statement.start : statement.end] == statement.text for statement in found)


def test_a_language_without_a_file_has_figures_percentages_and_dates() -> None:
    found = statements("Am 24. März 2023 kamen 39.171 oder 65 % und 1,5.", "de-DE")
    assert [shown(statement) for statement in found] == [
        "date 2023-03-24",
        "number 39171",
        "percent 65",
        "number 3/2",
    ]
    assert [c.value for c in statements("2023年3月1日 39,171", "zh-Hans")] == [
        Day(2023, 3, 1),
        Fraction(39171),
    ]


def spelt(number: int, tag: str, gap: str) -> str:
    """Write a number below ten million in words, with hyphens or spaces for the smaller gaps."""
    french = tag == "fr"
    parts = []
    for scale, word in ((10**6, "million"), (1000, "mille" if french else "thousand")):
        count, number = divmod(number, scale)
        if count == 1 and word == "mille":
            parts.append(word)
        elif count:
            plural = "s" if french and word == "million" and count > 1 else ""
            parts.append(f"{below_thousand(count, tag, gap)} {word}{plural}")
    if number or not parts:
        parts.append(below_thousand(number, tag, gap))
    return " ".join(parts)


def below_thousand(number: int, tag: str, gap: str) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_hundred(rest, tag, gap)
    ones = ONES[tag].split()
    if tag == "fr":
        said = "cent" if hundreds == 1 else f"{ones[hundreds]} cent"
        return f"{said} {below_hundred(rest, tag, gap)}" if rest else said
    said = f"{ones[hundreds]} hundred"
    joined = " and " if gap == "-" else " "
    return f"{said}{joined}{below_hundred(rest, tag, gap)}" if rest else said


def below_hundred(number: int, tag: str, gap: str) -> str:
    ones, tens = ONES[tag].split(), TENS[tag].split()
    if number < 20:
        return ones[number].replace("-", gap)
    ten, one = divmod(number, 10)
    if tag == "fr" and ten in (7, 9):
        one += 10
    if not one:
        return tens[ten].replace("-", gap)
    joined = f"{gap}et{gap}" if tag == "fr" and one in (1, 11) and ten < 8 else gap
    return f"{tens[ten]}{joined}{ones[one]}".replace("-", gap)


@given(
    number=st.integers(2, 9_999_999), tag=st.sampled_from(["en", "fr"]), gap=st.sampled_from("- ")
)
def test_a_number_is_read_from_its_words(number: int, tag: str, gap: str) -> None:
    words = spelt(number, tag, gap)
    if words == "neuf":
        return  # as often it means new
    assert [(c.kind, c.value) for c in statements(f"({words})", tag)] == [("number", number)], words


@given(st.text(alphabet="1 ,.-½$%/hmsa'", max_size=40) | st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for tag in ("en", "fr", "de"):
        for statement in statements(text, tag):
            assert text[statement.start : statement.end] == statement.text
        list(unsourced_words(text, tag, statements(text, tag)))


REPEATED = (
    *("a ", "1", "1 ", "1,", "one ", "twenty-", "hundred and ", "A1-", "le plus ", "un sur "),
    *("aucun ", "personne ", "2 or ", "half a ", "March ", "section 1, ", "2020-", "d'", "mille "),
    *("under ", "A", "½", "$", "the first ", "« ", "“", "millions de ", "hundreds of ", "1/2/"),
)


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_long_texts_end(tag: str) -> None:
    for part in REPEATED:
        statements(part * 500, tag)
