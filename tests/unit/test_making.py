"""One make after the other: what changes meanwhile is told, what is done with is let go."""

from __future__ import annotations

import shutil
import subprocess
import sys
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from generator import load
from generator.build import pages
from generator.build.memory import MemoryBuilder
from generator.build.report import Options
from generator.diagnostics import DiagnosticError, Diagnostics
from generator.files import snapshot
from generator.files.cache import Cache
from generator.load import site as config
from generator.render.drawings import Drawings
from generator.render.inputs import Inputs, Providers
from generator.render.templates import Templates

TIDES = Path(__file__).parents[1] / "sites" / "tides"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / part)
    return tmp_path


def file(folder: Path, name: str) -> pages.File:
    site = config.load(folder)
    return pages.File(name, site.locale("en"), snapshot.scan(folder).digests[name])


def test_a_page_that_changed_since_it_was_parsed_is_not_rendered(folder: Path) -> None:
    site, path = config.load(folder), folder / "content" / "en" / "about.md"
    path.write_text("---\ntitle: A\n---\nAs it was.\n")
    parsed, _ = pages.read(site, file(folder, "content/en/about.md"))
    assert parsed.document
    assert pages.whole(site, parsed.document).tokens
    path.write_text("---\ntitle: A\n---\nAs it is.\n")
    with pytest.raises(DiagnosticError, match="changed while the site was being made"):
        pages.whole(site, parsed.document)


def test_a_page_may_end_without_a_line_end(folder: Path) -> None:
    """The parser's rule for comments looks for the line after the last."""
    path = folder / "content" / "en" / "about.md"
    path.write_text("---\ntitle: A\n---\n> % c\n> ")
    parsed, _ = pages.read(config.load(folder), file(folder, "content/en/about.md"))
    assert parsed.document


def test_the_list_of_headings_has_their_words_with_their_marks(folder: Path) -> None:
    path = folder / "content" / "en" / "about.md"
    path.write_text('---\ntitle: A\n---\n## The "mean" isn\'t 3 km -- **yet**\n')
    parsed, _ = pages.read(config.load(folder), file(folder, "content/en/about.md"))
    assert parsed.document
    (heading,) = parsed.document.headings
    assert heading.text == "The “mean” isn’t 3\u00a0km – yet"


def test_a_page_with_faults_is_always_read_again(folder: Path) -> None:
    site, path = config.load(folder), folder / "content" / "en" / "about.md"
    path.write_text("---\ntitle: A\n---\nWhole.\n")
    whole = file(folder, "content/en/about.md")
    path.write_text("")  # an editor is about to write it
    parsed, _ = pages.read(site, whole)
    assert parsed.faults
    assert not parsed.holds(whole)
    path.write_text("---\ntitle: A\n---\nWhole.\n")
    parsed, _ = pages.read(site, whole)
    assert parsed.holds(whole)


def test_what_made_the_site_is_let_go(folder: Path) -> None:
    builder = MemoryBuilder(Options(folder, folder / "public"))
    page = folder / "content" / "en" / "about.md"
    made = []
    for number in range(3):
        page.write_text(f"---\ntitle: A\n---\nEdit {number}.\n")
        assert not builder.make([page]).failed
        made.append(weakref.ref(builder._parts.last))
    assert [one() is None for one in made] == [True, True, False], "the collector is not needed"


def test_a_template_is_the_same_whoever_compiles_it(folder: Path) -> None:
    text = "\ufeff<p>{{ word }}</p>".encode()
    (folder / "templates" / "marked.html").write_bytes(text)
    checked, unchecked = Templates(folder), Templates(folder)
    checked.closures()
    site = config.load(folder)
    content = load.load(site, snapshot.scan(folder), Diagnostics())
    providers = Providers(site, content, {}, {}.__getitem__, {}, {}, Cache(None))
    inputs = Inputs(providers.table(), providers)
    rendered = [one.render("marked.html", inputs, {"word": "x"}) for one in (checked, unchecked)]
    assert rendered == ["<p>x</p>"] * 2


def test_drawings_of_charts_alike_are_two(folder: Path) -> None:
    site = config.load(folder)
    content = load.load(site, snapshot.scan(folder), Diagnostics())
    chart = content.charts["tides-by-hour"]
    charts = {**content.charts, "twin": replace(chart, id="twin")}
    drawings = Drawings(site, replace(content, charts=charts), Cache(None))
    one, other = (drawings.drawing(f"{id}:en:wide").digest for id in ("tides-by-hour", "twin"))
    assert one != other, "their elements have ids, which begin with the chart's"


SIZES = """
import sys
from generator import cli
from generator.build import processes as workers
real = workers.crew
def crew(size, work):
    print("crew of", size, file=sys.stderr)
    return real(size, work)
workers.crew = crew
sys.exit(cli.main(["build", "--source", sys.argv[1], "--jobs", "3"]))
"""


def test_a_few_new_pages_do_not_hold_up_the_rendering_of_all(folder: Path) -> None:
    def crews() -> list[str]:
        # A process of its own: one in which charts were drawn is not copied.
        command = [sys.executable, "-c", SIZES, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [line for line in done.stderr.splitlines() if line.startswith("crew")]

    assert crews() == ["crew of 3"]
    for name in ("about", "more"):
        (folder / f"content/en/{name}.md").write_text("---\ntitle: A\n---\nEdited.\n")
    template = folder / "templates/base.html"
    template.write_text(template.read_text() + "<!-- edited -->")
    assert crews() == ["crew of 1", "crew of 3"], "two pages parsed by one, all rendered by three"
