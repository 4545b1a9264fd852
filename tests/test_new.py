"""``explainer new``: what it makes passes every check, and takes the place of nothing."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from crawler import Crawl, over_http
from pages_server import serving_pages
from run_workflow import Job, Runner
from support import ROOT, SKELETON, git

from generator import cli
from generator.commands.new import site as new_site


def new(*words: str) -> int:
    return cli.main(["new", *words])


def test_what_is_made_passes_every_check_and_is_made_once(
    tides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = (("page", "spring-tides"), ("dataset", "waves"), ("chart", "waves-by-year"))
    for kind, name in parts:
        assert new(kind, name, "--source", str(tides)) == 0
        capsys.readouterr()
        assert new(kind, name, "--source", str(tides)) == 1
        assert "error[exists]" in capsys.readouterr().err
    assert (tides / "content" / "fr" / "spring-tides.md").is_file()
    assert cli.main(["check", "--source", str(tides)]) == 0
    assert capsys.readouterr().err == ""


def test_a_name_leads_out_of_no_folder(tides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("page", "../outside", "--source", str(tides)) == 1
    assert "error[bad-name]" in capsys.readouterr().err


def workflow(site: Path, hub: Path, event: str) -> dict[str, Job]:
    """Run a new site's own workflow on this machine, on its last commit."""
    hub.mkdir(exist_ok=True)
    github = {"event_name": event, "ref": "refs/heads/main"}
    instead = {"make setup": f"ln -s {sys.prefix} .venv"}
    runner = Runner(site, git(site, "rev-parse", "HEAD"), hub, github, instead=instead)
    return runner.run(site / ".github" / "workflows" / "pages.yml")


def test_a_site_is_published_as_made(somebody: None, tmp_path: Path) -> None:
    site, hub = tmp_path / "site", tmp_path / "hub"
    assert new("site", str(site), "--languages", "fr") == 0
    assert new("site", str(site)) == 1
    (site / "content" / "fr" / "dropped.md").write_text(
        "---\ntitle: Déposée\ndescription: Une page.\ndate: 2026-01-02\n---\nTexte.\n"
    )
    git(site, "init", "--quiet", "--initial-branch=main")
    git(site, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "A site")
    jobs = workflow(site, hub, "push")
    assert {name: job.result for name, job in jobs.items()} == {
        "build": "success",
        "deploy": "success",
    }, jobs["build"].printed
    assert "warning" not in jobs["build"].printed
    published = hub / "published"
    home = (published / "index.html").read_text("utf-8")
    assert "<h1>Titre à remplacer</h1>" in home
    assert '<html lang="fr' in home
    assert not (published / "fr").exists()
    with serving_pages() as server:
        base = "https://owner.github.io/repo/"
        server.add(published, base)
        crawl = Crawl(base, over_http(server.server_port)).run(base, f"{base}sitemap.xml")
    assert crawl.broken == []
    assert f"{base}donnees/tides/" in crawl.found
    dropped = (published / "dropped" / "index.html").read_text("utf-8")
    assert "Une page." in dropped
    assert "2\u00a0janvier 2026" in dropped
    with (site / "content" / "fr" / "dropped.md").open("a") as page:
        page.write("{stat}`nothing`\n")
    git(site, "commit", "--quiet", "--all", "--message", "A slip")
    jobs = workflow(site, hub, "pull_request")
    assert (jobs["build"].result, jobs["deploy"].result) == ("failure", "skipped")


def test_a_site_has_the_languages_that_were_asked_for_in_their_order(tmp_path: Path) -> None:
    new_site.make(tmp_path / "site", ["fr", "en"])
    content = tmp_path / "site" / "content"
    settings = (content / "site.yaml").read_text("utf-8")
    assert settings.index("{code: fr") < settings.index("{code: en")
    assert {path.name for path in content.iterdir() if (path / "index.md").exists()} == {"en", "fr"}


@pytest.mark.parametrize("codes", ["", "en,", "en,en", "EN"])
def test_languages_that_cannot_be_are_refused(tmp_path: Path, codes: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        new("site", str(tmp_path / "x"), "--languages", codes)
    assert not (tmp_path / "x").exists()


def test_a_site_says_what_is_to_be_replaced(tmp_path: Path) -> None:
    new_site.make(tmp_path / "site", new_site.bundled())
    for path in (tmp_path / "site" / "content").glob("*/*.md"):
        assert re.search(r"^title: .*\b([Rr]eplace|remplacer)\b", path.read_text("utf-8"), re.M)


@pytest.mark.parametrize(
    ("remote", "said"),
    [
        ("https://host.example/who/name.git", "git+https://host.example/who/name.git"),
        ("https://who:token@host.example/name", "git+https://host.example/name"),
        ("git@host.example:who/name.git", "git+https://host.example/who/name.git"),
        ("ssh://git@host.example:22/who/name", "git+https://host.example/who/name"),
        ("/somewhere/name", "file:///here"),
        ("", "file:///here"),
    ],
)
def test_a_site_names_the_commit_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remote: str, said: str
) -> None:
    told = {"config": remote, "rev-parse": "c0ffee"}
    monkeypatch.setattr(new_site, "_git", lambda word, *_: told[word])
    new_site.make(tmp_path / "site", new_site.bundled())
    line = (tmp_path / "site" / new_site.GENERATOR).read_text("utf-8")
    here = said.replace("/here", ROOT.as_posix())
    assert line == f"explainer @ {here}{'@c0ffee' if 'git+' in said else ''}\n"


def test_what_a_site_installs_is_pinned_as_the_program_is_tested() -> None:
    def pins(lock: Path) -> set[tuple[str, ...]]:
        text = re.sub(r"#.*", "", lock.read_text("utf-8"))
        return {tuple(one.split()) for one in re.split(r"\n(?=\S)", text) if "==" in one}

    needed, tested = pins(SKELETON / "requirements.lock"), pins(ROOT / "requirements.lock")
    assert needed
    assert needed < tested
