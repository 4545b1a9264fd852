"""Each section of a page uses the same things in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from edits import Site
from support import TIDES, copy

from generator.checks import parity
from generator.commands import agree

EN, FR = "content/en/how-high.md", "content/fr/how-high.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small site, whose page on heights has a second section."""
    found = Site(copy(TIDES, tmp_path))
    for file in (EN, FR):
        words = "[x](everything.md#stats) {term}`high-water` {stat}`highest` {cite}`sample`"
        found.write(file, f"{found.text(file)}\n(more)=\n## More\n\n{words}\n")
    return found


def told(site: Site) -> list[tuple[str, str]]:
    read = agree.read_site(site.root)
    found = parity.check(read.site, read.content, read.documents)
    return [(one.location.file, one.message) for one in found]


def test_the_same_in_each_section_is_sound(site: Site) -> None:
    assert told(site) == []


@pytest.mark.parametrize(
    ("use", "thing"),
    [
        ("{term}`high-water` {stat}", "the term 'high-water'"),
        ("{stat}`highest` {cite}", "the stat 'highest'"),
    ],
)
def test_what_one_section_uses_is_missed_there(site: Site, use: str, thing: str) -> None:
    kept = use.partition(" ")[2]
    site.replace(FR, use, kept)
    assert told(site) == [(EN, f"{thing} is here and not in the section 'more' of {FR}")]


def test_a_misspelt_name_is_not_missed_too(site: Site) -> None:
    site.replace(FR, "{stat}`highest` {cite}", "{stat}`higest` {cite}")
    assert told(site) == []


def test_a_language_may_have_a_picture_of_its_own(site: Site) -> None:
    site.replace(FR, "## More\n", "## More\n\n![La grève](shore.jpg)\n")
    assert told(site) == []


def test_a_link_is_missed_unless_it_could_lead_nowhere(site: Site) -> None:
    site.replace(FR, "[x](everything.md#stats)", "x")
    assert told(site) == [(EN, f"the link 'everything.md#stats' is here and not in {FR}")]
    site.replace(EN, "everything.md#stats", "alone.md")
    site.write("content/en/alone.md", "---\ntitle: Alone\ntranslated: false\n---\n")
    assert told(site) == []


def test_where_headings_differ_whole_pages_are_compared(site: Site) -> None:
    site.replace(FR, "(more)=\n## More", "## Suite")
    site.replace(FR, "{term}`high-water` {stat}`highest` {cite}`sample`", "{cite}`sample`")
    heads = [message.partition(" has no ")[0] for _, message in told(site)]
    assert heads == ["the heading 'more'", "the heading 'suite'"]
