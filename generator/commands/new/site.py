"""``explainer new site``: a small site of its own, with all that publishes it.

It is made from the skeleton that comes with the program: sample content in some languages, the
design, a README, a Makefile, the pinned packages and a workflow for GitHub Pages.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from generator import __version__, files
from generator.commands import schema
from generator.commands.new import language, writing
from generator.diagnostics import Location
from generator.files import shipped
from generator.files import yaml as yamlfile
from generator.load import site as config

GENERATOR = "generator.txt"  # names the program in pip's words
FROM_FOLDER = "@ file:"
# https://github.com/OWNER/NAME.git, git@github.com:OWNER/NAME; who asks is no part of an address.
REMOTE = re.compile(
    r"(?:(?:https?|ssh)://(?:[^@/]*@)?|[^@/:]+@)(?P<host>[^@/:]+)(?::\d+/|[:/])(?P<path>[^@\s]+)"
)
PROJECT = Path(__file__).parents[3]


def bundled() -> tuple[str, ...]:
    """Return the codes of the languages that the skeleton has words in."""
    return tuple(locale.code for locale in config.load(shipped.SKELETON).locales)


def languages(text: str) -> tuple[str, ...]:
    """Return the languages' codes that ``--languages`` names."""
    codes = tuple(map(language.code, text.split(",")))
    if len(set(codes)) < len(codes):
        raise argparse.ArgumentTypeError(f"'{text}' names a language twice")
    return codes


def make(folder: Path, codes: Sequence[str]) -> None:
    """Make a site in some languages, the default one first, that builds and checks as it is.

    A language that the skeleton has no words in begins with those of another one, unfinished.

    Raises:
        DiagnosticError: the folder is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "name a new one"
        raise writing.fault(Location(str(folder)), "this folder is not empty", hint, code="exists")
    ignored = shutil.ignore_patterns("__pycache__", *shipped.DESIGN)
    shutil.copytree(shipped.SKELETON, folder, ignore=ignored)
    for name in shipped.DESIGN:
        shutil.copytree(shipped.design() / name, folder / name)
    known = config.load(folder).locales
    base = next((locale for locale in known if locale.code in codes), known[0])
    for code in codes:
        if code not in bundled():
            writing.written(language.copies(folder, base, code))
    for locale in known:
        if locale.code not in codes:
            shutil.rmtree(folder / "content" / locale.code)
    for path in (folder / "content").rglob("*.yaml"):
        _in_languages(folder, path, codes, base.code)
    schema.write(folder / schema.FOLDER, config.load(folder).locales)
    (folder / GENERATOR).write_text(f"{_requirement()}\n", encoding="utf-8")


def _in_languages(folder: Path, path: Path, codes: Sequence[str], base: str) -> None:
    """Write a file of the skeleton anew, with its words in some of the languages it has.

    If it has none of them, those of ``base`` stand for all.
    """
    known = set(bundled())

    def spoken(value: object) -> object:
        if isinstance(value, list):
            return [spoken(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == known:
            return {code: value[code if code in known else base] for code in wanted}
        return {key: spoken(one) for key, one in value.items()}

    wanted = [code for code in codes if code in known] or codes
    value = yamlfile.parse(files.read_text(folder, path)).value
    name = path.relative_to(folder).as_posix()
    if path == config.path(folder):
        locales = {one["code"]: one for one in value["locales"]}
        # What was parsed is kept for others, so it is not changed itself.
        value = value | {"locales": [locales.get(code) or language.entry(code) for code in codes]}
    text = schema.comment(name) + yamlfile.dump(spoken(value), as_given=True)
    path.write_text(text, encoding="utf-8")


def _requirement() -> str:
    """Return what pip installs to have this very copy of the program.

    It is a commit at its remote, for a checkout that has one, or where pip says it had it from;
    for a checkout without a remote, its folder.
    """
    if (PROJECT / "pyproject.toml").is_file():
        url, commit = _git("config", "--get", "remote.origin.url"), _git("rev-parse", "HEAD")
        if commit and (remote := REMOTE.fullmatch(url)):
            return f"explainer @ git+https://{remote['host']}/{remote['path']}@{commit}"
        return f"explainer {FROM_FOLDER}//{PROJECT.as_posix()}"
    told = metadata.distribution("explainer").read_text("direct_url.json")
    if told is None:
        return f"explainer=={__version__}"
    origin = json.loads(told)
    if "vcs_info" in origin:
        return f"explainer @ git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    return f"explainer @ {origin['url']}"


def _git(*words: str) -> str:
    """Return what git prints of the program's own checkout; nothing if it cannot be asked."""
    try:
        done = subprocess.run(["git", "-C", str(PROJECT), *words], capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
