"""What is defined and never used."""

from __future__ import annotations

from pathlib import Path

from generator.build import incremental
from generator.build.report import Options


def unused(site: Path) -> set[tuple[str, str]]:
    report = incremental.check(Options(site, Path()))
    assert not report.failed, report.diagnostics
    found = [one for one in report.diagnostics if one.code.startswith("unused-")]
    assert all(one.severity == "warning" for one in found)
    return {(one.code, one.message.split("'")[1]) for one in found}


def test_unused(tides: Path) -> None:
    before = unused(tides)
    content = tides / "content"
    with (content / "sources.yaml").open("a") as file:
        file.write("lonely:\n  title: Nobody reads this\n")
    with (content / "glossary.yaml").open("a") as file:
        file.write("alone:\n  term: {en: alone, fr: seul}\n  definition: {en: One, fr: Un}\n")
    with (content / "stats.yaml").open("a") as file:
        first = (content / "stats.yaml").read_text()
        body = first[first.index("\n", first.index(":")) :].split("\n\n")[0]
        lines = [line for line in body.splitlines() if line.startswith("  ")]
        size = next((n for n, line in enumerate(body.splitlines()[1:]) if line[:1] != " "), None)
        file.write("\n".join(["apart:", *lines[:size]]) + "\n")
    left = {("unused-source", "lonely"), ("unused-term", "alone"), ("unused-stat", "apart")}
    assert unused(tides) - before == left
    draft = "---\ntitle: Draft\ndraft: true\n---\n{cite}`lonely` {term}`Words <alone>`\n"
    (content / "en" / "draft.md").write_text(draft + ":::{position} {stat}`apart`\n:::\n")
    assert unused(tides) - before == set()
