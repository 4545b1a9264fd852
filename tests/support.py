"""What the tests share: small sites to build and change, and one limit for all waiting."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SKELETON = ROOT / "generator" / "skeleton"
SITES = ROOT / "tests" / "sites"
TIDES, BORDER = SITES / "tides", SITES / "border"

# Whether this is `make test-long`: every page, and more sequences of edits.
LONG = bool(os.environ.get("TEST_LONG"))

# Seconds after which a test gives up waiting. Nothing takes as long, even on a busy machine: only
# what will never happen.
PATIENCE = 120


def small(folder: Path) -> Path:
    """Make a site of a few small pages in two languages, without a chart; return its folder."""
    copy(TIDES, folder)
    for part in ("charts", "rules", "pictures"):
        shutil.rmtree(folder / "content" / part)
    for code in ("en", "fr"):
        pages = folder / "content" / code
        for name in ("everything", "causeway"):
            (pages / f"{name}.md").unlink()
        (pages / "index.md").write_text(f"---\ntitle: {code}\ntemplate: home\n---\n", "utf-8")
    return folder


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, and return what it prints."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def plain(folder: Path, pages: dict[str, str], settings: str = "") -> Path:
    """Write a site of a few pages in the published design; return its folder.

    ``pages`` are texts by file below ``content/``; a home in each language is there without it.
    """
    for part in ("templates", "static"):
        shutil.copytree(ROOT / part, folder / part)
    homes = {f"{code}/index.md": "---\ntitle: Home\n---\nHome.\n" for code in ("en", "fr")}
    words = "{en: A site, fr: Un site}"
    languages = "{code: en, tag: en-CA, name: English}, {code: fr, tag: fr-CA, name: Français}"
    site = f"title: {words}\ndescription: {words}\nlocales: [{languages}]\n{settings}"
    for name, text in {"site.yaml": site, **homes, **pages}.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    return folder


def copy(site: Path, folder: Path, design: Path = TIDES) -> Path:
    """Copy a small site into a folder, to be changed there; return the folder.

    Its templates and static files are those of another site: ``ROOT`` for the published design,
    whose strings are then given in English to languages that it has none for.
    """
    shutil.copytree(site / "content", folder / "content")
    for part in ("templates", "static"):
        shutil.copytree(design / part, folder / part)
    if design == ROOT:
        file = folder / "templates" / "strings.yaml"
        strings = yaml.safe_load(file.read_text("utf-8"))
        for home in (folder / "content").glob("*/index.md"):
            for words in strings.values():
                words.setdefault(home.parent.name, words["en"])
        file.write_text(yaml.safe_dump(strings, allow_unicode=True), "utf-8")
    return folder
