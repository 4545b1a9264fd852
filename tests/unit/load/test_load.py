"""Content that is read again in part is as if it were read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import TIDES, copy

from generator import load
from generator.diagnostics import Diagnostic, Diagnostics
from generator.files import snapshot
from generator.load import site as config
from generator.model.content import Content

FILES = [
    str(path.relative_to(TIDES))
    for path in sorted((TIDES / "content").rglob("*"))
    if path.is_file() and path.suffix != ".md" and path.name != "site.yaml"
]


def told(content: Content, found: Diagnostics) -> tuple[object, ...]:
    """Return all that was read and told, in a form that can be compared."""
    parts = {name: getattr(content, name) for name in content.__struct_fields__}
    parts["documents"] = {name: one.value for name, one in content.documents.items()}
    parts["rulebooks"] = {id: (book.rules, book.cases) for id, book in content.rulebooks.items()}
    faults: list[Diagnostic] = found.found
    return parts, faults


@pytest.mark.parametrize("file", [*FILES, "templates/strings.yaml", "content/stray.txt"])
@pytest.mark.parametrize("edit", ["broken", "more", "gone"])
def test_what_is_read_again_is_as_if_all_were(file: str, edit: str, tmp_path: Path) -> None:
    source = copy(TIDES, tmp_path / "site")
    settings, steps = config.load(source), {}
    before = snapshot.scan(source)
    load.load(settings, before, Diagnostics(), (), steps)
    path = source / file
    if edit == "gone":
        path.unlink(missing_ok=True)
    else:
        said = path.read_bytes() if path.exists() else b""
        path.write_bytes(said + (b"\n{ : [\n" if edit == "broken" else b"\n\n"))
    after = snapshot.rescan(before, [path])
    again, whole = Diagnostics(), Diagnostics()
    in_part = load.load(settings, after, again, (), steps)
    assert told(in_part, again) == told(load.load(settings, after, whole), whole)


def test_only_what_rests_on_a_file_is_read_again(tmp_path: Path) -> None:
    source = copy(TIDES, tmp_path / "site")
    settings, steps = config.load(source), {}
    before = snapshot.scan(source)
    first = load.load(settings, before, Diagnostics(), (), steps)
    path = source / "content" / "charts" / "tides-by-hour.yaml"
    path.write_text(path.read_text() + "\n")
    second = load.load(settings, snapshot.rescan(before, [path]), Diagnostics(), (), steps)
    assert all(second.datasets[id] is one for id, one in first.datasets.items())
    assert all(second.charts[id] is not one for id, one in first.charts.items())


def test_what_is_written_as_it_was_is_not_read_again(tmp_path: Path) -> None:
    source = copy(TIDES, tmp_path / "site")
    data = source / "content" / "data"
    other = data / "other.csv"
    other.write_bytes((data / "tides.csv").read_bytes())
    descriptor = (data / "tides.yaml").read_text().replace("tides", "other")
    (data / "other.yaml").write_text(descriptor)
    settings, steps = config.load(source), {}
    before = snapshot.scan(source)
    first = load.load(settings, before, Diagnostics(), (), steps)
    assert {"tides", "other"} == first.datasets.keys()
    other.write_text(other.read_text().replace("2.9", "3.1"))
    second = load.load(settings, snapshot.rescan(before, [other]), Diagnostics(), (), steps)
    assert second.datasets["tides"] is first.datasets["tides"]
    assert second.datasets["other"].rows != first.datasets["other"].rows
    assert first.stats
    for id, stat in second.stats.items():
        assert (stat is first.stats[id]) == (stat.definition.dataset == "tides")
