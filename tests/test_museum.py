"""The museum: small broken inputs of every kind, each with the faults that are told of it.

``tests/museum/KIND.yaml`` lists them. Each is laid over a sound site: ``files`` are whole files
(null: taken away), ``page`` is the text of a page ``content/en/page.md``, ``change`` replaces words
of the site's own files, ``bytes`` are files in hexadecimal, ``links`` are symbolic links. What is
told must be exactly ``expect``: place and code, in the order in which they are shown. With
``render`` the output of that path is made too, in memory. ``make goldens`` writes ``expect`` anew.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from exhibits import Inspector, laid
from support import TIDES, copy

from generator.commands import explain
from generator.diagnostics import Diagnostic

MUSEUM = Path(__file__).parent / "museum"
PAGE = "---\ntitle: Page\ntranslated: false\n---\n"
EXHIBITS: dict[str, dict[str, Any]] = {
    f"{path.stem}: {one['name']}": one
    for path in sorted(MUSEUM.glob("*.yaml"))
    for one in yaml.safe_load(path.read_text(encoding="utf-8"))
}
# What no input to a build brings about: faults of commands, of the machine, of the network.
ELSEWHERE = {
    "branch-moved", "changed", "dead-link", "exists", "foreign-branch", "foreign-file",
    "foreign-output", "git-fails", "internal", "killed", "lost-address", "many-removals",
    "moved-link", "no-address", "no-dataset", "no-language", "no-outlines", "no-remote",
    "no-repository", "no-table", "not-archived", "nothing-to-agree", "older-site", "push-refused",
    "remote-fails", "tracked-store", "uncommitted", "unknown-output", "unwritable",
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Inspector:
    return Inspector(copy(TIDES, tmp_path_factory.mktemp("museum") / "site"))


def faults(sound: Inspector, exhibit: dict[str, Any]) -> list[Diagnostic]:
    """Lay an exhibit over the sound site, and say what is found in it."""
    site = sound.site
    files: dict[str, bytes | None] = {
        name: None if text is None else text.encode()
        for name, text in exhibit.get("files", {}).items()
    }
    if "page" in exhibit:
        files["content/en/page.md"] = (PAGE + exhibit["page"]).encode()
    for name, words in exhibit.get("change", {}).items():
        text = (site / name).read_text(encoding="utf-8")
        for old, new in words.items():
            assert old in text, f"{name} has no {old!r}"
            text = text.replace(old, new, 1)
        files[name] = text.encode()
    for name, data in exhibit.get("bytes", {}).items():
        files[name] = bytes.fromhex(data)
    with laid(site, files, exhibit.get("links", {})):
        return sound.found(exhibit.get("render", ""))


def told(faults: list[Diagnostic]) -> list[str]:
    return [f"{f.location.file}:{f.location.line}:{f.location.column} {f.code}" for f in faults]


@pytest.mark.parametrize("name", EXHIBITS)
def test_a_broken_input_is_told_with_place_code_and_remedy(name: str, sound: Inspector) -> None:
    exhibit = EXHIBITS[name]
    faulty = faults(sound, exhibit)
    assert told(faulty) == exhibit["expect"]
    for fault in faulty:
        assert fault.message.strip(), fault
        assert fault.hint.strip(), fault
        assert "Traceback" not in fault.message + fault.hint


def test_the_site_below_them_is_sound(sound: Inspector) -> None:
    assert sound.found() == []


def test_every_code_that_an_input_can_bring_about_is_in_the_museum() -> None:
    shown = {line.split()[1] for one in EXHIBITS.values() for line in one["expect"]}
    assert shown == set(explain.codes()) - ELSEWHERE


def regenerate() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sound = Inspector(copy(TIDES, Path(folder) / "site"))
        for path in sorted(MUSEUM.glob("*.yaml")):
            entries = re.split(r"(?m)^(?=- name: )", path.read_text(encoding="utf-8"))
            for number, entry in enumerate(entries):
                if not entry.startswith("- name: "):
                    continue
                text = re.split(r"(?m)^  expect:", entry)[0]
                lines = told(faults(sound, yaml.safe_load(text)[0]))
                listed = "".join(f"    - {line}\n" for line in lines)
                entries[number] = f"{text}  expect:\n{listed}"
            path.write_text("".join(entries), encoding="utf-8")


if __name__ == "__main__":
    regenerate()
