"""The words of a source on a page: in which language, and what is marked in them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from support import small

from generator.build.memory import MemoryBuilder
from generator.build.report import Options
from generator.language.quantities import statements
from generator.load.site import load as load_site
from generator.model.site import Site
from generator.model.source import Passage, Source
from generator.render import citations
from generator.render.quotations import Quotation, quotation

READ = datetime.date(2026, 11, 27)
HIGH = "It rose to <6> feet on March 24, 2023."
SOURCE = Source(title="The almanac", language="en")


@pytest.fixture
def site(tides: Path) -> Site:
    return load_site(tides)


def quoted(site: Site, passage: Passage, code: str, sentence: str = "") -> Quotation:
    locale = site.locale(code)
    stated = statements(sentence, locale.tag)
    return quotation(SOURCE, passage, stated, site, locale, repeated=False)


def test_what_the_sentence_states_is_marked(site: Site) -> None:
    passage = Passage(quote=HIGH, locator="page 2", read=READ)
    shown = quoted(site, passage, "en", "On 24 March 2023 it was the first of 7.")
    assert shown.html == "It rose to &lt;6&gt; feet on <mark>March\u00a024, 2023</mark>."
    assert shown.lang == ""
    assert shown.read_text == "November\u00a027, 2026"


def test_other_languages_are_told_and_translated(site: Site) -> None:
    ours = "Elle est montée le 24 mars 2023."
    passage = Passage(quote=HIGH, translation={"fr": ours}, locator={"fr": "page 2"}, read=READ)
    shown = quoted(site, passage, "fr", "Le 24 mars 2023, elle est montée.")
    assert (shown.lang, "<mark>March\u00a024, 2023</mark>" in shown.html) == ("en", True)
    assert shown.translation == "Elle est montée le <mark>24\u00a0mars 2023</mark>."


def test_words_that_are_official_in_both_are_shown_in_the_page_s(site: Site) -> None:
    both = {"en": "It rose.", "fr": "Elle est montée."}
    day = datetime.date(2026, 6, 1)
    passage = Passage(quote=both, locator="s. 2", read=READ, current_to=day)
    shown = quoted(site, passage, "fr")
    assert (shown.html, shown.lang, shown.translation) == ("Elle est montée.", "", "")
    assert shown.current_to_text == "1er\u00a0juin 2026"


@pytest.mark.parametrize(
    ("copy", "url", "shown_as"),
    [
        ("https://www.example.org/copy", "https://www.example.org/copy", "example.org"),
        ("pages.example.org/961610.html", "", "pages.example.org"),
        ("a scan, page 3", "", "a scan, page 3"),
    ],
)
def test_a_copy_is_linked_where_it_has_an_address(
    site: Site, copy: str, url: str, shown_as: str
) -> None:
    passage = Passage(quote=HIGH, locator="page 2", read=READ, read_in=copy)
    shown = quoted(site, passage, "en")
    assert (shown.copy, shown.copy_url) == (shown_as, url)


@pytest.mark.parametrize(
    ("archived", "day"),
    [
        ("https://web.archive.org/web/20230325101500/https://example.org/a", "2023-03-25"),
        ("https://archive.example/abc", "2026-11-26"),
    ],
)
def test_a_link_names_the_archived_copy(site: Site, archived: str, day: str) -> None:
    address = "https://example.org/a"
    source = Source(title="A", URL=address, archived=archived, accessed="2026-11-26")
    html = citations.html(source, site.locale("en"))
    assert (
        f'<a href="{address}" rel="external" data-originalurl="{address}" '
        f'data-versionurl="{archived}" data-versiondate="{day}">'
    ) in html


def test_what_a_stat_of_the_sentence_shows_is_marked(tmp_path: Path) -> None:
    site = small(tmp_path / "site")
    sources = site / "content/sources.yaml"
    quote = "It stood highest on March 25, 2023"
    sources.write_text(sources.read_text("utf-8").replace(f"{quote}.", f"{quote}: 4.3."), "utf-8")
    page = site / "content/en/how-high.md"
    words = "\nThe water came to {stat}`highest`. {cite}`sample#highest`\n"
    page.write_text(page.read_text("utf-8") + words, "utf-8")
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert not report.failed, report.diagnostics
    assert "25, 2023: <mark>4.3</mark>." in report.files["en/how-high/index.html"].decode()
