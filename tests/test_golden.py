"""Golden sites: what is built is what is expected, to the byte.

``tests/sites/NAME/content`` is built with small templates of its own and gives
``tests/sites/NAME/expected``. ``tests/design`` shows the real templates: the first site's content
and a page of each kind that it has not, built with ``templates/`` and ``static/``; it has one HTML
page of each kind, without the fingerprints of what they link.

``make goldens`` writes them anew; the difference is then reviewed like any other change.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from support import SITES

from generator.build import incremental as build

HERE = Path(__file__).parent
NAMES = sorted(path.name for path in SITES.iterdir())
DESIGN = HERE / "design"
# One of each template; of what differs between languages by more than words, both.
DESIGN_PAGES = [
    "index.html",
    "404.html",
    "en/index.html",
    "fr/index.html",
    "en/about/index.html",
    "en/about-us/index.html",
    "en/everything/index.md",
    "llms.txt",
    "en/everything/index.html",
    "fr/tout/index.html",
    "en/causeway/index.html",
    "en/questions/index.html",
    "en/words/index.html",
    "en/sources/index.html",
    "en/guide/index.html",
    "fr/rivage/rochers/index.html",
    "en/data/index.html",
    "en/data/tides/index.html",
    "en/charts/index.html",
    "en/charts/tides-by-hour/index.html",
    "en/charts/tides-by-hour/embed/index.html",
]
FINGERPRINT = re.compile(rb"\.[0-9a-f]{10}(?=\.(?:css|js|svg|woff2|webp|avif)\b)")
BASE = "https://example.org/base/"


def made(contents: list[Path], design: Path, folder: Path) -> dict[str, bytes]:
    """Build a site of contents, laid over one another, with the templates of a design."""
    for part in ("templates", "static"):
        shutil.copytree(design / part, folder / part)
    for content in contents:
        shutil.copytree(content, folder / "content", dirs_exist_ok=True)
    report = build.check(build.Options(folder, Path(), BASE, cache=False))
    assert not report.failed, report.diagnostics
    return report.files


def made_site(name: str, folder: Path) -> dict[str, bytes]:
    """Build a golden site's content with the golden templates, which all of them share."""
    files = made([SITES / name / "content"], SITES / "tides", folder)
    del files["build.json"]  # it names the commit
    # Their names and their bytes are those of the libraries that make them.
    made_of = ("assets/js/vega.", "assets/pictures/")
    return {path: data for path, data in files.items() if not path.startswith(made_of)}


def made_design(folder: Path) -> dict[str, bytes]:
    """Build pages with the real templates."""
    contents = [SITES / "tides" / "content", DESIGN / "content"]
    files = made(contents, HERE.parent, folder)
    return {path: FINGERPRINT.sub(b"", files[path]) for path in DESIGN_PAGES}


def compare(files: dict[str, bytes], expected: Path) -> None:
    there = {p.relative_to(expected).as_posix() for p in expected.rglob("*") if p.is_file()}
    assert set(files) == there
    for path, data in files.items():
        assert data == (expected / path).read_bytes(), path


@pytest.mark.parametrize("name", NAMES)
def test_site_is_as_expected(name: str, tmp_path: Path) -> None:
    compare(made_site(name, tmp_path / name), SITES / name / "expected")


def test_design_is_as_expected(tmp_path: Path) -> None:
    compare(made_design(tmp_path), DESIGN / "expected")


def test_design_shows_every_component() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (DESIGN / "expected").rglob("*.html")]
    shown = set(" ".join(re.findall(r'class="([^"]*)"', "".join(pages))).split())
    for sheet in (HERE.parent / "static" / "css" / "components").glob("*.css"):
        own = re.findall(r"^\.([a-z-]+)", sheet.read_text(encoding="utf-8"), re.MULTILINE)
        assert shown & set(own), sheet.name


def regenerate() -> None:
    expected = {SITES / name / "expected": name for name in NAMES}
    for place, name in [*expected.items(), (DESIGN / "expected", "")]:
        shutil.rmtree(place, ignore_errors=True)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "site"
            files = made_site(name, root) if name else made_design(root)
        for path, data in files.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


if __name__ == "__main__":
    regenerate()
