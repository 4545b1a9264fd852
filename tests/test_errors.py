"""Broken inputs: ``tests/errors/NAME/site`` laid over a sound site gives ``expected.txt``, exit 1.

``make goldens`` writes the expected texts anew.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support import TIDES, copy

from generator import cli

HERE = Path(__file__).parent
CASES = HERE / "errors"
NAMES = sorted(path.name for path in CASES.iterdir())


def broken(name: str, folder: Path) -> Path:
    """Lay a case over the sound site; a line of ``remove.txt`` is a file to take away."""
    site = folder / "site"
    copy(TIDES, site)
    shutil.copytree(CASES / name / "site", site, dirs_exist_ok=True)
    gone = CASES / name / "remove.txt"
    for line in gone.read_text().split() if gone.exists() else ():
        (site / line).unlink()
    return site


def said(site: Path, folder: Path) -> tuple[int, str]:
    words = io.StringIO()
    with contextlib.redirect_stderr(words), contextlib.redirect_stdout(io.StringIO()):
        code = cli.main(["build", "--source", str(site), "--output", str(folder / "public")])
    return code, words.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sound") / "public"
    assert cli.main(["build", "--source", str(TIDES), "--output", str(output), "--no-cache"]) == 0
    return output


@pytest.mark.parametrize("name", NAMES)
def test_the_fault_is_told_and_the_old_output_stays(
    name: str, sound: Path, with_drawings: Callable[[Path], Path], tmp_path: Path
) -> None:
    output = tmp_path / "public"
    shutil.copytree(sound, output)
    before = tree(output)
    code, words = said(with_drawings(broken(name, tmp_path)), tmp_path)
    assert code == 1
    assert words == (CASES / name / "expected.txt").read_text(encoding="utf-8")
    assert "Traceback" not in words
    assert tree(output) == before


def regenerate() -> None:
    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            _, words = said(broken(name, Path(folder)), Path(folder))
            (CASES / name / "expected.txt").write_text(words, encoding="utf-8")


if __name__ == "__main__":
    regenerate()
