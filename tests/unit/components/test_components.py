"""Every role and directive by its cases, ``NAME.yaml``: Markdown in, HTML or diagnostics out.

A case has a ``title``, its ``markdown``, and ``html`` or ``diagnostics`` (``line:column code
message``); ``shows`` lists the words that its uses show beside the page's Markdown, ``text`` is
what a role says where there is no markup. A drawing is written ``<svg/>``, and spaces at the ends
of lines are left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import TIDES

from generator import components, parse
from generator.build import incremental as build
from generator.build.report import Made
from generator.components.specification import Argument, Body, Directive, Option, Role, Shown
from generator.diagnostics import Diagnostic, DiagnosticError, Location
from generator.model.document import Document
from generator.model.page import FrontMatter, Page
from generator.parse import myst

HERE = Path(__file__).parent
EVERY: dict[str, Role | Directive] = {**components.ROLES, **components.DIRECTIVES}
DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, case)
        for path in sorted(HERE.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="module")
def made() -> Made:
    report = build.check(build.Options(TIDES, Path()))
    assert report.made is not None
    return report.made


def parsed(made: Made, markdown: str, code: str) -> Document:
    front, place = FrontMatter(title="Page"), Location("page.md")
    page = Page("page", made.site.locale(code), "page.md", front, place, place, markdown, 1, "")
    return parse.parse(page)


def faults(made: Made, document: Document) -> list[Diagnostic]:
    known = made.content.by_kind()
    unknown = [
        Diagnostic(one.location, "error", f"unknown-{one.kind}", one.name, "correct it")
        for one in document.references
        if one.kind in known and one.name not in known[one.kind]
    ]
    return sorted([*document.diagnostics, *unknown], key=lambda one: one.location)


def told(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    return f"{place.line}:{place.column} {diagnostic.code} {diagnostic.message}, {diagnostic.hint}"


def html(made: Made, document: Document) -> str:
    locale = document.page.locale
    context = made.shell.context(locale, "page", made.inputs)
    made_of = DRAWING.sub("<svg/>", context.blocks(document.tokens)).strip()
    return re.sub(r" +$", "", made_of, flags=re.MULTILINE)


def shown(made: Made, document: Document) -> list[str]:
    found: list[Shown] = []
    locale = document.page.locale
    for use in myst.uses(document.tokens):
        found += components.DIRECTIVES[use.name].shown(use, made.content, locale)
    for token in document.tokens:
        for child in token.children or ():
            if child.type == "myst_role":
                use = child.meta["use"]
                found += components.ROLES[use.name].shown(use, made.content, locale)
    sources = set(made.content.sources)
    assert all(sources.issuperset(one.sources) for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(("name", "case"), cases(), ids=lambda one: str(one)[:60])
def test_case(made: Made, name: str, case: dict[str, Any]) -> None:
    assert "{" + name + "}" in case["markdown"]
    document = parsed(made, case["markdown"], case.get("locale", "en"))
    if "diagnostics" in case:
        found = faults(made, document)
        if not found:
            with pytest.raises(DiagnosticError) as error:
                html(made, document)
            found = list(error.value.diagnostics)
        assert [told(one) for one in found] == case["diagnostics"]
        return
    assert [told(one) for one in faults(made, document)] == []
    assert html(made, document) == case["html"].strip()
    if "text" in case:
        inline, _ = parse.words(case["markdown"], document.page.locale.tag, Location(""))
        context = made.shell.context(document.page.locale, "page", made.inputs)
        assert context.plain(inline) == case["text"]
    assert shown(made, document) == case.get("shows", [])


@pytest.mark.parametrize("name", EVERY)
def test_every_component_has_cases_and_a_sample_that_works(made: Made, name: str) -> None:
    found = [case for of, case in cases() if of == name]
    assert any("html" in case for case in found), f"write tests/unit/components/{name}.yaml"
    specification = EVERY[name]
    document = parsed(made, specification.sample, "en")
    assert [told(one) for one in faults(made, document)] == []
    assert "{" + name + "}" in specification.sample
    assert html(made, document)


@pytest.mark.parametrize("name", EVERY)
def test_a_specification_is_whole(name: str) -> None:
    specification = EVERY[name]
    assert specification.name == name
    assert re.fullmatch(r"[A-Z].*\.", specification.doc)
    module = name.replace("-", "_")
    assert (Path(components.__file__).parent / f"{module}.py").is_file()
    documented: list[Argument | Body | Option | None] = [specification.argument]
    if isinstance(specification, Directive):
        documented += [specification.body, *specification.options]
        for option in specification.options:
            assert not option.values or option.default in option.values
    assert all(part.doc for part in documented if part is not None)


def test_every_file_of_cases_is_of_a_component() -> None:
    assert {of for of, _ in cases()} == set(EVERY)
