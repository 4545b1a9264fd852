"""Makes in memory: what made the last one is let go."""

from __future__ import annotations

import weakref
from pathlib import Path

from generator.build.memory import MemoryBuilder
from generator.build.report import Options


def test_what_made_the_site_is_let_go(tides: Path) -> None:
    builder = MemoryBuilder(Options(tides, tides / "public"))
    page = tides / "content" / "en" / "about.md"
    made = []
    for number in range(3):
        page.write_text(f"---\ntitle: A\n---\nEdit {number}.\n")
        assert not builder.make([page]).failed
        made.append(weakref.ref(builder._parts.last))
    assert [one() is None for one in made] == [True, True, False], "the collector is not needed"


def test_a_page_is_looked_at_again_when_it_or_what_it_rests_on_changes(tides: Path) -> None:
    builder = MemoryBuilder(Options(tides, tides / "public", preview=True))
    page, sources = tides / "content" / "en" / "how-high.md", tides / "content" / "sources.yaml"
    sound, quoted = page.read_text(), sources.read_text()

    def told(changed: Path) -> set[str]:
        found = builder.make([changed]).diagnostics
        return {one.code for one in found if page.match(one.location.file)}

    first, fault = sound + "\nIt opened in 2004. {cite}`sample#opening`\n", "quote-mismatch"
    page.write_text(first)
    assert fault not in told(page)
    page.write_text(first.replace("2004", "2005"))
    assert fault in told(page)
    assert fault in told(tides / "content" / "en" / "about.md"), "it is told at every make"
    sources.write_text(quoted.replace("2004", "2005"))
    assert fault not in told(sources)
    page.write_text(first)
    assert fault in told(page)


def test_a_template_that_goes_and_comes_is_told_while_no_page_changes(tides: Path) -> None:
    builder = MemoryBuilder(Options(tides, tides / "public", preview=True))
    template = tides / "templates" / "explainer.html"
    text = template.read_text()
    assert not builder.make().failed
    template.unlink()
    assert "missing-template" in {one.code for one in builder.make([template]).diagnostics}
    template.write_text(text)
    assert not builder.make([template]).failed
