"""Static files: style sheets in one another's place, colours where no style sheet reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.load import assets
from generator.load import site as config
from tests.edits import Site, fresh


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return fresh(tmp_path / "site")


def loaded(site: Site, name: str) -> str:
    found = Diagnostics()
    made = assets.load(config.load(site.root), found)
    assert not found.found
    return made[name].data.decode()


def test_imports_are_put_in_their_place(site: Site) -> None:
    site.write("static/css/all.css", '@import "parts/one.css";\nmain { margin: 0; }\n')
    site.write("static/css/parts/one.css", '@import "../two.css";\np { margin: 1px; }\n')
    site.write("static/css/two.css", "a { background: url(dot.svg); }\n")
    words = loaded(site, "css/all.css").split("\n")
    assert words[0].startswith('a { background: url("../../assets/css/dot.')
    assert words[1:] == ["p { margin: 1px; }", "main { margin: 0; }", ""]
    assert 'url("../../../assets/css/dot.' in loaded(site, "css/parts/one.css")


def test_a_drawing_has_the_light_colours(site: Site) -> None:
    site.write("static/css/tokens.css", ":root { --ink: #111111; }\n")
    site.write("static/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg" fill="var(--ink)"/>')
    assert 'fill="#111111"' in loaded(site, "icon.svg")


def test_comments_are_for_those_who_write_them(site: Site) -> None:
    site.write("static/css/all.css", "/* One,\n   two. */\n\na { margin: 0; } /* three */\n")
    assert loaded(site, "css/all.css") == "a { margin: 0; }"


def test_a_script_has_no_lines_of_comment(site: Site) -> None:
    code = 'const a = "//b"; // c\nconst d = `\n// e \\``;\n'
    site.write("static/js/all.js", f"// One, `two`.\n{code}  // three\nf(`g`);\n// four")
    assert loaded(site, "js/all.js") == f"{code}f(`g`);\n"
