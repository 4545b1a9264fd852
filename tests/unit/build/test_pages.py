"""A page read on its own: what changed since is told, what has faults is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import pages
from generator.diagnostics import DiagnosticError
from generator.files import snapshot
from generator.load.site import load as load_site


def file(folder: Path, name: str) -> pages.File:
    site = load_site(folder)
    return pages.File(name, site.locale("en"), snapshot.scan(folder).digests[name])


def test_a_page_that_changed_since_it_was_parsed_is_not_rendered(tides: Path) -> None:
    site, path = load_site(tides), tides / "content" / "en" / "about.md"
    path.write_text("---\ntitle: A\n---\nAs it was.\n")
    parsed, _ = pages.read(site, file(tides, "content/en/about.md"))
    assert parsed.document
    assert pages.whole(site, parsed.document).tokens
    path.write_text("---\ntitle: A\n---\nAs it is.\n")
    with pytest.raises(DiagnosticError, match="changed while the site was being made"):
        pages.whole(site, parsed.document)


def test_a_page_may_end_without_a_line_end(tides: Path) -> None:
    """The parser's rule for comments looks for the line after the last."""
    path = tides / "content" / "en" / "about.md"
    path.write_text("---\ntitle: A\n---\n> % c\n> ")
    parsed, _ = pages.read(load_site(tides), file(tides, "content/en/about.md"))
    assert parsed.document


def test_the_list_of_headings_has_their_words_with_their_marks(tides: Path) -> None:
    path = tides / "content" / "en" / "about.md"
    path.write_text('---\ntitle: A\n---\n## The "mean" isn\'t 3 km -- **yet**\n')
    parsed, _ = pages.read(load_site(tides), file(tides, "content/en/about.md"))
    assert parsed.document
    (heading,) = parsed.document.headings
    assert heading.text == "The “mean” isn’t 3\u00a0km – yet"


def test_a_page_with_faults_is_always_read_again(tides: Path) -> None:
    site, path = load_site(tides), tides / "content" / "en" / "about.md"
    path.write_text("---\ntitle: A\n---\nWhole.\n")
    whole = file(tides, "content/en/about.md")
    path.write_text("")  # an editor is about to write it
    parsed, _ = pages.read(site, whole)
    assert parsed.faults
    assert not parsed.holds(whole, site)
    path.write_text("---\ntitle: A\n---\nWhole.\n")
    parsed, _ = pages.read(site, whole)
    assert parsed.holds(whole, site)
