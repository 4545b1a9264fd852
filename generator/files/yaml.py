"""YAML whose every value knows its place, bound to the models that say what it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, nearest
from generator.files import SourceText

CODES = (
    Code(
        "yaml",
        means=(
            "A YAML file cannot be read: its form is broken at the place named, or close above it."
        ),
        mend="Look at the indentation, and put quotes around a text that has `: ` or ` #` in it.",
        example='title: "The tide: explained"',
    ),
    Code(
        "duplicate-key",
        means="The same name stands twice among the fields of one thing.",
        mend="Keep one of them.",
    ),
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
CONFLICT = re.compile("^(?:<{7}|>{7}) ", re.MULTILINE)


@dataclass(frozen=True)
class YamlDocument:
    """A parsed document: plain values, and the node tree that knows where each stood."""

    file: str
    value: Any
    node: yaml.Node | None
    first_line: int = 1

    def locate(self, path: Path = (), *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key, or of its nearest parent.

        A step that is not there is passed over: among pydantic's are names of a union's members.
        """
        node, place = self.node, self.node
        for step in path:
            follow = None
            if isinstance(node, yaml.MappingNode):
                for key_node, value_node in node.value:
                    if key_node.value == str(step):
                        follow, place = value_node, key_node if key else value_node
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                follow = place = node.value[step] if step < len(node.value) else None
            if follow is None:
                place = node
                continue
            node = follow
        if place is None:
            return Location(self.file, self.first_line)
        mark = place.start_mark
        return Location(self.file, mark.line + self.first_line, mark.column + 1)


def parse(source: SourceText, text: str | None = None, first_line: int = 1) -> YamlDocument:
    """Parse YAML text; ``text`` is a part of the file that starts at ``first_line``.

    Raises:
        DiagnosticError: broken YAML, or the same key twice in a mapping.
    """
    loaded = source.text if text is None else text
    loader = Loader(loaded)
    node = None
    try:
        node = loader.get_single_node()
        _refuse_duplicates(node, source.file, first_line)
        value = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(source.file, first_line)
        if mark is not None:
            place = Location(source.file, mark.line + first_line, mark.column + 1)
        message = f"broken YAML: {error.problem or error.context}"
        hint = _remedy(loaded, mark.line if mark else 0)
        if conflict := CONFLICT.search(loaded):
            place = Location(source.file, first_line + loaded.count("\n", 0, conflict.start()))
            hint = "a merge left a conflict: keep one of the two versions, and delete the marks"
        raise DiagnosticError(Diagnostic(place, "error", "yaml", message, hint)) from error
    except (yaml.YAMLError, ValueError) as error:
        message, place = f"broken YAML: {error}", Location(source.file, first_line)
        hint = "put the value between quotes, or correct it"
        if (culprit := _culprit(loader, node)) is not None:
            mark = culprit.start_mark
            place = Location(source.file, mark.line + first_line, mark.column + 1)
            message = f"broken YAML: '{culprit.value}' cannot be read: {error}"
        raise DiagnosticError(Diagnostic(place, "error", "yaml", message, hint)) from error
    finally:
        loader.dispose()
    return YamlDocument(source.file, value, node, first_line)


def _remedy(text: str, line: int) -> str:
    """Say what to type where YAML is broken."""
    lines = text.split("\n")[: line + 1]
    if any("\t" in one[: len(one) - len(one.lstrip())] for one in lines[-2:]):
        return "indent with spaces in place of the tab"
    return "a text with ': ' or '#' in it, or that starts with a quote or '*', needs quotes"


def _culprit(loader: Any, node: yaml.Node | None) -> yaml.ScalarNode | None:
    """Return the first value that YAML takes for something that it is not: 2024-02-30 for a day."""
    waiting = [node] if node is not None else []
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, yaml.MappingNode):
            waiting += [part for pair in one.value for part in pair]
        elif isinstance(one, yaml.SequenceNode):
            waiting += one.value
        elif isinstance(one, yaml.ScalarNode):
            try:
                loader.construct_object(one)
            except (yaml.YAMLError, ValueError):
                return one
    return None


