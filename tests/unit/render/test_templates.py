"""Templates: the same whoever compiles them first."""

from __future__ import annotations

from pathlib import Path

from generator.render.templates import Templates
from generator.trace import Door, Input


def test_a_template_is_the_same_whoever_compiles_it(tides: Path) -> None:
    text = "\ufeff<p>{{ word }}</p>".encode()
    (tides / "templates" / "marked.html").write_bytes(text)
    checked, unchecked = Templates(tides), Templates(tides)
    checked.closures()
    door = Door({"template": Input.of})
    rendered = [
        one.render("marked.html", door.reads(), {"word": "x"}) for one in (checked, unchecked)
    ]
    assert rendered == ["<p>x</p>"] * 2
