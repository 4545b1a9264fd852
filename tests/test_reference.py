"""The reference says what the program does: it is written from it, and nothing is left out."""

from __future__ import annotations

import argparse
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from generator import checks, cli, commands
from generator.commands import explain, reference, schema
from generator.components import DIRECTIVES, ROLES
from generator.components.specification import Directive, Role
from generator.model import chart, dataset, page, rulebook, site, source, stat
from generator.model.written import Written

MODELS = [
    found
    for module in (chart, dataset, page, rulebook, site, source, stat)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, BaseModel) and found is not Written
]
TEXT = reference.text()
AIDS = {"options", "summary", "terminal"}  # of the commands, and none themselves


def test_the_file_is_as_it_would_be_written(repo: Path) -> None:
    kept = (repo / "docs" / "reference.md").read_text("utf-8")
    assert kept == f"{TEXT}\n", "run: make reference"


def test_every_command_is_a_module_and_every_module_a_command() -> None:
    modules = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    assert modules - AIDS == set(commands.COMMANDS)


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_every_option_of_a_command_is_explained(name: str) -> None:
    parser = argparse.ArgumentParser()
    commands.command(name).arguments(parser)
    assert f"### `explainer {name}`" in TEXT
    for action in parser._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction), action
        for option in action.option_strings:
            assert option in ("-h", "--help") or f"| `{option}" in TEXT


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_description(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert field.description and field.description.endswith("."), name
        assert f"| `{field.alias or name}` |" in TEXT


def test_every_code_file_and_aggregate_is_in_it() -> None:
    for name in explain.codes():
        assert f"### `{name}`" in TEXT
    for kind in schema.KINDS:
        assert f"`{kind.path}`" in TEXT
    assert set(stat.AGGREGATES) == set(get_args(stat.Aggregate))
    for name in stat.AGGREGATES:
        assert f"| `{name}` |" in TEXT


@pytest.mark.parametrize("component", [*ROLES.values(), *DIRECTIVES.values()], ids=lambda c: c.name)
def test_every_component_has_its_words_and_a_sample(component: Role | Directive) -> None:
    assert component.doc in TEXT
    assert component.sample in TEXT
    for option in getattr(component, "options", ()):
        assert f"- `:{option.name}:` " in TEXT


def test_every_check_declares_codes_that_are_in_it() -> None:
    for check in checks.CHECKS:
        for code in getattr(check, "CODES", ()):
            assert code.means in TEXT


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["reference"]) == 0
    assert capsys.readouterr().out == f"{TEXT}\n"


def test_help_loads_no_command() -> None:
    program = (
        "import sys\nfrom generator import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(name for name in ('pydantic', 'jinja2', 'tornado') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
