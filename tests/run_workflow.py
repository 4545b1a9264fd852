"""Runs a workflow's steps on this machine, in their order, each job in a clone of its own.

What a step runs is run; an action is stood in for by what it would do here. GitHub's services are
folders below ``hub``: ``caches/``, ``artifacts/``, ``published/``. Run as a script it runs this
repository's own workflow on HEAD, and prints the seconds of each step::

    .venv/bin/python tests/run_workflow.py HUB push BEFORE          # or pull_request
    .venv/bin/python tests/run_workflow.py HUB push BEFORE --jobs changes,build,deploy
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
TOKEN = re.compile(r"'(?:[^']|'')*'|&&|\|\||==|!=|!|[(),]|[\w.-]+")
OPERATORS = {"&&": "and", "||": "or", "!": "not", "==": "==", "!=": "!="}


@dataclass
class Job:
    """What became of a job: ``success``, ``failure`` or ``skipped``, its outputs and its steps."""

    result: str = "skipped"
    outputs: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    printed: str = ""
    summary: str = ""


@dataclass
class Runner:
    """Runs a workflow for an event on a commit.

    ``instead`` are commands to run in place of those that a step names: what a test leaves out.
    """

    repository: Path
    commit: str
    hub: Path
    github: dict[str, str]
    base_url: str = "https://owner.github.io/repo"
    instead: Mapping[str, str] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)

    def run(self, workflow: Path, only: list[str] | None = None) -> dict[str, Job]:
        """Run the jobs of a workflow, or some of them, each after those that it needs."""
        # Without YAML 1.1's reading of `on` as a truth value.
        written = yaml.load(workflow.read_text("utf-8"), Loader=yaml.BaseLoader)
        for name, job in written["jobs"].items():
            needs = job.get("needs", [])
            needed = [needs] if isinstance(needs, str) else needs
            assert all(one in self.jobs for one in needed), "a job stands before one that it needs"
            sound = all(self.jobs[one].result == "success" for one in needed)
            told = self.jobs[name] = Job()
            wanted = only is None or name in only
            if wanted and self._is_true(job.get("if", "success()"), {}, sound=sound):
                self._job(name, job, told)
        return self.jobs

    def _job(self, name: str, job: dict[str, Any], told: Job) -> None:
        workspace = self.hub / "work" / f"{self.commit[:12]}-{self.github['event_name']}-{name}"
        shutil.rmtree(workspace, ignore_errors=True)
        workspace.mkdir(parents=True)
        steps: dict[str, dict[str, str]] = {}
        told.result = "success"
        for number, step in enumerate(job["steps"]):
            if not self._is_true(step.get("if", "success()"), steps, sound=True):
                continue
            started = time.perf_counter()
            try:
                if "uses" in step:
                    outputs = self._use(step, steps, workspace)
                else:
                    outputs = self._command(step, steps, workspace, told)
            except subprocess.CalledProcessError as error:
                told.printed += f"{error.cmd} ended with {error.returncode}\n"
                told.result = "failure"
                return
            title = step.get("name") or step.get("uses", "").partition("@")[0]
            told.seconds[title] = time.perf_counter() - started
            steps[step.get("id", str(number))] = outputs
        for key, value in job.get("outputs", {}).items():
            told.outputs[key] = self._filled(value, steps, workspace)

    def _command(
        self, step: dict[str, Any], steps: dict[str, dict[str, str]], workspace: Path, told: Job
    ) -> dict[str, str]:
        files = {name: workspace.parent / f"{workspace.name}.{name}" for name in ("output", "md")}
        for file in files.values():
            file.write_text("", "utf-8")
        given = {k: self._filled(v, steps, workspace) for k, v in step.get("env", {}).items()}
        github = {"GITHUB_OUTPUT": str(files["output"]), "GITHUB_STEP_SUMMARY": str(files["md"])}
        command = self.instead.get(step["run"], step["run"])
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=workspace,
            env={**os.environ, "CI": "true", **github, **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        told.printed += f"$ {command}\n{done.stdout}"
        told.summary += files["md"].read_text("utf-8")
        done.check_returncode()
        lines = files["output"].read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    # Expressions.

    def _value(
        self, expression: str, steps: dict[str, dict[str, str]], folder: Path, *, sound: bool = True
    ) -> object:
        """Compute an expression, as far as workflows here use its language."""

        def at(path: str) -> str:
            first, *rest = path.split(".")
            if first == "github":
                return self.github.get(rest[-1], "")
            if first == "matrix":  # a job of several versions is run once, with the one here
                return sys.version.split()[0]
            if first == "steps":
                return steps.get(rest[0], {}).get(rest[2], "")
            job = self.jobs[rest[0]]
            return job.result if rest[1] == "result" else job.outputs.get(rest[2], "")

        def hash_files(*patterns: str) -> str:
            digest = hashlib.sha256()
            globs = [f"{one}/*" if one.endswith("**") else one for one in patterns]
            for path in sorted({path for glob in globs for path in folder.glob(glob)}):
                if path.is_file():
                    digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
            return digest.hexdigest()

        names: dict[str, Callable[..., object]] = {
            "at": at,
            "hashFiles": hash_files,
            "success": lambda: sound,
            "cancelled": lambda: False,
        }
        words = [
            OPERATORS.get(word) or (word if word[0] in "'()," or word in names else f"at({word!r})")
            for word in TOKEN.findall(expression)
        ]
        return eval(" ".join(words), {"__builtins__": {}}, names)

    def _is_true(self, text: str, steps: dict[str, dict[str, str]], *, sound: bool) -> bool:
        """Whether a condition holds; one that asks for no state holds only where all is sound."""
        asks = "success()" in text or "cancelled()" in text
        return bool(self._value(text, steps, Path(), sound=sound)) and (sound or asks)

    def _filled(self, text: str, steps: dict[str, dict[str, str]], folder: Path) -> str:
        return EXPRESSION.sub(lambda found: str(self._value(found[1], steps, folder)), text)

    # What actions would do.

    def _use(
        self, step: dict[str, Any], steps: dict[str, dict[str, str]], workspace: Path
    ) -> dict[str, str]:
        action = step["uses"].partition("@")[0].removeprefix("actions/").replace("/", "-")
        given = {k: self._filled(v, steps, workspace) for k, v in step.get("with", {}).items()}
        stand_in: Callable[[dict[str, str], Path], dict[str, str]] = getattr(
            self, f"_{action.replace('-', '_')}"
        )
        return stand_in(given, workspace)

    def _checkout(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        depth = int(given.get("fetch-depth", "1"))
        more = [f"--depth={depth}"] if depth else []
        url = self.repository.resolve().as_uri()
        for words in (
            ["init", "--quiet"],
            ["remote", "add", "origin", url],
            ["fetch", "--quiet", *more, "origin", self.commit],
            ["checkout", "--quiet", "--detach", self.commit],
        ):
            subprocess.run(["git", *words], cwd=workspace, check=True)
        return {}

    def _setup_python(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        return {"python-version": sys.version.split()[0]}

    def _cache_restore(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        caches = self.hub / "caches"
        named = [path for path in caches.glob("*") if path.name == given["key"]]
        near = [path for path in caches.glob("*") if path.name.startswith(given["restore-keys"])]
        found = named or sorted(near, key=lambda path: path.stat().st_mtime)
        if found:
            shutil.copytree(found[-1], workspace / given["path"], symlinks=True)
        return {
            "cache-primary-key": given["key"],
            "cache-hit": str(bool(named)).lower() if found else "",
            "cache-matched-key": found[-1].name if found else "",
        }

    def _cache_save(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        kept = self.hub / "caches" / given["key"]
        shutil.copytree(workspace / given["path"], kept, symlinks=True)
        kept.touch()
        return {}

    def _configure_pages(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        return {"base_url": self.base_url}

    def _upload_artifact(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        folder = self.hub / "artifacts" / given["name"]
        shutil.rmtree(folder, ignore_errors=True)
        hidden = shutil.ignore_patterns(
            *([] if given["include-hidden-files"] == "true" else [".*"])
        )
        shutil.copytree(workspace / given["path"], folder, ignore=hidden)
        return {}

    def _upload_pages_artifact(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        return self._upload_artifact({**given, "name": "github-pages"}, workspace)

    def _deploy_pages(self, given: dict[str, str], workspace: Path) -> dict[str, str]:
        shutil.rmtree(self.hub / "published", ignore_errors=True)
        shutil.copytree(self.hub / "artifacts" / "github-pages", self.hub / "published")
        return {"page_url": f"{self.base_url}/"}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("hub", type=Path)
    parser.add_argument("event", choices=("push", "pull_request", "workflow_dispatch"))
    parser.add_argument("before", nargs="?", default="", help="the commit before a push")
    parser.add_argument("--jobs", help="only these, by commas")
    parser.add_argument("--repository", type=Path, default=ROOT)
    parser.add_argument("--workflow", default="pages.yml")
    options = parser.parse_args()
    ask = ["git", "-C", str(options.repository), "rev-parse", "HEAD"]
    commit = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    github = {"event_name": options.event, "ref": "refs/heads/main", "before": options.before}
    options.hub.mkdir(parents=True, exist_ok=True)
    runner = Runner(options.repository, commit, options.hub, github)
    workflow = options.repository / ".github" / "workflows" / options.workflow
    jobs = runner.run(workflow, options.jobs and options.jobs.split(","))
    for name, job in jobs.items():
        print(f"{name}: {job.result}, {sum(job.seconds.values()):.1f} s")
        for title, seconds in job.seconds.items():
            print(f"  {seconds:7.1f} s  {title}")
        if job.result == "failure":
            print(job.printed)
        if job.summary:
            print(job.summary)
    return any(job.result == "failure" for job in jobs.values())


if __name__ == "__main__":
    sys.exit(main())