def _refuse_duplicates(node: yaml.Node | None, file: str, first_line: int) -> None:
    """Raise for a key that stands twice in one mapping: the first would be lost without a word."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    mark = key.start_mark
                    place = Location(file, mark.line + first_line, mark.column + 1)
                    message = f"'{key.value}' stands twice here"
                    raise DiagnosticError(
                        Diagnostic(place, "error", "duplicate-key", message, "keep one of them")
                    )
                seen.add(key.value)
            _refuse_duplicates(value, file, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicates(item, file, first_line)


def dump(value: object) -> str:
    """Return YAML text in the order of its keys; a mapping or list of plain values takes a line."""
    return str(yaml.safe_dump(value, allow_unicode=True, default_flow_style=None, width=10_000))


def bind(
    model: type[Model],
    document: YamlDocument,
    path: Path = (),
    *,
    code: str,
    context: dict[str, tuple[str, ...]] | None = None,
) -> Model:
    """Validate the value at ``path`` as ``model``.

    ``code`` is the diagnostics' code; ``context`` reaches the model's validators.

    Raises:
        DiagnosticError: with one diagnostic for each fault.
    """
    value = document.value
    for step in path:
        value = value[step]
    if not isinstance(value, dict):
        message = "expected fields (name: value), one a line"
        place = document.locate(path)
        raise DiagnosticError(Diagnostic(place, "error", code, message, "write name: value"))
    try:
        return model.model_validate(value, context=context)
    except ValidationError as error:
        raise DiagnosticError(
            *(_diagnostic(model, document, path, fault, code=code) for fault in error.errors())
        ) from error


# Pydantic's kinds of fault: what is expected, and what to type; names in braces are its context's.
DATE = ("a date such as 2023-03-25 is expected here", "write it as year-month-day")
DIGITS = ("a number is expected here", "write digits alone, without quotes")
WHOLE = ("a whole number is expected here", "write digits alone, without quotes")
FLAG = ("true or false is expected here", "write true or false, without quotes")
FIELDS = ("fields (name: value) are expected here", "write {{name: value}}, or one a line below it")
LIST = ("a list is expected here", "put it between brackets: [one, another]")
KINDS = {
    "string_type": ("text is expected here", "write words in place of it"),
    "string_too_long": ("this text is too long", "it has at most {max_length} characters"),
    "string_too_short": ("this text is empty", "write it, or delete the field"),
    "too_short": ("this list is too short", "it has at least {min_length}"),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "float_type": DIGITS,
    "finite_number": DIGITS,
    "greater_than": ("this number is too small", "write one above {gt}"),
    "greater_than_equal": ("this number is too small", "write one that is at least {ge}"),
    "less_than": ("this number is too large", "write one below {lt}"),
    "bool_type": FLAG,
    "bool_parsing": FLAG,
    "dict_type": FIELDS,
    "model_type": FIELDS,
    "list_type": LIST,
    "tuple_type": LIST,
    "date_type": DATE,
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": ("a date without a time is expected here", DATE[1]),
}


def _diagnostic(
    model: type[BaseModel], document: YamlDocument, base: Path, fault: ErrorDetails, *, code: str
) -> Diagnostic:
    """Say one of pydantic's faults in the editor's words, at the editor's line."""
    kind, steps = fault["type"], tuple(fault["loc"])
    name = str(steps[-1]) if steps else ""
    place = document.locate(base + steps)
    if kind == "extra_forbidden":
        known = _fields(model, steps[:-1])
        elsewhere: Mapping[str, str] = getattr(model, "elsewhere", {}) if len(steps) == 1 else {}
        hint = (
            elsewhere.get(name)
            or nearest(name, known)
            or (f"known fields: {', '.join(known)}" if known else "")
        )
        place = document.locate(base + steps, key=True)
        return Diagnostic(place, "error", code, f"unknown field '{name}'", hint)
    if kind == "missing":
        return Diagnostic(place, "error", code, f"the field '{name}' is missing", "add it")
    given = fault.get("ctx", {})
    message, hint = KINDS.get(kind) or (fault["msg"].removeprefix("Value error, "), "")
    hint = hint.format(**given) or str(given.get("hint", ""))
    if kind == "literal_error":
        choices = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        message = f"'{fault['input']}' is not one of {choices}"
        hint = nearest(str(fault["input"]), choices.split(", ")) or "write one of them"
        return Diagnostic(place, "error", code, f"'{name}': {message}", hint)
    if kind == "string_pattern_mismatch":
        message = f"'{fault['input']}' has not the form expected here: {fault['ctx']['pattern']}"
    if kind == "string_type" and _scalar(fault["input"]):
        hint = "put it between quotes"
    where = ".".join(_written(document.value, (*base, *steps))[len(base) :])
    return Diagnostic(place, "error", code, f"'{where}': {message}" if where else message, hint)


def _written(value: Any, steps: Path) -> list[str]:
    """Return the steps that are in the document: names of a union's members are not."""
    there = []
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            continue
        there.append(str(step))
    return there


def _scalar(value: object) -> bool:
    return not isinstance(value, (dict, list)) and value is not None


def _fields(model: type[BaseModel], steps: Path) -> list[str]:
    """Return the names that ``model`` knows at a nested place, as the editor writes them."""
    current = model
    for step in steps:
        named = {field.alias or name: field for name, field in current.model_fields.items()}
        field = named.get(str(step))
        if field is not None:
            current = next(_models(field.annotation), current)
    return [field.alias or name for name, field in current.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Walk the models that a field's type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
