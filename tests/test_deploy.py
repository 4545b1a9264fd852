"""``explainer deploy`` against real remotes: bare repositories in a temporary folder."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import git, small

from generator import cli
from generator.commands.compare import folders

ADDRESS = "https://example.org/tides/"
ALIAS = "---\naliases: [/en/how-high/]\n"


@dataclass(frozen=True)
class Publisher:
    """A site in a repository, and the bare repository that is its remote ``origin``."""

    site: Path
    remote: Path
    capsys: pytest.CaptureFixture[str]

    def git(self, *words: str) -> str:
        return git(self.site, *words)

    @property
    def tip(self) -> str:
        """The published commit; empty if there is none."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")

    def published(self, path: str) -> str:
        return git(self.remote, "show", f"gh-pages:{path}")

    def listed(self) -> list[str]:
        return git(self.remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()

    def deploy(self, *words: str, address: str = ADDRESS) -> tuple[int, str]:
        """Deploy, and return the exit code with all that was printed."""
        where = ["--base-url", address] if address else []
        code = cli.main(["deploy", "--source", str(self.site), *where, *words])
        printed = self.capsys.readouterr()
        return code, printed.out + printed.err

    def edit(self, page: str, *, commit: bool = True) -> None:
        """Change a word of a page, as an editor does."""
        for code in ("en", "fr"):
            file = self.site / "content" / code / page
            file.write_text(file.read_text("utf-8") + "\nMore.\n", "utf-8")
        if commit:
            self.git("commit", "--quiet", "--all", "--message", "More words")

    def state(self) -> dict[str, bytes]:
        """All files of the working tree and git's index."""
        paths = [path for path in self.site.rglob("*") if ".git" not in path.parts]
        files = [*(path for path in paths if path.is_file()), self.site / ".git" / "index"]
        return {str(path): path.read_bytes() for path in files if ".explainer" not in path.parts}


def hook(remote: Path, name: str, script: str) -> None:
    file = remote / "hooks" / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


@pytest.fixture
def publisher(somebody: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Publisher:
    """A small site, committed and pushed."""
    site, remote = small(tmp_path / "site"), tmp_path / "remote.git"
    (site / ".gitignore").write_text(".explainer/\n", "utf-8")
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    git(site, "init", "--quiet", "--initial-branch=main")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "A site")
    git(site, "remote", "add", "origin", str(remote))
    git(site, "push", "--quiet", "origin", "main")
    return Publisher(site, remote, capsys)


def built(publisher: Publisher, folder: Path, address: str = ADDRESS) -> Path:
    words = ["build", "--source", str(publisher.site), "--output", str(folder)]
    assert cli.main([*words, "--base-url", address]) == 0
    publisher.capsys.readouterr()
    return folder


def checked_out(publisher: Publisher, folder: Path) -> Path:
    git(publisher.remote.parent, "clone", "--quiet", "-b", "gh-pages", "remote.git", str(folder))
    shutil.rmtree(folder / ".git")
    return folder


def test_a_dry_run_lists_and_pushes_nothing(publisher: Publisher) -> None:
    before, refs = publisher.state(), git(publisher.remote, "show-ref")
    objects = publisher.git("count-objects")
    code, said = publisher.deploy("--dry-run")
    assert code == 0
    assert "  + en/how-high/index.html " in said
    assert "Nothing was pushed to origin/gh-pages (--dry-run)." in said
    assert git(publisher.remote, "show-ref") == refs
    assert publisher.state() == before
    assert publisher.git("count-objects") == objects


def test_what_is_published_is_what_is_built(publisher: Publisher, tmp_path: Path) -> None:
    publisher.git("config", "core.autocrlf", "true")
    before = publisher.state()
    code, said = publisher.deploy()
    assert code == 0
    assert f"Published on origin/gh-pages as commit {publisher.tip[:12]}." in said
    assert publisher.state() == before
    theirs = checked_out(publisher, tmp_path / "theirs")
    assert folders(built(publisher, tmp_path / "ours"), theirs).is_nothing
    assert (theirs / ".nojekyll").exists()
    assert publisher.git("rev-parse", "HEAD") in publisher.published("build.json")


def test_again_with_nothing_changed_nothing_is_pushed(publisher: Publisher) -> None:
    publisher.deploy()
    before = publisher.tip
    hook(publisher.remote, "pre-receive", "exit 1")
    code, said = publisher.deploy()
    assert code == 0
    assert "Nothing to publish: origin/gh-pages is this very site." in said
    assert publisher.tip == before


def test_a_change_is_listed_and_history_is_kept(publisher: Publisher, tmp_path: Path) -> None:
    publisher.deploy()
    first = publisher.tip
    data = publisher.site / "content" / "data" / "tides.csv"
    data.write_text(data.read_text("utf-8").replace("18,4.3", "18,4.4"), "utf-8")
    publisher.git("commit", "--quiet", "--all", "--message", "Measured again")
    summary = tmp_path / "summary.md"
    code, said = publisher.deploy("--message", "Measured again", "--summary", str(summary))
    assert code == 0
    lines = [line.strip() for line in said.splitlines()]
    page = next(i for i, line in enumerate(lines) if line.startswith("~ en/how-high/index.html"))
    assert lines[page + 1] == "4.3 → 4.4 (4 times)"
    assert f"## What changes at {ADDRESS}" in summary.read_text("utf-8")
    assert git(publisher.remote, "rev-parse", "gh-pages^") == first
    assert git(publisher.remote, "log", "-1", "--format=%s", "gh-pages") == "Measured again"
    theirs = checked_out(publisher, tmp_path / "theirs")
    assert folders(built(publisher, tmp_path / "ours"), theirs).is_nothing


def test_a_page_that_is_gone_is_taken_away_and_told(publisher: Publisher) -> None:
    publisher.deploy()
    for path in publisher.site.glob("content/*/how-high.md"):
        path.unlink()
    home = publisher.site / "content" / "en" / "index.md"
    home.write_text(home.read_text("utf-8").replace("---\n", ALIAS, 1), "utf-8")
    publisher.git("commit", "--quiet", "--all", "--message", "One page less")
    code, said = publisher.deploy()
    assert code == 0
    assert "  - fr/hauteur/index.html " in said
    assert "warning[lost-address] nothing stands any more at /fr/hauteur/, add" in said
    assert "en/how-high/index.html" in publisher.listed()
    assert "fr/hauteur/index.html" not in publisher.listed()


def test_a_first_publication_tells_how_addresses_are_kept(publisher: Publisher) -> None:
    assert "Now run explainer agree --numbers" in publisher.deploy()[1]
    assert cli.main(["agree", "--numbers", "--source", str(publisher.site)]) == 0
    publisher.git("add", ".")
    publisher.git("commit", "--quiet", "--message", "What is published")
    publisher.edit("how-high.md")
    code, said = publisher.deploy()
    assert code == 0
    assert "agree" not in said


def test_a_site_with_an_error_is_not_published(publisher: Publisher) -> None:
    publisher.deploy()
    before = publisher.tip
    page = publisher.site / "content" / "en" / "how-high.md"
    page.write_text(page.read_text("utf-8") + "\nIt was {stat}`higest`.\n", "utf-8")
    publisher.git("commit", "--quiet", "--all", "--message", "A slip")
    code, said = publisher.deploy()
    assert code == 1
    assert "content/en/how-high.md:14:8 error[unknown-stat]" in said
    assert publisher.tip == before


# What is not committed, or older than what is published.


def test_uncommitted_content_is_refused_unless_told(publisher: Publisher) -> None:
    publisher.edit("how-high.md", commit=False)
    code, said = publisher.deploy()
    assert code == 1
    assert "error[uncommitted] 2 files not committed" in said
    assert publisher.tip == ""
    assert publisher.deploy("--allow-dirty")[0] == 0
    assert "More." in publisher.published("en/how-high/index.html")


def test_files_beside_the_site_may_be_uncommitted(publisher: Publisher) -> None:
    (publisher.site / "notes.txt").write_text("to do")
    assert publisher.deploy()[0] == 0


def test_a_new_file_that_git_does_not_know_is_refused(publisher: Publisher) -> None:
    (publisher.site / "static" / "new.css").write_text("p { color: red }")
    assert "error[uncommitted]" in publisher.deploy()[1]


def test_nobody_goes_back_by_mistake(publisher: Publisher) -> None:
    publisher.edit("how-high.md")
    publisher.deploy()
    before = publisher.tip
    publisher.git("switch", "--quiet", "--detach", "HEAD^")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[older-site]" in said
    assert "HEAD, which is on no branch, does not contain it, git switch" in said
    assert publisher.tip == before
    code, said = publisher.deploy("--allow-older")
    assert code == 0
    assert git(publisher.remote, "rev-parse", "gh-pages^") == before


def test_a_detached_head_that_is_newest_is_published(publisher: Publisher) -> None:
    publisher.deploy()
    publisher.edit("how-high.md")
    publisher.git("switch", "--quiet", "--detach")
    assert publisher.deploy()[0] == 0


def test_a_shallow_clone_tells_what_to_do(publisher: Publisher, tmp_path: Path) -> None:
    publisher.deploy()
    publisher.edit("how-high.md")
    publisher.edit("how-high.md")
    publisher.git("push", "--quiet", "origin", "main")
    shallow = tmp_path / "shallow"
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--depth=1",
        "-b",
        "main",
        publisher.remote.as_uri(),
        "shallow",
    )
    other = Publisher(shallow, publisher.remote, publisher.capsys)
    before = publisher.tip
    code, said = other.deploy()
    assert code == 1
    assert "as far as this shallow clone tells, git fetch --unshallow first" in said
    assert publisher.tip == before
    git(shallow, "fetch", "--quiet", "--unshallow")
    assert other.deploy()[0] == 0
    assert git(publisher.remote, "rev-parse", "gh-pages^") == before


