"""One walk of all the words beside pages, and of the sources that they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from support import TIDES

from generator.build import incremental as build
from generator.model.content import Content


@pytest.fixture(scope="module")
def content() -> Content:
    report = build.check(build.Options(TIDES, Path()))
    assert report.made is not None
    return report.made.content


def words_in(value: object) -> Iterator[str]:
    """The English words anywhere in a model: in a mapping with both of the site's languages."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict) and {"en", "fr"} == set(value):
        yield from value["en"] if isinstance(value["en"], list) else [value["en"]]
    elif isinstance(value, dict):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words_in(one)


def test_every_word_of_a_model_is_walked_where_it_stands(content: Content) -> None:
    wanted: list[str] = []
    for dataset in content.datasets.values():
        wanted += words_in(dataset.descriptor)
    for chart in content.charts.values():
        wanted += words_in(chart.words)
    for book in content.rulebooks.values():
        wanted += words_in(book.rules)
        wanted += words_in([case.words for case in book.cases])
    wanted += words_in(list(content.terms.values()))
    wanted += words_in(list(content.events.values()))
    assert len(wanted) > 50
    assert sorted(placed.text.words["en"] for placed in content.texts()) == sorted(wanted)
    for placed in content.texts():
        place, words = placed.at("en"), placed.text.words["en"]
        line = (TIDES / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        assert words.split()[0] in line[place.column - 1 :], place


def test_every_source_is_found_where_it_is_named(content: Content) -> None:
    found = list(content.cited())
    assert {reference.name for reference in found} == set(content.sources)
    for reference in found:
        place = reference.location
        line = (TIDES / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        assert reference.name in line, place
    named = [rule.sources for book in content.rulebooks.values() for rule in book.rules.rules]
    in_rules = [r for r in found if r.location.file.startswith("content/rules/")]
    assert len(in_rules) >= sum(map(len, named)) > 0
