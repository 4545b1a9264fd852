"""Languages: those with a file of their own, and all others by the Unicode CLDR."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import vl_convert
import yaml
from support import BORDER, copy

from generator import language
from generator.build import incremental
from generator.build.report import Options
from generator.charts.formats import formats
from generator.language import cldr, english, figures, french, tags
from generator.language.format import date, number
from generator.language.typography import marks

N = "\u00a0"
# A tag, its direction, a day, a month and two numbers as CLDR writes them.
FORMS = [
    ("de", "ltr", "1. März 2023", "März 2023", "39.171", f"65{N}%"),
    ("ar", "rtl", "1 مارس 2023", "مارس 2023", "39,171", "65%"),
    ("zh-Hans", "ltr", "2023年3月1日", "2023年3月", "39,171", "65%"),
    ("iu", "ltr", "ᒫᑦᓯ 1, 2023", "2023 ᒫᑦᓯ", "39,171", "65%"),
    ("ht", "ltr", "1 mars 2023", "mars 2023", f"39{N}171", f"65{N}%"),
    ("cr", "ltr", "2023-03-01", "2023-03", "39,171", "65%"),
    ("en-x-plain", "ltr", f"March{N}1, 2023", "March 2023", "39,171", "65%"),
]


def test_a_language_is_found_by_its_code() -> None:
    known = language.known()
    assert (known["en"], known["fr"]) == (english.LANGUAGE, french.LANGUAGE)
    for tag in ("fr", "fr-CA", "FR-be", "fr-u-nu-latn"):
        assert language.find(tag) is french.LANGUAGE


def test_a_language_without_a_file_has_no_typography_of_its_own() -> None:
    created = language.find("ht-HT")
    assert created.code == "ht"
    assert created.quotes == ("“", "”", "‘", "’")
    assert created.spacing == ()
    assert marks("Poukisa ? -- 65 % ... «non» 3 km", "ht-HT") == "Poukisa ? – 65 % … «non» 3 km"


@pytest.mark.parametrize(("tag", "way", "day", "month", "count", "share"), FORMS)
def test_forms(tag: str, way: str, day: str, month: str, count: str, share: str) -> None:
    assert cldr.direction(tag) == way
    assert date("2023-03-01", tag) == day
    assert date("2023-03", tag) == month
    assert number(39171, tag) == count
    assert number(65, tag, percent=True) == share


@pytest.mark.parametrize(("tag", "day", "month", "count"), [(f[0], *f[2:5]) for f in FORMS])
def test_a_date_in_words_needs_no_source(tag: str, day: str, month: str, count: str) -> None:
    text = f"{day}: {month}, {count}."
    found = [text[offset:] for offset in figures.unsourced(text, tag)]
    assert found == [f"{count}."]
    assert [m[0] for m in figures.every(f"({count})", tag)] == [count]
    assert figures.typed(f"{day}\n({count})", tag) == [day, count]


def test_every_language_that_cldr_knows_has_its_forms() -> None:
    for tag in cldr.cldr("en").languages:
        language.find(tag)
        date("2023-03-25", tag)
        number(-0.5, tag, percent=True)
        dates = formats(tag)[1]
        assert not any("%(" in dates[key] for key in ("date", "time", "dateTime")), tag
        assert all(dates["shortMonths"]), tag


@pytest.mark.parametrize("tag", ["en-CA", "fr-CA", "de-DE"])
def test_a_chart_has_d3_s_own_forms_where_there_are_any(tag: str) -> None:
    own = vl_convert.get_format_locale(tag), vl_convert.get_time_format_locale(tag)
    assert formats(tag) == own


def test_a_chart_s_forms_by_cldr() -> None:
    numbers, dates = formats("de")
    assert (numbers["decimal"], numbers["thousands"], numbers["percent"]) == (",", ".", f"{N}%")
    assert dates["days"][0] == "Sonntag"
    assert dates["date"] == "%d.%m.%Y"
    assert formats("en-IN")[0]["grouping"] == [3, 2]
    assert formats("ar")[1]["shortMonths"][2] == "مارس"
    assert "numerals" not in formats("ar-EG")[0]
    assert formats("ar-EG")[0]["decimal"] == "."


@pytest.mark.parametrize(
    "tag",
    ["en", "fr-CA", "ar", "iu", "cr", "crk", "zh-Hans", "zh-cmn-Hans-CN", "de-1996-x-a", "iw"],
)
def test_tags(tag: str) -> None:
    assert tags.problem(tag) == ""


@pytest.mark.parametrize("tag", ["", "e", "english", "en_CA", "en-", "fr--CA", "fr-x", "xx", "123"])
def test_what_is_no_tag(tag: str) -> None:
    assert tags.problem(tag)


def in_languages(value: object, codes: list[str]) -> object:
    """Return what a YAML file holds with its English words as those of other languages."""
    if isinstance(value, list):
        return [in_languages(item, codes) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= {"en", "fr"}:
        return dict.fromkeys(codes, value["en"])
    return {key: in_languages(item, codes) for key, item in value.items()}


def test_a_site_in_languages_without_a_file(tmp_path: Path) -> None:
    locales = {tag.lower(): tag for tag in ("en", "fr", "de", "ar", "ht", "iu", "zh-Hans", "cr")}
    copy(BORDER, tmp_path)
    for file in tmp_path.rglob("*.yaml"):
        value = in_languages(yaml.safe_load(file.read_text("utf-8")), list(locales))
        if file.name == "site.yaml":
            value["locales"] = [{"code": c, "tag": t, "name": t} for c, t in locales.items()]
        file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    for other in ("fr", "es"):
        shutil.rmtree(tmp_path / "content" / other)
    for code in locales.keys() - {"en"}:
        shutil.copytree(tmp_path / "content" / "en", tmp_path / "content" / code)

    report = incremental.check(Options(tmp_path, Path(), "https://example.org/", cache=False))

    assert not report.failed, report.diagnostics
    for code, tag in locales.items():
        page = report.files[f"{code}/deal/index.html"].decode()
        way = ' dir="rtl"' if tag == "ar" else ""
        assert f'<html lang="{tag}"{way}>' in page
        assert date("2004-12-29", tag) in page
        assert number(39171, tag) in page
        live = json.loads(report.files[f"{code}/charts/by-month/wide.json"])
        assert (live["formatLocale"], live["timeFormatLocale"]) == formats(tag)