def test_a_shallow_clone_of_what_is_published_needs_no_more(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.deploy()
    publisher.edit("how-high.md")
    publisher.git("push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", "--depth=2", "-b", "main", publisher.remote.as_uri(), "near")
    other = Publisher(tmp_path / "near", publisher.remote, publisher.capsys)
    assert other.deploy()[0] == 0
    assert len(git(publisher.remote, "rev-list", "gh-pages").splitlines()) == 2


# What would be taken away.


def test_the_sources_branch_is_never_published_on(publisher: Publisher) -> None:
    code, said = publisher.deploy("--branch", "main", "--allow-removals")
    assert code == 1
    assert "error[foreign-branch] 'main' is checked out" in said


def other_work(publisher: Publisher, files: dict[str, str]) -> None:
    """Commit files on the published branch by other means."""
    folder = publisher.remote.parent / "other"
    git(publisher.remote.parent, "clone", "--quiet", "remote.git", "other")
    if publisher.tip:
        git(folder, "switch", "--quiet", "gh-pages")
    else:
        git(folder, "switch", "--quiet", "--orphan", "gh-pages")
    for name, text in files.items():
        (folder / name).write_text(text)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Other work")
    git(folder, "push", "--quiet", "origin", "gh-pages")


def test_a_branch_of_another_program_is_not_replaced(publisher: Publisher) -> None:
    other_work(publisher, {"thesis.html": "<p>Mine"})
    before = publisher.tip
    code, said = publisher.deploy()
    assert code == 1
    assert "error[foreign-branch] files would go that no build of this site made: thesis" in said
    assert publisher.tip == before
    assert publisher.deploy("--allow-removals")[0] == 0
    assert "thesis.html" not in publisher.listed()
    assert git(publisher.remote, "show", "gh-pages^:thesis.html") == "<p>Mine"


def test_files_that_settings_keep_stay(publisher: Publisher) -> None:
    publisher.deploy()
    other_work(publisher, {"google1234.html": "google1234"})
    assert "error[foreign-branch]" in publisher.deploy()[1]
    settings = publisher.site / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "keep: [google1234.html]\n", "utf-8")
    publisher.git("commit", "--quiet", "--all", "--message", "Keep it")
    assert publisher.deploy()[0] == 0
    assert publisher.published("google1234.html") == "google1234"


