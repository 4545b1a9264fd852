"""The commands as users run them: their words, their exit codes, what they leave."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, TIDES, copy


def run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


@pytest.fixture
def site(tides: Path) -> Path:
    return tides


def test_json_is_one_document_and_nothing_else(site: Path, tmp_path: Path) -> None:
    words = ["build", "--source", str(site), "--output", str(tmp_path / "out"), "--format", "json"]
    answer = run(*words)
    document = json.loads(answer.stdout)
    assert answer.returncode == 0
    assert document["pages"] == 8
    assert [d for d in document["diagnostics"] if d["severity"] == "error"] == []
    assert set(document) == {"pages", "written", "reused", "seconds", "diagnostics"}


def test_json_of_a_fault_has_its_place(site: Path) -> None:
    page = site / "content" / "en" / "how-high.md"
    page.write_text(page.read_text() + "\nEnd {stat}`higest`\n")
    answer = run("build", "--source", str(site), "--format", "json")
    fault = json.loads(answer.stdout)["diagnostics"][0]
    assert answer.returncode == 1
    assert (fault["file"], fault["code"]) == ("content/en/how-high.md", "unknown-stat")
    assert page.read_text().splitlines()[fault["line"] - 1] == "End {stat}`higest`"
    assert fault["column"] == 5
    assert "highest" in fault["hint"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bild"],
        ["build", "--source", "/nowhere"],
        ["build", "--base-url", "example.org"],
        ["serve", "--port", "http"],
    ],
)
def test_wrong_usage_is_2(words: list[str]) -> None:
    assert run(*words).returncode == 2


TEMPORAL = """
import altair as alt


def chart(data, view):
    months = alt.Axis(format="%Y-%m-%d", values=["2023-01-01", "2023-03-01"])
    return alt.Chart(data["months"]).mark_bar().encode(x=alt.X("month:T", axis=months), y="n:Q")
"""
MONTHS = """
name: months
path: months.csv
title: {en: M, fr: M}
description: {en: D, fr: D}
unit: {en: people, fr: personnes}
publisher: {en: P, fr: P}
sources: [sample]
as_of: 2026-11-24
schema:
  fields:
    - {name: month, type: yearmonth, title: {en: Month, fr: Mois}}
    - {name: n, type: integer, title: {en: N, fr: N}}
"""


def test_same_input_same_bytes_anywhere(tmp_path: Path) -> None:
    site = copy(TIDES, tmp_path / "site")
    (site / "content/data/months.yaml").write_text(MONTHS)
    (site / "content/data/months.csv").write_text("month,n\n2023-01,10\n2023-02,-5\n2023-03,7\n")
    (site / "content/charts/tides-by-hour.py").write_text(TEMPORAL)
    words = site / "content/charts/tides-by-hour.yaml"
    text = words.read_text().replace("datasets: [tides]", "datasets: [months]")
    words.write_text(text.replace("tides, columns: [hour, height]", "months, columns: [month, n]"))
    other = tmp_path / "elsewhere" / "deeper"
    shutil.copytree(site, other)
    trees = []
    for number, (folder, zone, locale) in enumerate(
        [(site, "Asia/Tokyo", "C.UTF-8"), (other, "America/Toronto", "C")],
        start=1,
    ):
        output = tmp_path / f"{number}"
        command = [sys.executable, "-m", "generator", "build", "--output", str(output)]
        environment = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": f"{number * 7}"}
        subprocess.run(
            [*command, "--no-cache", "--jobs", f"{number}"],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        )
        files = (p for p in output.rglob("*") if p.is_file())
        trees.append({str(p.relative_to(output)): p.read_bytes() for p in files})
    first = trees[0]
    for tree in trees[1:]:
        assert first.keys() == tree.keys()
        assert [name for name in first if first[name] != tree[name]] == []


def test_same_bytes_and_messages_whatever_the_number_of_processes(
    site: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (site / "content" / "en" / f"{name}.md").write_text(
            f"---\ntitle: {name}\n---\n(lost)=\n\nWords.\n"
        )
    said, trees = [], []
    for jobs in ("1", "3"):
        output = tmp_path / jobs
        words = ["--output", str(output), "--jobs", jobs, "--format", "json"]
        answer = run("build", "--source", str(site), *words)
        assert answer.returncode == 0, answer.stderr
        said.append(json.loads(answer.stdout)["diagnostics"])
        files = [p for p in output.rglob("*") if p.is_file()]
        trees.append({p.relative_to(output): p.read_bytes() for p in files})
    assert len(said[0]) >= 4
    assert said[0] == said[1]
    assert trees[0] == trees[1]


def test_check_writes_nothing(site: Path) -> None:
    assert run("check", "--source", str(site)).returncode == 0
    assert not (site / "public").exists()


def test_drafts_stay_home(site: Path) -> None:
    for code in ("en", "fr"):
        page = site / "content" / code / "draft.md"
        page.write_text("---\ntitle: Draft\ndraft: true\n---\nText.\n")
    run("build", "--source", str(site))
    assert not (site / "public" / "en" / "draft").exists()
    run("build", "--source", str(site), "--drafts")
    assert (site / "public" / "en" / "draft").exists()


def test_a_link_out_of_the_tree_is_refused(site: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n")
    (site / "content" / "en" / "secret.md").symlink_to(tmp_path / "secret.md")
    answer = run("build", "--source", str(site))
    assert answer.returncode == 1
    assert "content/en/secret.md:1:1 error[outside-source]" in answer.stderr


def test_the_generator_knows_no_subject(repo: Path) -> None:
    topic = re.compile("rox" + "ham|can" + "ada|asy" + "lum|que" + "bec|st" + "ca", re.IGNORECASE)
    for path in (repo / "generator").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert not topic.search(path.read_text(encoding="utf-8")), path
