"""What is no file of the site is told, and never read: links, pipes, odd names, deep folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support import TIDES

from generator import cli, files
from generator.files import snapshot


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / "site" / part)
    return tmp_path / "site"


def said(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["build", "--source", str(site)]) == 1
    assert not (site / "public").exists()
    return capsys.readouterr().err


def test_links(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password is xyzzy\n")
    (site / "static" / "x.txt").symlink_to(secret)
    (site / "templates" / "x.html").symlink_to(secret)
    (site / "content" / "glossary.yaml").unlink()
    (site / "content" / "glossary.yaml").symlink_to(secret)
    (site / "content" / "en" / "self.md").symlink_to("self.md")
    (site / "content" / "en" / "gone.md").symlink_to("nowhere.md")
    (site / "content" / "en" / "zero.md").symlink_to("/dev/zero")
    words = said(site, capsys)
    assert "xyzzy" not in words
    assert [line.split(" error")[0] for line in words.splitlines()[:-1]] == [
        "content/en/gone.md:1:1",
        "content/en/self.md:1:1",
        "content/en/zero.md:1:1",
        "content/glossary.yaml:1:1",
        "static/x.txt:1:1",
        "templates/x.html:1:1",
    ]
    assert words.count("[outside-source]") == 4
    assert words.count("[unreadable] this is a link that leads nowhere, delete it") == 2


def test_content_that_is_a_link_out_of_the_site(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(site / "content", tmp_path / "elsewhere")
    (site / "content").symlink_to(tmp_path / "elsewhere")
    assert said(site, capsys).startswith("content:1:1 error[outside-source]")


@pytest.mark.parametrize("name", ["content/en/pipe.md", "static/pipe"])
def test_a_pipe(name: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(site / name)
    assert f"{name}:1:1 error[unreadable] this is no file" in said(site, capsys)


def test_names(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (b"a\xff.md", b"b\nc.md"):
        (site / "content" / "en" / os.fsdecode(name)).write_text("---\ntitle: X\n---\n")
    words = said(site, capsys)
    assert r"content/en/a\udcff.md:1:1 error[file-name]" in words
    assert r"content/en/b\nc.md:1:1 error[file-name]" in words


def test_folders_that_are_too_deep(tmp_path: Path) -> None:
    deep = tmp_path / "content" / "/".join(["d"] * 100)
    deep.mkdir(parents=True)
    (deep / "page.md").write_text("x")
    (fault,) = snapshot.scan(tmp_path).refusals()
    assert fault.location.file == "content" + "/d" * files.DEPTH
    assert "deep" in fault.message


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content" / "en").mkdir(parents=True)
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("en"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (fault,) = snapshot.scan(tmp_path).refusals()
    assert (fault.location.file, fault.code) == ("content/en", "unreadable")


def test_control_characters(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "content" / "en" / "how-high.md"
    page.write_text(page.read_text() + "\nA word\0 and\n")
    lines = page.read_text().count("\n")
    place = f"content/en/how-high.md:{lines}:7 error[control-character]"
    assert f"{place} the character U+0000 cannot stand in a text, delete it" in said(site, capsys)