def test_more_than_half_of_the_pages_go_only_if_told(publisher: Publisher) -> None:
    more = [publisher.site / "content" / "en" / f"more-{number}.md" for number in range(30)]
    for path in more:
        path.write_text("---\ntitle: More\ntranslated: false\n---\nMore.\n", "utf-8")
    publisher.git("add", ".")
    publisher.git("commit", "--quiet", "--message", "More pages")
    publisher.deploy()
    before = publisher.tip
    for path in more:
        path.unlink()
    publisher.git("commit", "--quiet", "--all", "--message", "Fewer pages")
    code, said = publisher.deploy()
    assert code == 1
    assert "  - en/more-11/index.html " in said
    assert "error[many-removals] 30 of " in said
    assert publisher.tip == before
    assert publisher.deploy("--allow-removals")[0] == 0


# Addresses.


def test_a_domain_is_written_and_kept(publisher: Publisher) -> None:
    code, said = publisher.deploy("--cname", "Tides.example.org", address="")
    assert code == 0
    assert "The site will stand at https://tides.example.org/ (--cname)." in said
    assert publisher.published("CNAME") == "tides.example.org"
    publisher.edit("how-high.md")
    code, said = publisher.deploy(address="")
    assert code == 0
    assert "https://tides.example.org/ (the CNAME of origin/gh-pages)" in said
    assert publisher.published("CNAME") == "tides.example.org"
    assert 'href="/en/how-high/"' in publisher.published("en/index.html")


