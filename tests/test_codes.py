"""Every diagnostic code is declared once, with what it means and how to mend it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator import cli
from generator.commands import explain
from generator.diagnostics import Code

ROOT = Path(generator.__file__).parent
# Where the code stands among the arguments of what makes a diagnostic.
POSITIONS = {"Diagnostic": 2, "error": 1, "warning": 1}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def declared() -> list[Code]:
    names = [m.name for m in pkgutil.walk_packages(generator.__path__, "generator.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return [code for module in modules for code in getattr(module, "CODES", ())]


def emitted(tree: ast.Module) -> Iterator[tuple[str, ast.expr | None]]:
    """Yield each code that a module writes out, and None; for any other expression, that."""
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
        written = [word.value for word in node.keywords if word.arg == "code"]
        if name[:1].isupper() and name not in POSITIONS:
            continue  # a class with a field of that name
        if name in POSITIONS and len(node.args) > POSITIONS[name]:
            written.append(node.args[POSITIONS[name]])
        for code in written:
            if isinstance(code, ast.Constant):
                yield str(code.value), None
            elif isinstance(code, ast.Subscript) and isinstance(code.value, ast.Name):
                table = tables[code.value.id]
                yield from ((ast.literal_eval(value), None) for value in table.values)
            else:
                yield "", code


def handed_on(tree: ast.Module) -> set[int]:
    """Return the lines of functions that take their code, by its name alone, from their callers."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, Function)
        and any(argument.arg == "code" for argument in node.args.kwonlyargs)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }


def in_the_program() -> set[str]:
    codes: set[str] = set()
    for path in ROOT.rglob("*.py"):
        if "skeleton" in path.parts or path.name == "diagnostics.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        lines = handed_on(tree)
        for code, other in emitted(tree):
            if other is None:
                codes.add(code)
            else:
                plain = isinstance(other, ast.Name) and other.id == "code"
                assert plain and other.lineno in lines, f"{path}:{other.lineno}"
    return codes


def test_what_is_reported_is_declared_and_the_other_way_around() -> None:
    assert in_the_program() == {code.name for code in declared()}


def test_each_is_declared_once() -> None:
    names = [code.name for code in declared()]
    assert sorted(names) == sorted(set(names))
    assert list(explain.codes()) == sorted(names)


@pytest.mark.parametrize("code", declared(), ids=lambda code: code.name)
def test_each_says_in_sentences_what_it_means_and_how_to_mend_it(code: Code) -> None:
    for sentences in (code.means, code.mend):
        assert sentences[0].isupper() or sentences[0] == "`", sentences
        assert sentences.endswith("."), sentences


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "unsourced-number"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("unsourced-number\n")
    assert "How to mend it: " in said
    assert "    The water rose to {stat}`highest` metres." in said


def test_a_code_that_is_unknown_has_a_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "unsorced-number"]) == 2
    assert "did you mean 'unsourced-number'?" in capsys.readouterr().err


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert listed == list(explain.codes())
