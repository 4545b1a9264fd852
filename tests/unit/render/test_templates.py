"""Templates: the same whoever compiles them first."""

from __future__ import annotations

from pathlib import Path

from generator import load
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.files.cache import Cache
from generator.load import site as config
from generator.render.inputs import Inputs, Providers
from generator.render.templates import Templates


def test_a_template_is_the_same_whoever_compiles_it(tides: Path) -> None:
    text = "\ufeff<p>{{ word }}</p>".encode()
    (tides / "templates" / "marked.html").write_bytes(text)
    checked, unchecked = Templates(tides), Templates(tides)
    checked.closures()
    site = config.load(tides)
    content = load.load(site, snapshot.scan(tides), Diagnostics())
    providers = Providers(site, content, {}, {}.__getitem__, {}, {}, Cache(None))
    inputs = Inputs(providers.table(), providers)
    rendered = [one.render("marked.html", inputs, {"word": "x"}) for one in (checked, unchecked)]
    assert rendered == ["<p>x</p>"] * 2
