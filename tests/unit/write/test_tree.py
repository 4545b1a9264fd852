"""The output folder is always a whole site, and never somebody else's."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import DiagnosticError
from generator.write import tree as published_tree
from generator.write.published import survey

MANIFEST = b'{"generator": "explainer 0"}'


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def publish(files: dict[str, bytes], output: Path) -> None:
    with published_tree.tree(output, files.keys()) as fresh:
        for name, data in files.items():
            fresh.write(name, data)
        fresh.put_in_place()


def test_files_come_go_and_stay(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish({"build.json": MANIFEST, "a/index.html": b"a", "b/index.html": b"b"}, output)
    before = survey(output)
    second = {"build.json": MANIFEST, "a/index.html": b"a", "c": b"c"}
    publish(second, output)
    assert tree(output) == second
    after = survey(output)
    same = [name for name in second if before.get(name) == after[name]]
    assert same == ["build.json", "a/index.html"], "what says the same is the same file"
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


@pytest.fixture
def little_room() -> Iterator[int]:
    """No file may be larger than so many bytes: what is written beyond fails, as on a full disk."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE), 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    yield most
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_failed_write_leaves_the_old_tree(tmp_path: Path, little_room: int) -> None:
    output = tmp_path / "public"
    files = {"build.json": MANIFEST, "a": b"a"}
    publish(files, output)
    with pytest.raises(DiagnosticError, match="the site cannot be written: File too large"):
        publish({**files, "b": b"b", "c": b"c" * (little_room + 1)}, output)
    assert tree(output) == files
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".public.x.tmp").mkdir()
    publish({"build.json": MANIFEST}, tmp_path / "public")
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "public"
    output.mkdir()
    published_tree.check_output(output, tmp_path / "site")
    (output / "thesis.txt").write_text("x")
    with pytest.raises(DiagnosticError, match="not made by explainer"):
        published_tree.check_output(output, tmp_path / "site")


@pytest.mark.parametrize("inside", [".", "content", "static/css"])
def test_the_sources_are_not_replaced(tmp_path: Path, inside: str) -> None:
    (tmp_path / inside).mkdir(parents=True, exist_ok=True)
    with pytest.raises(DiagnosticError, match="own sources"):
        published_tree.check_output(tmp_path / inside, tmp_path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "real")
    with pytest.raises(DiagnosticError, match="is a link"):
        published_tree.check_output(tmp_path / "public", tmp_path / "site")
