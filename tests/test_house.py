"""The plan of the house: arrows point down, names are clear, the subject stays out.

Every rule here can be broken by a small change to `generator/`; none needs a site to be built.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import components
from generator.commands import COMMANDS
from generator.model.page import FrontMatter
from generator.render.policy import POLICY, REFERRER

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT / "generator"
# From the top down. A room imports those after it, and none before it.
ROOMS = (
    "__main__",
    "cli",
    "commands",
    "build",
    "checks",
    "render",
    "load",
    "parse",
    "components",
    "charts",
    "stats",
    "rules",
    "write",
    "trace",
    "model",
    "files",
    "language",
    "diagnostics",
    "__init__",
)
SUBJECT = ("roxham", "canad", "asylum", "asile", "quebec", "québec", "stca", "etps", "refugee")


def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name, the skeleton's left out."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(GENERATOR.rglob("*.py"))
        if "skeleton" not in path.parts
    }


MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def imported(name: str) -> set[str]:
    """What a module imports of the program: at its top, in functions, and for types alone."""
    found = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in MODULES}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name} imports by a relative name"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found |= {one for one in (whole,) if one in MODULES}
                if whole not in MODULES and node.module in MODULES:
                    found.add(node.module)
    return found


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def test_every_room_is_on_the_plan() -> None:
    assert {room(name) for name in MODULES} == set(ROOMS)


@pytest.mark.parametrize("name", MODULES)
def test_arrows_point_down(name: str) -> None:
    mine = ROOMS.index(room(name))
    up = {other for other in imported(name) if ROOMS.index(room(other)) < mine}
    assert up == set()


def test_no_modules_lie_on_a_circle() -> None:
    below = {name: imported(name) for name in MODULES}
    while leaves := [name for name, others in below.items() if not others & below.keys()]:
        for name in leaves:
            del below[name]
    assert sorted(below) == []


def classes() -> Iterator[str]:
    for tree in TREES.values():
        yield from (node.name for node in tree.body if isinstance(node, ast.ClassDef))


def test_no_two_classes_have_one_name() -> None:
    assert [name for name, count in Counter(classes()).items() if count > 1] == []


def test_the_subject_stays_in_the_content() -> None:
    said = []
    for folder in ("generator", "templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".woff2", ".ttf", ".png", ".pyc"):
                text = path.read_text("utf-8").lower()
                said += [f"{path.relative_to(ROOT)}: {word}" for word in SUBJECT if word in text]
    assert said == []


def test_no_language_is_named_outside_its_file() -> None:
    codes = {"en", "fr", "en-CA", "fr-CA"}
    named = {
        name
        for name, tree in TREES.items()
        if room(name) != "language"
        and any(isinstance(node, ast.Constant) and node.value in codes for node in ast.walk(tree))
    }
    assert named == set()


def test_any_stands_only_where_a_library_has_no_types() -> None:
    lines = [
        line
        for path in MODULES.values()
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\bAny\b", line)
    ]
    assert len(lines) <= 30


def reference() -> str:
    return (ROOT / "docs" / "reference.md").read_text("utf-8")


def test_the_reference_names_every_component() -> None:
    text = reference()
    names = [f"### `{{{name}}}`" for name in components.ROLES]
    names += [f"### `:::{{{name}}}`" for name in components.DIRECTIVES]
    assert [name for name in names if name not in text] == []


def test_the_reference_names_every_command_and_field_of_front_matter() -> None:
    text = reference()
    names = [f"### `explainer {name}`" for name in COMMANDS]
    names += [f"`{field.alias or name}`" for name, field in FrontMatter.model_fields.items()]
    assert [name for name in names if name not in text] == []


def test_the_reference_names_every_code_and_every_check_has_some() -> None:
    text = reference()
    for name in MODULES:
        codes = getattr(importlib.import_module(name), "CODES", ())
        assert [code.name for code in codes if f"`{code.name}`" not in text] == []
        if room(name) == "checks" and name != "generator.checks":
            assert codes or name.endswith(".templates"), name  # missing-template is the renderer's


def test_every_published_page_has_the_policy() -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    meta += f'\n<meta name="referrer" content="{REFERRER}">'
    golden = [*ROOT.glob("tests/design/expected/**/*.html")]
    assert len(golden) > 10
    assert [str(page) for page in golden if meta not in page.read_text("utf-8")] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md"])
def test_the_guides_name_files_that_are_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"`((?:generator|tests|docs|bench)/[\w./-]*)", text)
    files = [path for path in named if "NAME" not in path and "KIND" not in path]
    assert files or name == "README.md"
    assert [path for path in files if not (ROOT / path).exists()] == []
