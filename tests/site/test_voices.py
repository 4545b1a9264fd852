"""The site's explainers are easy to read; what people hold is dated, and both sides are heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import parse
from generator.checks import positions, readability
from generator.load import front_matter
from generator.load import site as settings
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site


@pytest.fixture(scope="module")
def loaded(repo: Path) -> Site:
    return settings.load(repo)


@pytest.fixture(scope="module")
def documents(loaded: Site) -> dict[str, Document]:
    found = {}
    for locale in loaded.locales:
        for path in sorted((loaded.source / "content" / locale.code).rglob("*.md")):
            document = parse.parse(front_matter.load_page(loaded, locale, path))
            found[document.page.name] = document
    return found


def test_both_sides_are_heard_at_equal_length_in_every_language(
    loaded: Site, documents: dict[str, Document]
) -> None:
    assert loaded.settings.position_balance is not None
    assert list(positions.check_pages(loaded, Content(), documents.values())) == []
    heard = {
        (document.page.locale.code, one.side)
        for document in documents.values()
        for one in document.positions
    }
    codes = {locale.code for locale in loaded.locales}
    assert {(code, side) for code in codes for side in positions.SIDES} <= heard


def test_summaries_and_explainers_are_easy_to_read(
    loaded: Site, documents: dict[str, Document]
) -> None:
    assert loaded.settings.readability
    assert list(readability.check_pages(loaded, Content(), documents.values())) == []
    measured = [
        one for document in documents.values() for one in readability.measured(loaded, document)
    ]
    assert {one.part for one in measured if one.limit is not None} == {"summary", "page"}