@pytest.fixture
def over_ssh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An ssh that finds every host's repositories in a folder of this machine."""
    shim = tmp_path / "ssh"
    shim.write_text(f'#!/bin/sh\nfor last; do :; done\ncd "{tmp_path}/hosted" && eval "$last"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(shim))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("owner/tides.git", "https://owner.github.io/tides/"),
        ("owner/owner.github.io.git", "https://owner.github.io/"),
    ],
)
def test_the_address_follows_from_the_remote(
    publisher: Publisher, over_ssh: None, name: str, address: str
) -> None:
    hosted = publisher.remote.parent / "hosted" / name
    git(publisher.remote.parent, "clone", "--quiet", "--bare", "remote.git", str(hosted))
    publisher.git("remote", "set-url", "origin", f"git@github.com:{name}")
    code, said = publisher.deploy(address="")
    assert code == 0
    assert f"The site will stand at {address} (the remote 'origin')." in said
    assert f"{address}en/how-high/" in git(hosted, "show", "gh-pages:sitemap.xml")


def test_an_unknown_address_is_asked_for(publisher: Publisher) -> None:
    code, said = publisher.deploy(address="")
    assert code == 1
    assert "error[no-address]" in said
    assert "--base-url https://example.org/" in said


# Others who publish at the same time.


def theirs(publisher: Publisher) -> str:
    """A commit on top of what is published, to which the branch may be moved."""
    words = ("commit-tree", "gh-pages^{tree}", "-p", "gh-pages", "-m", "Theirs")
    return git(publisher.remote, *words)


