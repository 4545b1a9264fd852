"""Sentences against the words that they cite and the stats that they show, on a small site."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support import TIDES, copy

from generator import load, parse
from generator.checks import proof, trends, unsourced_number
from generator.diagnostics import Diagnostics, Location
from generator.files import snapshot
from generator.load import site as settings
from generator.model.page import FrontMatter, Page

SOURCES = {
    "flood": {
        "title": "The flood",
        "issued": "2023-05-02",
        "language": "en",
        "passages": {
            "fled": {
                "quote": "On March 24, 2023, fifteen thousand people, two-thirds of all, fled the "
                "rising water for one year.",
                "locator": "page 2",
                "read": "2026-01-01",
            },
            "law": {
                "quote": {"en": "within 14 days", "fr": "dans les quatorze jours"},
                "locator": {"en": "row of June", "fr": "ligne de juin"},
                "current_to": "2026-06-14",
                "read": "2026-01-01",
            },
            "plain": {"quote": "They came.", "locator": "page 3", "read": "2026-01-01"},
            "dry": {
                "quote": "Since November, as of Sunday, 40 of 60 wells were dry.",
                "locator": "page 4",
                "read": "2026-01-01",
            },
            "bill": {"quote": "C-12 came after C-2.", "locator": "p", "read": "2026-01-01"},
            "more": {"quote": "89% more came.", "locator": "p", "read": "2026-01-01"},
            "less": {"quote": "89% fewer came.", "locator": "p", "read": "2026-01-01"},
            "note": {"quote": "SOR/2009-210, s. 1", "locator": "note", "read": "2026-01-01"},
        },
    },
    "book": {"title": "A book"},
}
DATASET = {
    "name": "boats",
    "path": "boats.csv",
    "title": {"en": "Boats", "fr": "Bateaux"},
    "description": {"en": "Boats", "fr": "Bateaux"},
    "unit": {"en": "boats", "fr": "bateaux"},
    "publisher": {"en": "The port", "fr": "Le port"},
    "as_of": datetime.date(2024, 1, 1),
    "sources": ["book"],
    "schema": {
        "primaryKey": ["month"],
        "fields": [
            {"name": "month", "type": "yearmonth", "title": {"en": "Month", "fr": "Mois"}},
            {"name": "count", "type": "integer", "title": {"en": "Boats", "fr": "Bateaux"}},
        ],
    },
}
ROWS = "month,count\n2022-12,40\n2023-01,10\n2023-02,20\n2023-03,44\n2023-04,5\n"


def stat(months: object, **rest: object) -> dict[str, object]:
    words = {"en": "boats", "fr": "bateaux"}
    where = {"month": months}
    return {"dataset": "boats", "where": where, "field": "count", "label": words, **rest}


QUARTER = {"from": "2023-01", "to": "2023-03"}
STATS = {
    "january": stat("2023-01"),
    "february": stat("2023-02"),
    "march": stat("2023-03"),
    "quarter": stat(QUARTER, aggregate="sum"),
    "peak": stat({"from": "2022-12"}, aggregate="max"),
    "april": stat("2023-04"),
    "fall": stat("2023-04", aggregate="change", of={"month": "2023-03"}),
    "double": stat("2023-02", aggregate="ratio", of={"month": "2023-01"}),
}

Said = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    folder = copy(TIDES, tmp_path_factory.mktemp("proof") / "site")
    content = folder / "content"
    data = {"boats.yaml": yaml.safe_dump(DATASET), "boats.csv": ROWS}
    for name, text in data.items():
        (content / "data" / name).write_text(text, "utf-8")
    for name, more in (("sources.yaml", SOURCES), ("stats.yaml", STATS)):
        with (content / name).open("a", encoding="utf-8") as file:
            yaml.safe_dump(more, file, allow_unicode=True)
    found = Diagnostics()
    site = settings.load(Path(folder))
    everything = load.load(site, snapshot.scan(folder), found)
    assert not found.failed, list(found)

    def faults(markdown: str, code: str) -> list[str]:
        day, place = datetime.date(2026, 1, 31), Location("page.md")
        front = FrontMatter(title="Page", template="explainer", reviewed=day)
        file, locale = "page.md", site.locale(code)
        page = Page("page", locale, file, front, place, place, markdown, 1, "", is_explainer=True)
        documents = {page.name: parse.parse(page)}
        return [
            f"{one.code} {one.message.partition(chr(39))[2].partition(chr(39))[0]}"
            for module in (proof, trends, unsourced_number)
            for one in module.check_pages(site, everything, documents.values())
        ]

    return faults


PROVEN = [
    # What is missing is told elsewhere, and may have proven the rest.
    "There were {stat}`missing` boats. It was dry in 1999.",
    "On 24 March 2023, 15,000 people fled, or 66 %. {cite}`flood#fled`",
    "Fr: Le 24 mars 2023, quinze mille personnes, soit les deux tiers, ont fui. {cite}`flood#fled`",
    "In March 2023 they fled for a year. {cite}`flood#fled`",
    "Within 14 days, in June, as of June 14, 2026. {cite}`flood#law`",
    "Fr: Dans les 14 jours, selon le texte de juin 2026. {cite}`flood#law`",
    "It was said in May 2023. {cite}`flood#plain`",
    "Under section 7, the two parties and Boeing 747. {cite}`flood#plain`",
    "About {num}`14,900 | rounded` people fled. {cite}`flood#fled`",
    "There were {stat}`january` in January 2023 and {stat}`march` in March.",
    "The {stat}`quarter` came in three months of 2023, up to March.",
    "The peak was {stat}`peak` in March 2023.",
    "No one fled on March 24, 2023. {cite}`flood#fled`",
    "On Friday, March 24, 2023, they fled. {cite}`flood#fled`",
    "Fr: Le vendredi 24 mars 2023, ils ont fui. {cite}`flood#fled`",
    "It was repealed in 2009. {cite}`flood#note`",
    "Wells were dry from November 2022 to April 30, 2023, a Sunday. {cite}`flood#dry`",
    "Fr: C'était vrai le dimanche. {cite}`flood#dry`",
    "Of 60 wells, 40 were dry, or 67%. {cite}`flood#dry`",
    "Fr: De 40 à 60, la hausse est de 50 %. {cite}`flood#dry`",
    "From day 14 on, they may stay. {cite}`flood#law`",
    "Fr: À partir du jour 14, ils peuvent rester. {cite}`flood#law`",
    "Of 98.5 FM they heard. {cite}`flood#plain`",
    "Bill C-12 became law, after an earlier bill, C-2.",
    "Fr: Le projet de loi C‑12 suit un projet de loi antérieur, C-2.",
    "They flew a B-52. {cite}`flood#plain`",
    "Fewer boats came: {stat}`april`, 89% fewer. {cite}`flood#less`",
    "There were 10 boats in January 2023\n: {stat}`january`, by the port. {cite}`flood#plain`",
    ":::{position} The mayor, in March 2023\nThey fled. {cite}`flood#fled`\n:::",
    "| Year | Boats |\n|---|---|\n| 2023 | few |\n\nSource: {cite}`flood#fled`",
    "14 days\n: They may stay. {cite}`flood#law`",
    "- In March 2023. They fled. {cite}`flood#fled`",
    "In March 2023 it rained. They fled. {cite}`flood#fled`",
    "It rained on May 2, 2023. They fled. {cite}`flood#fled`",
    "It rained for one year, said a report of January 2026. They fled. {cite}`flood#fled`",
    "It rained for a day on {num}`May 5, 2021 | our own diary`.",
    "Fr: La loi, L.C. 2001, ch. 27, le permet.",
    "It rained that year, as in 2023. There were {stat}`january`.",
    "Boats rose from {stat}`january` to {stat}`february`, then {stat}`march`.",
    "Boats fell by {stat}`fall` and doubled before, by {stat}`double`.",
    "{stat}`march` in March, the highest. Boats doubled from {stat}`january` to {stat}`february`.",
    "The water is rising. {cite}`flood#fled`",
    "The water fell. {cite}`flood#plain`",
    "On January 31, 2026 we found none. {cite}`flood#fled`",
    ":::{callout}\n:kind: example\n\n| May 5, 2021 | 7 |\n|---|---|\n| May 6 | 8 |\n:::",
]
FAULTY = [
    ("On March 25, 2023 they fled. {cite}`flood#fled`", "quote-mismatch March 25, 2023"),
    ("Then 16,000 fled. {cite}`flood#fled`", "quote-mismatch 16,000"),
    ("Fr: Seize mille ont fui. {cite}`flood#fled`", "quote-mismatch Seize mille"),
    ("Half of them fled. {cite}`flood#fled`", "quote-mismatch Half"),
    ("They fled for a day. {cite}`flood#fled`", "quote-mismatch a day"),
    ("Fr: Ils ont fui 14 mois. {cite}`flood#law`", "quote-mismatch 14 mois"),
    ("It was said on May 2, 2023. {cite}`flood#plain`", "quote-mismatch May 2, 2023"),
    ("Then {num}`16,000` fled. {cite}`flood#fled`", "quote-mismatch 16,000"),
    ("Then 15,000 fled. {cite}`flood#plain`", "quote-mismatch 15,000"),
    ("Then 15,000 fled. {cite}`flood`", "unproven 15,000"),
    ("Then 16,000 fled. {cite}`flood#fled, book`", "unproven 16,000"),
    ("There were {stat}`january` in 2022.", "unproven 2022"),
    ("There were {stat}`january` in March 2023 and {stat}`march` in March.", "unproven March 2023"),
    ("The {stat}`quarter` came in four months of 2023.", "unproven four months"),
    ("They were {stat}`quarter`, from February 2023 on.", "unproven February 2023"),
    (":::{position} A, in May 2021\nThey fled. {cite}`flood#fled`\n:::", "quote-mismatch May 2021"),
    ("| Year | Boats |\n|---|---|\n| 2022 | few |\n\nSource: {cite}`flood#fled`",
     "quote-mismatch 2022"),
    ("15 days\n: They may stay. {cite}`flood#law`", "quote-mismatch 15 days"),
    ("- In May 2022. They fled. {cite}`flood#fled`", "quote-mismatch May 2022"),
    ("They were the first to flee. {cite}`flood#fled`", "unsourced-scope were the first"),
    ("They were the first to flee.", "unsourced-scope were the first"),
    ("They were the first, {stat}`march`.", "unsourced-scope were the first"),
    ("The water rose. They fled. {cite}`flood#fled`", "unsourced-scope rose"),
    ("Fr: L'eau a monté.", "unsourced-scope monté"),
    ("A dozen fled.", "unsourced-number A dozen"),
    (":::{callout}\n:kind: example\n\nA score fled.\n:::\n\nA dozen fled.",
     "unsourced-number A dozen"),
    (":::{callout}\n:kind: note\n\nA score fled.\n:::", "unsourced-number A score"),
    (":::{tip} A dozen fled\nSo.\n:::", "unsourced-number A dozen"),
    ("On January 30, 2026 we found none. {cite}`flood#fled`", "quote-mismatch January 30, 2026"),
    ("On May 5, 2021 it rained.", "unproven May 5, 2021"),
    ("In April 2023 it rained. They fled. {cite}`flood#fled`", "unproven April 2023"),
    ("It rained for two years. They fled. {cite}`flood#fled`", "unproven two years"),
    ("It rained, in 2022. There were {stat}`january`.", "unproven 2022"),
    ("Fr: Il a plu en avril. Ils ont fui. {cite}`flood#fled`", "unproven avril"),
    ("The water is falling. {cite}`flood#fled`", "description-disagrees falling"),
    ("Boats fell from {stat}`january` to {stat}`february`.", "description-disagrees fell"),
    ("Boats fell from {stat}`march` in March, after {stat}`january` in January 2023.",
     "description-disagrees fell"),
    ("Boats rose by {stat}`fall`.", "description-disagrees rose"),
    ("Boats tripled, from {stat}`january` to {stat}`february`.", "description-disagrees tripled"),
    ("The highest number was {stat}`february`.", "description-disagrees highest"),
    ("On Thursday, March 24, 2023, they fled. {cite}`flood#fled`", "wrong-weekday Thursday"),
    ("Fr: Le jeudi 24 mars 2023, ils ont fui. {cite}`flood#fled`", "wrong-weekday jeudi"),
    ("They fled on Saturday. {cite}`flood#fled`", "quote-mismatch Saturday"),
    ("It was repealed in 2008. {cite}`flood#note`", "quote-mismatch 2008"),
    ("Wells were dry from November 2021 on. {cite}`flood#dry`", "quote-mismatch November 2021"),
    ("Wells were dry on April 29, 2023. {cite}`flood#dry`", "quote-mismatch April 29, 2023"),
    ("Of 60 wells, 40 were dry, or 68%. {cite}`flood#dry`", "quote-mismatch 68%"),
    ("From 40 to 60, it rose by 67 points. {cite}`flood#dry`", "quote-mismatch 67"),
    ("Fr: À partir du jour 15, ils peuvent rester. {cite}`flood#law`", "quote-mismatch jour 15"),
    ("From day 14 on, they may stay. {cite}`flood#dry`", "quote-mismatch day 14"),
    ("Bill C-21 became law.", "unproven C-21"),
    ("Fr: Le projet de loi C-3 est adopté. {cite}`flood#plain`", "unproven C-3"),
    ("They fell by 89%. {cite}`flood#more`", "description-disagrees fell"),
    ("They rose by 89%. {cite}`flood#less`", "description-disagrees rose"),
    ("Each day 300 boats came.", "unsourced-number 300"),
    ("There were 11 boats\n: {stat}`january`, by the port. {cite}`flood#plain`",
     "quote-mismatch 11"),
]  # fmt: skip


def split(text: str) -> tuple[str, str]:
    return (text[4:], "fr") if text.startswith("Fr: ") else (text, "en")


@pytest.mark.parametrize("text", PROVEN)
def test_what_is_proven_is_passed(said: Said, text: str) -> None:
    assert said(*split(text)) == []


@pytest.mark.parametrize(("text", "wanted"), FAULTY)
def test_what_is_not_is_told(said: Said, text: str, wanted: str) -> None:
    assert said(*split(text)) == [wanted]
