"""Roles and directives of a site's own: used, changed, broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import plain, small

from generator import components
from generator.build import incremental as build
from generator.build.memory import MemoryBuilder
from generator.build.report import Options
from generator.diagnostics import Diagnostic

DEPTH = '''"""`` {depth}`4` ``."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import escape

from generator.components.specification import Argument, Role


@dataclass(frozen=True)
class Depth:
    metres: str


def view(use, context):
    return f"<b>{escape(text(use, context))}</b>"


def text(use, context):
    return f"{Depth(use.text).metres} m deep"


SPECIFICATION = Role(
    name="depth",
    doc="A depth.",
    sample="{depth}`4`",
    argument=Argument("number", "metres"),
    view=view,
    text=text,
)
'''
SHELF = '''"""``:::{shelf} Title``."""

from generator.components.specification import Argument, Body, Directive, Option


def view(use, context):
    kind, body = use.options.get("kind", "low"), context.blocks(use.tokens)
    return context.component("shelf", title=use.argument, kind=kind, body=body)


SPECIFICATION = Directive(
    name="shelf",
    doc="A shelf.",
    sample=":::{shelf} Books\\nWords.\\n:::",
    argument=Argument("text", "its title"),
    options=(Option("kind", "which", ("low", "high")),),
    body=Body("Markdown", "what is on it"),
    view=view,
    aliases={"rack": {"kind": "high"}},
)
'''
TEMPLATE = '<div class="{{ kind }}"><b>{{ title }}</b>{{ body }}</div>\n'
PAGE = """---
title: Tides
summary: "{depth}`9`"
translated: false
---
At {depth}`4`.

:::{shelf} Books
Words, {depth}`2`.
:::

:::{rack} Maps
More.
:::
"""
OTHER = "---\ntitle: Other\ntranslated: false\n---\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    site = plain(tmp_path / "site", {"en/page.md": PAGE, "en/other.md": OTHER})
    (site / "components").mkdir()
    (site / "components" / "depth.py").write_text(DEPTH, "utf-8")
    (site / "components" / "shelf.py").write_text(SHELF, "utf-8")
    (site / "templates" / "components" / "shelf.html").write_text(TEMPLATE, "utf-8")
    yield site
    components.use(())


def told(site: Path) -> list[Diagnostic]:
    return MemoryBuilder(Options(site, site / "public")).make().diagnostics


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_page_uses_them(site: Path) -> None:
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert not report.diagnostics
    html = report.files["en/page/index.html"].decode()
    assert "<p>At <b>4 m deep</b>.</p>" in html
    assert '<div class="low"><b>Books</b><p>Words, <b>2 m deep</b>.</p>' in html
    assert '<div class="high"><b>Maps</b><p>More.</p>' in html
    assert '<meta name="description" content="9 m deep">' in html
    assert "At 4 m deep." in report.files["en/page/index.md"].decode()
    assert "9 m deep" in report.files["en/search/index.json"].decode()


def test_more_processes_make_the_same(site: Path) -> None:
    (site / "content" / "en" / "index.md").write_text(PAGE, "utf-8")
    made = []
    for jobs in (1, 2):
        output = site.parent / f"public-{jobs}"
        report = build.build(Options(site, output, jobs=jobs, cache=False))
        assert not report.failed, report.diagnostics
        made.append((output / "en" / "page" / "index.html").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_changed_one_is_shown_by_the_pages_that_use_it(site: Path, in_memory: bool) -> None:
    options = Options(site, site / "public")
    builder = MemoryBuilder(options)

    def page(changed: list[Path] | None = None) -> str:
        report = builder.make(changed) if in_memory else build.build(options)
        assert not report.failed, report.diagnostics
        if in_memory:
            return report.files["en/page/index.html"].decode()
        return (site / "public" / "en" / "page" / "index.html").read_text("utf-8")

    assert "4 m deep" in page()
    code = site / "components" / "depth.py"
    change(code, "m deep", "fathoms")
    assert "<b>4 fathoms</b>" in page([code])
    change(code, 'name="depth"', 'name="sounding"')
    change(site / "content" / "en" / "page.md", "{depth}", "{sounding}")
    assert "<b>4 fathoms</b>" in page()
    if not in_memory:
        assert build.build(options).written == 0


def test_another_site_does_not_know_them(site: Path, tmp_path: Path) -> None:
    assert told(site) == []
    other = small(tmp_path / "other")
    (other / "content" / "en" / "how-high.md").write_text(PAGE, "utf-8")
    codes = [one.code for one in told(other)]
    assert {"unknown-role", "unknown-directive"} <= set(codes)
    assert told(site) == []


def test_their_uses_are_checked_as_those_of_ours(site: Path) -> None:
    page = site / "content" / "en" / "page.md"
    change(page, ":::{shelf} Books", ":::{shelf} Books\n:kind: wide")
    change(page, "{depth}`4`", "{dpeth}`4`")
    found = {(one.location.line, one.code): one.hint for one in told(site)}
    assert found[9, "bad-option"] == "write one of them"
    assert found[6, "unknown-role"] == "did you mean 'depth'?"


BROKEN = {
    "syntax": ("return f", "return return f", 18, "SyntaxError: invalid syntax"),
    "import": ("from markupsafe import escape", "import nothing_such", 7, "ModuleNotFoundError"),
    "view": ('return f"<b>{escape(text(use, context))}</b>"', "return 1 / 0", 18, "ZeroDivision"),
    "nothing": ('return f"<b>{escape(text(use, context))}</b>"', "return", 17, "'view' returned"),
    "missing": ("SPECIFICATION = Role", "OTHER = Role", 1, "the file has no SPECIFICATION"),
    "class": ("SPECIFICATION = Role", "SPECIFICATION = dict", 25, "is dict, not a Role"),
    "field": ("    text=text,\n", "", 25, "TypeError"),
    "function": ("text=text", "text=1", 25, "'text' is int, not a function"),
    "kind": ('Argument("number"', 'Argument("metre"', 25, "'metre' is no kind"),
    "name": ('name="depth"', 'name="A depth"', 25, "the name 'A depth' is not one of"),
    "ours": ('name="depth"', 'name="stat"', 25, "there is a role 'stat' already"),
    "ends": ("@dataclass", "raise SystemExit\n@dataclass", 12, "SystemExit"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_one_is_told_at_its_line(site: Path, name: str) -> None:
    old, new, line, message = BROKEN[name]
    change(site / "components" / "depth.py", old, new)
    (fault,) = told(site)
    assert (fault.location.file, fault.code) == ("components/depth.py", "component")
    assert fault.location.line == line
    assert message in fault.message
    assert fault.hint


@pytest.mark.parametrize("alias", ["callout", "note", "shelf", "depth"])
def test_a_name_is_given_once(site: Path, alias: str) -> None:
    change(site / "components" / "shelf.py", '"rack"', f'"{alias}"')
    change(site / "content" / "en" / "page.md", "{rack}", "{shelf}")
    found = [one.message for one in told(site)]
    # A role and a directive may have one name, as ours do.
    assert found == ([] if alias == "depth" else [f"there is a directive '{alias}' already"])


def test_a_file_of_two_components_names_both_in_one_place(site: Path) -> None:
    (site / "components" / "again.py").write_text(DEPTH, "utf-8")
    (fault,) = told(site)
    assert fault.location.file == "components/depth.py"
    assert fault.message == "there is a role 'depth' already"


def test_nothing_of_them_is_imported_by_its_bare_name(site: Path) -> None:
    assert told(site) == []
    assert "depth" not in sys.modules
