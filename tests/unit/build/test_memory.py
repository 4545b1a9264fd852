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
