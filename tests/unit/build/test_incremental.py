"""The store is only a cache: whatever is wrong with it, the worst case is a full build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import TIDES, copy

from generator.build import incremental
from generator.build.report import Options, Report
from generator.trace import engine, store

HEAVY = "altair vl_convert polars jinja2 markdown_it babel pydantic yaml markupsafe"


@pytest.fixture(scope="module")
def built(with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = with_drawings(copy(TIDES, tmp_path_factory.mktemp("built") / "site"))
    assert not made(folder).failed
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(built, folder, symlinks=True)
    return folder


def made(folder: Path, **options: object) -> Report:
    return incremental.build(Options(folder, folder / "public", **options))  # type: ignore[arg-type]


def stores(folder: Path) -> list[Path]:
    return sorted((folder / store.FOLDER).iterdir())


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def garbage(folder: Path) -> None:
    for path in stores(folder):
        path.write_bytes(b"\x00garbage" * 99)


def truncated(folder: Path) -> None:
    for path in stores(folder):
        path.write_bytes(path.read_bytes()[:-100])


def deleted(folder: Path) -> None:
    shutil.rmtree(folder / ".explainer")


def a_folder(folder: Path) -> None:
    for path in stores(folder):
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize("harm", [garbage, truncated, deleted, a_folder])
def test_a_damaged_store_means_a_full_build(site: Path, harm: Callable[[Path], None]) -> None:
    before = tree(site / "public")
    assert made(site).written == 0
    harm(site)
    report = made(site)
    assert not report.failed
    assert report.reused == 0
    assert tree(site / "public") == before


def test_another_version_of_the_program_builds_all(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(site).written == 0
    monkeypatch.setattr(engine, "digest", lambda: "0" * 32)
    assert made(site).reused == 0
    assert made(site).written == 0


def test_a_copy_of_a_site_has_nothing_to_do(site: Path) -> None:
    assert made(site).written == 0


def test_what_was_done_to_the_published_folder_is_undone(site: Path) -> None:
    output = site / "public"
    before = tree(output)
    (output / "index.html").write_text("changed by hand")
    (output / "robots.txt").unlink()
    (output / "404.html").touch()
    report = made(site)
    assert report.rebuilt == {"index.html", "robots.txt"}
    assert tree(output) == before
    assert made(site).written == 0


def test_no_cache_neither_reads_nor_writes(site: Path) -> None:
    before = [path.read_bytes() for path in stores(site)]
    assert made(site, cache=False).reused == 0
    assert [path.read_bytes() for path in stores(site)] == before
    shutil.rmtree(site / ".explainer")
    made(site, cache=False)
    assert not (site / ".explainer").exists()


def test_options_do_not_mix(site: Path) -> None:
    plain = tree(site / "public")
    made(site, base_url="https://example.org/base/")
    assert tree(site / "public") != plain
    assert made(site).rebuilt
    assert tree(site / "public") == plain


def test_a_failed_build_leaves_the_last_good_state(site: Path) -> None:
    page = site / "content" / "en" / "index.md"
    good = page.read_text(encoding="utf-8")
    kept = [path.read_bytes() for path in stores(site)]
    page.write_text(good + "{stat}`none`\n", encoding="utf-8")
    assert made(site).failed
    assert [path.read_bytes() for path in stores(site)] == kept
    page.write_text(good, encoding="utf-8")
    assert made(site).written == 0


KILLED = """
import importlib, os, signal, sys
from generator import cli
module, _, names = sys.argv[2].partition(":")
*names, last = names.split(".")
place = importlib.import_module(f"generator.{module}")
for name in names:
    place = getattr(place, name)
setattr(place, last, lambda *words, **fields: os.kill(os.getpid(), signal.SIGKILL))
cli.main(["build", "--source", sys.argv[1]])
"""


@pytest.mark.parametrize(
    "moment",
    [
        "write.tree:Tree.write",
        "write.tree:Tree.keep",
        "write.tree:_put_in_place",
        "trace.store:asdict",
        "trace.store:_with_heads",
        "trace.store:Path.replace",
    ],
)
def test_a_killed_build_is_mended_by_the_next(site: Path, moment: str) -> None:
    page = site / "content" / "en" / "how-high.md"
    before = tree(site / "public")
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(site), moment]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    clean = incremental.check(Options(site, site / "public")).files
    assert tree(site / "public") == (before if moment.startswith("write.tree:") else clean)
    assert not made(site).failed
    assert tree(site / "public") == clean
    assert not list(site.glob(".public.*"))
    assert len(stores(site)) == 1


def test_two_builds_at_once_both_end_well(site: Path) -> None:
    page = site / "content" / "fr" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEncore.\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build", "--source", str(site)]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    made(site)
    assert tree(site / "public") == incremental.check(Options(site, site / "public")).files
    assert [path.name for path in site.glob(".public*")] == []


NOTHING = """
import sys
from generator import cli
code = cli.main(["build", "--source", sys.argv[1]])
print([name for name in sys.argv[2:] if name in sys.modules])
sys.exit(code)
"""


def test_a_build_with_nothing_to_do_loads_nothing_heavy(site: Path) -> None:
    command = [sys.executable, "-c", NOTHING, str(site), *HEAVY.split()]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "TERM": ""})
    assert done.returncode == 0, done.stderr
    assert ": 0 files rebuilt, " in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_sources_touched_while_they_are_read_are_looked_at_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site / "content" / "en" / "index.md"
    good = page.read_text(encoding="utf-8")
    write = incremental.write.tree

    def late(*words: object) -> object:
        page.write_text(good, encoding="utf-8")  # the editor takes it back, too late for this build
        return write(*words)

    page.write_text(good + "\nMore.\n", encoding="utf-8")
    monkeypatch.setattr(incremental.write, "tree", late)
    assert "en/index.html" in made(site).rebuilt
    monkeypatch.undo()
    assert "en/index.html" in made(site).rebuilt
    assert made(site).written == 0