def test_a_remote_that_moved_between_fetch_and_push_is_not_overwritten(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.deploy()
    publisher.edit("how-high.md")
    moved = theirs(publisher)
    real = shutil.which("git")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(
        f'#!/bin/sh\n[ "$1" = push ] && {real} -C "{publisher.remote}" '
        f'update-ref refs/heads/gh-pages {moved}\nexec {real} "$@"\n'
    )
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[branch-moved] somebody else published meanwhile" in said
    assert publisher.tip == moved


def test_a_remote_that_moves_during_the_push_is_not_overwritten(publisher: Publisher) -> None:
    publisher.deploy()
    publisher.edit("how-high.md")
    moved = theirs(publisher)
    move = f"git update-ref refs/heads/gh-pages {moved}"
    hook(publisher.remote, "pre-receive", f"unset GIT_QUARANTINE_PATH; {move}")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[branch-moved]" in said
    assert publisher.tip == moved


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_of_two_at_once_one_publishes(publisher: Publisher, tmp_path: Path, *, first: bool) -> None:
    """While one pushes, the other publishes from its own clone, from beginning to end."""
    if not first:
        publisher.deploy()
        publisher.edit("how-high.md")
        publisher.git("push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", "-b", "main", "remote.git", "other")
    other = Publisher(tmp_path / "other", publisher.remote, publisher.capsys)
    other.edit("index.md")
    words = f'deploy --source "{other.site}" --base-url {ADDRESS}'
    hook(
        publisher.remote,
        "pre-receive",
        "rm hooks/pre-receive; unset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH; "
        f'"{sys.executable}" -m generator {words} > "{tmp_path}/other.txt" 2>&1',
    )
    code, said = publisher.deploy()
    assert code == 1
    assert "error[branch-moved]" in said
    theirs = (tmp_path / "other.txt").read_text("utf-8")
    assert f"Published on origin/gh-pages as commit {publisher.tip[:12]}." in theirs
    assert "More." in publisher.published("en/index.html")


# What git and the remote say.


def test_a_remote_that_refuses_says_why(publisher: Publisher) -> None:
    hook(publisher.remote, "pre-receive", "echo Ask the editors first; exit 1")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[push-refused] the remote refuses the push: Ask the editors first" in said


def test_no_such_remote(publisher: Publisher) -> None:
    code, said = publisher.deploy("--remote", "orign")
    assert code == 1
    assert "error[no-remote] this repository has no remote 'orign', did you mean 'origin'?" in said
    publisher.git("remote", "remove", "origin")
    assert "add one: git remote add origin git@github.com" in publisher.deploy()[1]


def test_a_remote_that_is_not_there(publisher: Publisher) -> None:
    publisher.git("remote", "set-url", "origin", "/nowhere/site.git")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[remote-fails] the remote cannot be read: " in said
    assert "/nowhere/site.git" in said


def test_no_repository(publisher: Publisher) -> None:
    shutil.rmtree(publisher.site / ".git")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[no-repository] this folder is in no git repository" in said


def test_no_git(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[no-repository] git is not installed" in said


def test_nobody_known_to_git(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        for what in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{what}")
    publisher.git("config", "user.useConfigOnly", "true")
    code, said = publisher.deploy()
    assert code == 1
    assert "error[git-fails]" in said
    assert "git config user.name" in said
    assert publisher.tip == ""


@pytest.mark.parametrize(
    "words",
    [
        ["--branch", "a b"],
        ["--branch", "-x"],
        ["--cname", "https://example.org"],
        ["--base-url", "example.org"],
    ],
)
def test_wrong_words_are_wrong_usage(publisher: Publisher, words: list[str]) -> None:
    with pytest.raises(SystemExit) as told:
        publisher.deploy(*words)
    assert told.value.code == 2


def test_a_site_below_the_top_of_its_repository(publisher: Publisher, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    shutil.copytree(publisher.site, whole / "docs", ignore=shutil.ignore_patterns(".git"))
    git(whole, "init", "--quiet", "--initial-branch=main")
    git(whole, "add", ".")
    git(whole, "commit", "--quiet", "--message", "A whole")
    git(whole, "remote", "add", "origin", str(publisher.remote))
    other = Publisher(whole / "docs", publisher.remote, publisher.capsys)
    assert other.deploy()[0] == 0
    assert "en/how-high/index.html" in other.listed()
    other.edit("how-high.md", commit=False)
    code, said = other.deploy()
    assert code == 1
    assert "2 files not committed: content/en/how-high.md" in said
