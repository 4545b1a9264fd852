"""What somebody put into the output folder is never taken away without a word."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support import TIDES

from generator import cli
from generator.build import incremental as build
from generator.build.report import Options, Report
from generator.commands.check import fact_sheet
from generator.diagnostics import DiagnosticError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, folder / part)
    for path in (folder / "content").rglob("*.md"):
        path.write_text(path.read_text().replace(":::{chart} tides-by-hour\n:::\n", ""))
    for path in (folder / "content" / "charts").iterdir():
        path.unlink()  # nothing to draw
    (folder / "templates" / "card.svg").unlink(missing_ok=True)
    assert not made(folder).failed
    return folder


def made(folder: Path, *, cache: bool = True) -> Report:
    return build.build(Options(folder, folder / "public", cache=cache))


def edit(site: Path) -> None:
    page = site / "content" / "en" / "how-high.md"
    page.write_text(page.read_text() + "\nMore.\n")


def keep(site: Path, *names: str) -> None:
    settings = site / "content" / "site.yaml"
    settings.write_text(settings.read_text() + f"keep: [{', '.join(names)}]\n")


@pytest.mark.parametrize("cache", [True, False])
def test_a_foreign_file_is_named_and_stays(site: Path, cache: bool) -> None:
    public = site / "public"
    (public / "CNAME").write_text("example.org\n")
    (public / "notes").mkdir()
    (public / "notes" / "a.txt").write_text("mine\n")
    edit(site)
    before = (public / "en" / "how-high" / "index.html").read_bytes()
    report = made(site, cache=cache)
    (fault,) = [one for one in report.diagnostics if one.severity == "error"]
    assert fault.code == "foreign-file"
    assert "CNAME, notes/a.txt" in fault.message
    assert "keep: [CNAME, notes]" in fault.hint
    assert (public / "CNAME").read_text() == "example.org\n"
    assert (public / "en" / "how-high" / "index.html").read_bytes() == before


def test_without_a_store_the_folders_own_list_says_what_is_foreign(site: Path) -> None:
    shutil.rmtree(site / ".explainer")
    edit(site)
    assert not made(site).failed
    shutil.rmtree(site / ".explainer")
    (site / "public" / "CNAME").write_text("x")
    assert made(site).failed


def test_what_is_listed_stays_through_every_build(site: Path) -> None:
    public = site / "public"
    (public / "CNAME").write_text("example.org\n")
    (public / ".git" / "refs" / "tags").mkdir(parents=True)
    (public / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (public / ".git" / "link").symlink_to("HEAD")
    keep(site, "CNAME", ".git", "absent")
    for _ in range(4):  # the spare tree comes back at every second one
        edit(site)
        assert not made(site).failed
        assert (public / "CNAME").read_text() == "example.org\n"
        assert (public / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
        assert (public / ".git" / "refs" / "tags").is_dir()
        assert (public / ".git" / "link").readlink() == Path("HEAD")
    (public / ".git" / "HEAD").write_text("changed\n")
    report = made(site)
    assert (report.written, report.failed) == (0, False), "what is kept is no reason to build"
    edit(site)
    made(site)
    assert (public / ".git" / "HEAD").read_text() == "changed\n"


def test_what_file_managers_leave_is_no_matter(site: Path) -> None:
    (site / "public" / "en" / ".DS_Store").write_text("x")
    assert made(site).written == 0
    edit(site)
    assert not made(site).failed


def test_what_is_published_is_not_kept(site: Path) -> None:
    keep(site, "en")
    (fault,) = made(site).diagnostics
    assert (fault.location.file, fault.code) == ("content/site.yaml", "foreign-file")


@pytest.mark.parametrize("name", ["a/b", "..", ".", '""', "build.json", "[a]", "3"])
def test_names_to_keep(site: Path, name: str) -> None:
    keep(site, name)
    assert [one.code for one in made(site).diagnostics] == ["site-settings"]


def test_a_store_that_git_tracks_is_not_read(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git = ["git", "-C", str(site.parent)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "site/content"], check=True)
    assert not made(site).failed
    subprocess.run([*git, "add", "-f", "site/.explainer"], check=True)
    assert cli.main(["build", "--source", str(site)]) == 1
    assert ".explainer:1:1 error[tracked-store]" in capsys.readouterr().err
    subprocess.run([*git, "rm", "-rq", "--cached", "site/.explainer"], check=True)
    assert not made(site).failed


@pytest.mark.parametrize("name", [".", "content", "content/en", "static/x", ".git/x"])
def test_sheets_do_not_go_into_the_sources(site: Path, name: str) -> None:
    with pytest.raises(DiagnosticError, match="the site's own"):
        fact_sheet.check_folder(site / name, site, [])


def test_sheets_replace_sheets_alone(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    words = ["check", "--source", str(site), "--sheet", str(folder)]
    assert cli.main(words) == 0
    assert cli.main(words) == 0, "its own sheets are replaced"
    mine = folder / "en" / "how-high.csv"
    mine.write_text("my,numbers\n1,2\n")
    assert cli.main(words) == 1
    assert mine.read_text() == "my,numbers\n1,2\n"
    mine.unlink()
    assert cli.main(words) == 1, "the page beside it may be somebody's"
