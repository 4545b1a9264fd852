"""A site in one language stands at ``/``; one in three has a menu of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from support import TIDES

from generator.build.memory import MemoryBuilder
from generator.build.report import Options, Report

LOCALES = {
    "en": "{code: en, tag: en-CA, name: English}",
    "fr": "{code: fr, tag: fr-CA, name: Français}",
    "ar": "{code: ar, tag: ar, name: العربية}",
}


def write(site: Path, *codes: str) -> None:
    for part in ("templates", "static"):
        shutil.copytree(TIDES / part, site / part, dirs_exist_ok=True)
    words = "{" + ", ".join(f"{code}: Words" for code in codes) + "}"
    locales = ", ".join(LOCALES[code] for code in codes)
    for code in codes:
        folder = site / "content" / code
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.md").write_text("---\ntitle: Home\n---\n[Other](other.md)\n")
        (folder / "other.md").write_text("---\ntitle: Other\n---\n[Home](index.md)\n")
    (site / "content" / "site.yaml").write_text(
        f"title: {words}\ndescription: {words}\nlocales: [{locales}]\n"
    )
    strings = site / "templates" / "strings.yaml"
    text = (TIDES / "templates" / "strings.yaml").read_text()
    if "ar" in codes:
        text = "\n".join(
            f"{line[:-1]}, ar: x}}" if line.endswith("}") else line for line in text.splitlines()
        )
    strings.write_text(text)


def make(builder: MemoryBuilder) -> Report:
    report = builder.make()
    assert [one.message for one in report.diagnostics if one.severity == "error"] == []
    return report


def test_one_language(tmp_path: Path) -> None:
    write(tmp_path, "en")
    builder = MemoryBuilder(Options(tmp_path, tmp_path / "public"))
    files = make(builder).files
    assert [name for name in files if name.startswith("en/")] == []
    assert b"<h1>Home</h1>" in files["index.html"]
    assert b'href="/other/"' in files["index.html"]
    assert b'href="/"' in files["other/index.html"]
    assert files["sitemap.xml"].count(b"<loc>http://localhost:8000/</loc>") == 1
    write(tmp_path, "en", "fr")
    files = make(builder).files
    assert b"<h1>Home</h1>" in files["en/index.html"]
    assert b"<h1>Home</h1>" not in files["index.html"]
    assert "other/index.html" not in files
    assert b'href="/en/other/"' in files["en/index.html"]


def test_three_languages(tmp_path: Path) -> None:
    write(tmp_path, "en", "fr", "ar")
    files = make(MemoryBuilder(Options(tmp_path, tmp_path / "public"))).files
    assert b'dir="rtl"' in files["ar/index.html"]
    assert b'dir="rtl"' not in files["en/index.html"]
    for code in LOCALES:
        assert f'href="/{code}/"'.encode() in files["index.html"]
