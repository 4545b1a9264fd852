"""The menu: one list, or the groups of the site's settings, with where a reader is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, TIDES, copy

from generator.build.memory import MemoryBuilder
from generator.build.report import Options

SECTIONS = """sections:
  - {id: later, label: {en: Later, fr: Plus tard}}
  - {id: first, label: {en: First, fr: Premiers}}
"""
LINK = re.compile(r'<a href="/en/([\w-]*)/?"( aria-current="page")?>')


@pytest.fixture
def site(tmp_path: Path, with_drawings: Callable[[Path], Path]) -> Path:
    return with_drawings(copy(TIDES, tmp_path / "site", design=ROOT))


def write(site: Path, sections: str, **of: str) -> None:
    settings = site / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + sections, "utf-8")
    for name, section in of.items():
        page = site / "content" / "en" / f"{name}.md"
        page.write_text(page.read_text("utf-8").replace("---", f"---\nsection: {section}", 1))


def made(site: Path, page: str) -> str:
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert not report.failed, report.diagnostics
    return report.files[page].decode()


def nav(html: str, name: str) -> str:
    return html.partition(f'<nav class="{name}"')[2].partition("</nav>")[0]


def test_without_sections_the_menu_is_one_list(site: Path) -> None:
    html = made(site, "en/how-high/index.html")
    assert LINK.findall(nav(html, "masthead-nav")) == [
        ("how-high", ' aria-current="page"'),
        ("everything", ""),
        ("causeway", ""),
    ]
    for name in ("menu", "footer-sections", "neighbours"):
        assert f'<nav class="{name}"' not in html


def test_sections_stand_in_their_order_and_pages_in_theirs(site: Path) -> None:
    write(site, SECTIONS, everything="first", causeway="first", index="later")
    html = made(site, "en/everything/index.html")
    menu = nav(html, "menu")
    expected = [("", ""), ("everything", ' aria-current="page"'), ("causeway", "")]
    assert LINK.findall(menu) == [("how-high", ""), *expected]
    assert LINK.findall(nav(html, "footer-sections")) == expected
    assert re.findall(r'<summary( aria-current="true")?>(\w+)</summary>', menu) == [
        ("", "Menu"),
        ("", "Later"),
        (' aria-current="true"', "First"),
    ]
    assert '<p class="page-section label">First</p>' in html
    neighbours = re.findall(r'rel="(\w+)" href="/en/([\w-]*)/?"', nav(html, "neighbours"))
    assert neighbours == [("prev", ""), ("next", "causeway")]


def test_the_first_page_has_none_before_it_and_the_last_none_after(site: Path) -> None:
    write(site, SECTIONS, **{"how-high": "later", "everything": "first", "causeway": "first"})
    assert 'rel="prev"' not in made(site, "en/how-high/index.html")
    assert 'rel="next"' not in made(site, "en/causeway/index.html")


def test_the_home_page_has_its_lists_by_section(site: Path) -> None:
    write(site, SECTIONS, everything="first", causeway="first", index="later")
    listed = nav(made(site, "en/index.html"), "question-list question-list-groups")
    assert LINK.findall(listed) == [("everything", ""), ("causeway", "")]
