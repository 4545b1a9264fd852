"""``content/rules/NAME.yaml`` and ``NAME.cases.yaml``: decision tables, and their worked cases."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from generator import files
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, nearest, one_of
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.language.characters import visible
from generator.load.loading import Loading
from generator.model.dataset import LIMIT
from generator.model.rulebook import Case, CaseFields, Fact, Rulebook, Rules, Value

READS = ("content/rules/",)

CODES = (
    Code(
        "bad-rules",
        means="A rules file has a faulty field.",
        mend="Correct the field that is named.",
    ),
    Code(
        "bad-case",
        means="A worked case has no `id` or no `expect`, or its name stands twice.",
        mend="Give every case an `id` of its own, its facts, and an `expect`.",
        example="- {id: just-dry, day: 2009-07-01, water: 0, expect: cross}",
    ),
)

CASES = ".cases.yaml"
Facts: TypeAlias = "dict[str, Value | Facts]"  # as they are written, one within another
PLAIN: dict[str, tuple[str, type | tuple[type, ...], str]] = {
    "date": ("a date such as 2023-03-25", datetime.date, "write year-month-day, without quotes"),
    "number": ("a number", (int, float), "write digits alone, without quotes"),
    "flag": ("true or false", bool, "write true or false, without quotes"),
    "choice": ("a name", str, "put it between quotes"),
}


def load(loading: Loading) -> None:
    """Read every rules file with its cases."""
    for path in loading.listed("content/rules", ".yaml"):
        if not path.name.endswith(CASES):
            with loading.reporting(path):
                _read(loading, path)


def _read(loading: Loading, path: Path) -> None:
    site, content = loading.site, loading.content
    id = path.stem
    content.broken.add(f"rulebook:{id}")
    written = files.read_text(site.source, path)
    document = yamlfile.parse(written)
    rules = yamlfile.bind(Rules, document, code="bad-rules", context=loading.context)
    content.documents[f"rulebook:{id}"] = document
    content.places[f"rulebook:{id}"] = Location(written.file)
    beside = path.with_name(f"{id}{CASES}")
    cases: tuple[Case, ...] = ()
    digest = written.digest
    if beside.is_file():
        text = files.read_text(site.source, beside)
        digest = files.digest(f"{digest} {text.digest}".encode())
        listed = content.documents[f"cases:{id}"] = yamlfile.parse(text)
        cases = _cases(loading, rules, listed)
    content.rulebooks[id] = Rulebook(id, rules, cases, written.file, digest)
    content.broken.discard(f"rulebook:{id}")


def _cases(loading: Loading, rules: Rules, document: YamlDocument) -> tuple[Case, ...]:
    """Read the cases; one with a fault is told and left out."""
    if not isinstance(document.value, list):
        message = "expected a list of cases"
        hint = "begin each with a hyphen: - {id: …, …, expect: …}"
        raise DiagnosticError(Diagnostic(document.locate(), "error", "bad-case", message, hint))
    cases: dict[str, Case] = {}
    for position, value in enumerate(document.value):
        faults: list[Diagnostic] = []
        entry = None
        try:
            entry = yamlfile.bind(
                CaseFields, document, (position,), code="bad-case", context=loading.context
            )
        except DiagnosticError as error:
            faults += error.diagnostics
        if isinstance(value, dict):
            own = CaseFields.model_fields
            given = {name: fact for name, fact in value.items() if name not in own}
            faults += _facts(rules, document, position, dict(_flat(given)))
        if entry is not None:
            faults += _names(rules, document, position, entry)
            if entry.id in cases:
                message = f"the case '{entry.id}' stands twice"
                place = document.locate((position, "id"))
                faults.append(Diagnostic(place, "error", "bad-case", message, "rename one of them"))
        loading.found.extend(faults)
        if entry is not None and not faults:
            cases[entry.id] = Case(
                entry.id,
                position,
                dict(_flat(entry.model_extra or {})),
                entry.expect,
                entry.by,
                entry.words,
                document.locate((position, "expect")),
            )
    return tuple(cases.values())


def _flat(facts: Facts, before: str = "") -> Iterator[tuple[str, Value]]:
    """Walk facts by their whole names: ``family: {age: 17}`` is ``family.age``."""
    for name, value in facts.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _names(
    rules: Rules, document: YamlDocument, position: int, entry: CaseFields
) -> Iterator[Diagnostic]:
    """Report an outcome and a rule that the rules do not know."""
    for field, what, given, known in (
        ("expect", "outcome", entry.expect, list(rules.outcomes)),
        ("by", "rule", entry.by, [rule.id for rule in rules.rules]),
    ):
        if given is not None and given not in known:
            message = f"there is no {what} '{visible(given)}'"
            hint = nearest(given, known) or f"known: {', '.join(known)}"
            yield Diagnostic(
                document.locate((position, field)), "error", "rule-unknown", message, hint
            )


def _facts(
    rules: Rules, document: YamlDocument, position: int, facts: dict[str, Value]
) -> Iterator[Diagnostic]:
    """Report facts that the rules do not know, and values that are not what they should be."""
    stated = {name: fact for name, fact in rules.facts.items() if not fact.reckoned}
    for name, value in facts.items():
        path: tuple[str | int, ...] = (position, *name.split("."))
        if name not in stated:
            message = f"the rules know no fact '{visible(name)}'"
            hint = nearest(name, stated) or f"known: {', '.join(stated)}"
            place = document.locate(path, key=True)
        elif wrong := _wrong(stated[name], value):
            message, hint = f"'{name}': {wrong[0]}", wrong[1]
            place = document.locate(path)
        else:
            continue
        yield Diagnostic(place, "error", "rule-unknown", message, hint)


def _wrong(fact: Fact, given: object) -> tuple[str, str] | None:
    """Say what is wrong with a value, if anything is, and what to write."""
    words, kind, hint = PLAIN[fact.type]
    number = fact.type == "number"
    if (
        not isinstance(given, kind)
        or isinstance(given, datetime.datetime)
        or (number and isinstance(given, bool))
    ):
        return f"{words} is expected here", hint
    if number and not abs(float(given)) < 10**LIMIT:  # type: ignore[arg-type]
        return f"a number below 10 to the power of {LIMIT} is expected here", hint
    if fact.values and given not in fact.values:
        known = ", ".join(fact.values)
        return f"'{visible(str(given))}' is not one of {known}", one_of(str(given), fact.values)
    return None
