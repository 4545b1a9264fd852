"""The words and the sources of a rulebook, each with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.files.yaml import Path
from generator.model.rulebook import Rules

Field = tuple[Path, dict[str, str], Sequence[str]]


def every(rules: Rules) -> Iterator[Field]:
    """Walk all the words in the order of the file: path, words, and the sources they rest on."""
    yield from _fields(rules, (), (), "title", "notice", "help")
    for position, question in enumerate(rules.questions):
        base: Path = ("questions", position)
        yield from _fields(question, base, question.sources, "short", "text", "hint", "provision")
        for number, answer in enumerate(question.answers):
            at = (*base, "answers", number)
            yield from _fields(answer, at, question.sources, "text", "short")
    for id, outcome in rules.outcomes.items():
        yield from _fields(outcome, ("outcomes", id), outcome.sources, "title", "text")
    for position, rule in enumerate(rules.rules):
        base, names = ("rules", position), ("title", "reason", "provision", "unsettled")
        yield from _fields(rule, base, rule.sources, *names)


def _fields(thing: object, base: Path, sources: Sequence[str], *names: str) -> Iterator[Field]:
    for name in names:
        words = getattr(thing, name)
        if words is not None:
            yield (*base, name), words, sources


def named(rules: Rules) -> Iterator[tuple[Path, str]]:
    """Walk the sources that questions, outcomes and rules name."""
    for position, question in enumerate(rules.questions):
        for number, source in enumerate(question.sources):
            yield ("questions", position, "sources", number), source
    for id, outcome in rules.outcomes.items():
        for number, source in enumerate(outcome.sources):
            yield ("outcomes", id, "sources", number), source
    for position, rule in enumerate(rules.rules):
        for number, source in enumerate(rule.sources):
            yield ("rules", position, "sources", number), source


def sources(rules: Rules) -> list[str]:
    """Return the ids of the sources, each once."""
    return list(dict.fromkeys(source for _, source in named(rules)))
