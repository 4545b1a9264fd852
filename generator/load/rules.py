"""``content/rules/NAME.yaml`` and ``NAME.cases.yaml``: decision tables, and their worked cases."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from generator import files
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, nearest
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.load.loading import Loading
from generator.model.rulebook import Case, CaseFields, Fact, Rulebook, Rules, Value

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

OWN = frozenset(CaseFields.model_fields)  # all others are facts
PLAIN: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "date": ("a date such as 2023-03-25", datetime.date),
    "number": ("a number", (int, float)),
    "flag": ("true or false", bool),
    "choice": ("a name", str),
}


def load(loading: Loading) -> None:
    """Read every rules file with its cases."""
    for path in loading.listed("content/rules", ".yaml"):
        if not path.name.endswith(CASES):
            with loading.reporting():
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
        files.contained(site.source, beside)
        text = files.read_text(site.source, beside)
        digest = files.digest(f"{digest} {text.digest}".encode())
        listed = content.documents[f"cases:{id}"] = yamlfile.parse(text)
        cases = _cases(loading, rules, listed)
    content.rulebooks[id] = Rulebook(id, rules, cases, written.file, digest)
    content.broken.discard(f"rulebook:{id}")


def _cases(loading: Loading, rules: Rules, document: YamlDocument) -> tuple[Case, ...]:
    """Read the cases; one with a fault is told and left out."""
    if not isinstance(document.value, list):
        message = "expected a list of cases: - {id: …, …, expect: …}"
        raise DiagnosticError(Diagnostic(document.locate(), "error", "bad-case", message))
    cases: dict[str, Case] = {}
    for position, value in enumerate(document.value):
        place = document.locate((position,))
        if not isinstance(value, dict) or not {"id", "expect"} <= set(value):
            loading.found.error(place, "bad-case", "a case has an 'id', facts, and an 'expect'")
            continue
        faults = list(_faults(loading, rules, document, position, value))
        if str(value["id"]) in cases:
            message = f"the case '{value['id']}' stands twice"
            faults.append(Diagnostic(place, "error", "bad-case", message))
        loading.found.extend(faults)
        if not faults:
            cases[value["id"]] = Case(
                str(value["id"]),
                position,
                dict(_flat({k: v for k, v in value.items() if k not in OWN})),
                str(value["expect"]),
                value.get("by"),
                value.get("words"),
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


def _faults(
    loading: Loading, rules: Rules, document: YamlDocument, position: int, value: Facts
) -> Iterator[Diagnostic]:
    """Report the names that the rules do not know, and values that are not what they should be."""

    def fault(path: tuple[str | int, ...], message: str, hint: str, *, key: bool) -> Diagnostic:
        place = document.locate((position, *path), key=key)
        return Diagnostic(place, "error", "rule-unknown", message, hint)

    for name, known in (("expect", rules.outcomes), ("by", {rule.id for rule in rules.rules})):
        if name in value and value[name] not in known:
            what = "outcome" if name == "expect" else "rule"
            message = f"there is no {what} '{value[name]}'"
            yield fault((name,), message, nearest(str(value[name]), known), key=False)
    words = value.get("words")
    wanted = set(loading.context["locales"])
    if words is not None and not (isinstance(words, dict) and set(words) == wanted):
        yield fault(("words",), "words are wanted in every language of the site", "", key=True)
    stated = {name: fact for name, fact in rules.facts.items() if not fact.reckoned}
    for name, given in _flat({k: v for k, v in value.items() if k not in OWN}):
        path = tuple(name.split("."))
        if name not in stated:
            hint = nearest(name, stated)
            yield fault(path, f"the rules know no fact '{name}'", hint, key=True)
        elif wrong := _wrong(stated[name], given):
            yield fault(
                path, f"'{name}': {wrong}", nearest(str(given), stated[name].values), key=False
            )


def _wrong(fact: Fact, given: Value) -> str:
    """Say what is wrong with a value, if anything is."""
    words, kind = PLAIN[fact.type]
    if not isinstance(given, kind) or (fact.type == "number" and isinstance(given, bool)):
        return f"{words} is expected here"
    if fact.values and given not in fact.values:
        return f"'{given}' is not one of {', '.join(fact.values)}"
    return ""
