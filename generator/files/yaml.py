"""YAML whose every value knows its place, bound to the models that say what it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import yaml
from msgspec import Struct, field
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
    Code(
        "yaml-limit",
        means=(
            "A YAML file asks for more than any file of a site needs: values within values within "
            "values, a text of enormous length, or names (`&name`, `*name`) that repeat parts "
            "until they are millions of values."
        ),
        mend="Write out what is meant, in fewer words. The message names the limit.",
    ),
)

DEPTH = 60  # values in values
LONGEST = 200_000  # characters in one value
REPEATED = 100_000  # values, by names that stand for a part (&name, *name)
MOST_DIGITS = 40  # of a whole number
KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("null", "bool", "int", "float", "str", "timestamp", "seq", "map", "merge", "value")
)
# What broken YAML is mended by: part of the library's words, and the hint.
HINTS = {
    "cannot start any token": "indent with spaces, and put a text that starts with @ in quotes",
    "another document": "delete the line ---",
    "nesting": "write it in fewer levels",
    "unhashable": "a name before a ':' is one word",
    "merging": "delete the line that begins with <<",
    " node, but": "delete the word that begins with !!",
    "": "a text with ': ' or '#' in it, or that starts with a quote or '*', needs quotes",
}
# Numbers as they look: YAML reads 010 as eight, 1:30 as ninety and 1_000 as a thousand.
PLAIN = {
    "int": re.compile(r"[-+]?(?:0|[1-9][0-9]*)"),
    "float": re.compile(r"[-+]?(?:[0-9]*\.?[0-9]+|[0-9]+\.)(?:[eE][-+]?[0-9]+)?|[-+]?\.\w+"),
}
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
DEEP_LINE = re.compile(rf"^[ ?:\t-]{{{DEPTH},}}", re.MULTILINE)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
CONFLICT = re.compile("^(?:<{7}|>{7}) ", re.MULTILINE)


class YamlDocument(Struct, frozen=True, eq=False):
    """A parsed document: plain values, and the node tree that knows where each stood.

    One is itself alone, and a key by that.
    """

    file: str
    value: Any
    node: yaml.Node | None
    first_line: int = 1
    _keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict)

    def locate(self, path: Path = (), *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key, or of its nearest parent.

        A step that is not there is passed over: among pydantic's are names of a union's members.
        """
        node, place = self.node, self.node
        for step in path:
            follow = None
            if isinstance(node, yaml.MappingNode):
                if found := self._entries(node).get(str(step)):
                    follow, place = found[1], found[0] if key else found[1]
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

    def _entries(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Return a mapping's nodes by key, found once: some have thousands."""
        if id(node) not in self._keys:
            pairs = [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)]
            self._keys[id(node)] = {_name(key): (key, value) for key, value in pairs}
        return self._keys[id(node)]


def _name(key: yaml.ScalarNode) -> str:
    """Return a key as the value has it: ``no`` without quotes is ``False``."""
    return key.value if key.tag.endswith(":str") else str(yaml.safe_load(key.value))


@lru_cache(maxsize=256)  # a preview loads all files at a change of one; none changes what it got
def parse(source: SourceText, text: str | None = None, first_line: int = 1) -> YamlDocument:
    """Parse YAML text; ``text`` is a part of the file that starts at ``first_line``.

    Raises:
        DiagnosticError: broken YAML, the same key twice in a mapping, or more than ``DEPTH``,
            ``LONGEST`` and ``REPEATED`` allow.
    """
    text = source.text if text is None else text
    check = _Check(source.file, first_line)
    if DEEP_LINE.search(text):
        check.depth(text)  # the library's own recursion has no limit
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is not None:
            check.node(node)
        value = _constructed(loader, node, check) if node is not None else None
    except yaml.MarkedYAMLError as error:
        raise check.broken(error, text) from error
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, int) else ord(error.character)
        message = f"the character U+{character:04X} cannot stand in a text"
        place = _line_of(source.file, text, chr(character), first_line)
        raise DiagnosticError(Diagnostic(place, "error", "yaml", message, "delete it")) from error
    finally:
        loader.dispose()
    return YamlDocument(source.file, value, node, first_line)


def _line_of(file: str, text: str, character: str, first_line: int) -> Location:
    before = text[: max(0, text.find(character))]
    return Location(file, before.count("\n") + first_line, len(before) - before.rfind("\n"))


def _constructed(loader: yaml.SafeLoader, node: yaml.Node, check: _Check) -> object:
    """Return a node's value; one that YAML's own rules make impossible is a fault at its place."""
    try:
        return loader.construct_document(node)
    except yaml.MarkedYAMLError:
        raise
    except Exception as error:
        check.values(loader, node)
        raise check.fault(
            node, f"this cannot be read: {error}", "write it anew", code="yaml"
        ) from error


class _Check:
    """Holds nodes against the limits, before values are made of them."""

    def __init__(self, file: str, first_line: int) -> None:
        self._file, self._first_line = file, first_line
        self._sizes: dict[int, int] = {}
        self._open: set[int] = set()
        self._repeated = 0

    def fault(self, node: yaml.Node, message: str, hint: str, *, code: str) -> DiagnosticError:
        """Return a fault at a node."""
        return DiagnosticError(Diagnostic(self._at(node.start_mark), "error", code, message, hint))

    def broken(self, error: yaml.MarkedYAMLError, text: str) -> DiagnosticError:
        """Return the fault of YAML whose form is broken, and say what to type."""
        mark = error.problem_mark or error.context_mark
        place = self._at(mark)
        said = str(error.problem or error.context)
        message = f"broken YAML: {said}"
        hint = next(hint for part, hint in HINTS.items() if part in said)
        lines = text.split("\n")[: mark.line + 1 if mark else 1]
        if any("\t" in one[: len(one) - len(one.lstrip())] for one in lines[-2:]):
            hint = "indent with spaces in place of the tab"
        if conflict := CONFLICT.search(text):
            line = self._first_line + text.count("\n", 0, conflict.start())
            place = Location(self._file, line)
            hint = "a merge left a conflict: keep one of the two versions, and delete the marks"
        return DiagnosticError(Diagnostic(place, "error", "yaml", message, hint))

    def _at(self, mark: object) -> Location:
        line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
        return Location(self._file, line + self._first_line, column + 1)

    def depth(self, text: str) -> None:
        """Refuse values too deep in each other, without going down into them."""
        depth = 0
        try:
            for event in yaml.parse(text, Loader=Loader):
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > DEPTH:
                        raise self._too_deep(event.start_mark)
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
        except yaml.YAMLError:
            return  # is told in its turn

    def _too_deep(self, mark: object) -> DiagnosticError:
        message = f"here values stand more than {DEPTH} deep in each other"
        hint = "write it in fewer levels"
        return DiagnosticError(Diagnostic(self._at(mark), "error", "yaml-limit", message, hint))

    def node(self, node: yaml.Node, depth: int = 0) -> int:
        """Check a node and all within it; return how many values it comes to."""
        if isinstance(node, yaml.ScalarNode):
            self._scalar(node)
            return 1
        known = self._sizes.get(id(node))
        if known is not None:
            self._repeated += known
            if self._repeated > REPEATED:
                message = f"names (*name) repeat more than {REPEATED:,} values from here on"
                raise self.fault(node, message, "write out what is meant", code="yaml-limit")
            return known
        if id(node) in self._open:
            hint = "write out what is meant"
            raise self.fault(node, "this stands for itself: it has no end", hint, code="yaml")
        if depth > DEPTH:
            raise self._too_deep(node.start_mark)
        self._tag(node)
        self._open.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._refuse_duplicates(node)
            parts = [one for pair in node.value for one in pair]
        else:
            parts = node.value
        size = 1 + sum(self.node(one, depth + 1) for one in parts)
        self._open.discard(id(node))
        self._sizes[id(node)] = size
        return size

    def _tag(self, node: yaml.Node) -> None:
        if node.tag not in KNOWN_TAGS:
            message = f"the tag '{node.tag.replace('tag:yaml.org,2002:', '!!')[:60]}' has no use"
            raise self.fault(node, message, "delete it, or put quotes around the text", code="yaml")

    def _scalar(self, node: yaml.ScalarNode) -> None:
        self._tag(node)
        if len(node.value) > LONGEST:
            message = f"this text has {len(node.value):,} characters; the most is {LONGEST:,}"
            raise self.fault(node, message, "shorten it", code="yaml-limit")
        if node.tag.endswith(":int") and len(node.value) > MOST_DIGITS:
            message = f"this number has {len(node.value):,} digits; the most is {MOST_DIGITS}"
            raise self.fault(
                node, message, "put it between quotes if it is text", code="yaml-limit"
            )
        kind = node.tag.rpartition(":")[2]
        digits = kind in PLAIN and not node.style and node.value[:1] in set("+-.0123456789")
        if digits and not PLAIN[kind].fullmatch(node.value):
            message = f"'{node.value[:60]}' is read as another number than it looks like"
            hint = "write it with the digits 0 to 9 alone, or between quotes if it is text"
            raise self.fault(node, message, hint, code="yaml")
        if unfit := UNFIT.search(node.value):
            message = f"the character U+{ord(unfit[0]):04X} cannot stand in a text"
            raise self.fault(node, message, "delete it", code="yaml")

    def _refuse_duplicates(self, node: yaml.MappingNode) -> None:
        """Refuse a key that stands twice: the first would be lost without a word."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    message = f"'{key.value}' stands twice here"
                    raise self.fault(key, message, "keep one of them", code="duplicate-key")
                seen.add(key.value)

    def values(self, loader: yaml.SafeLoader, node: yaml.Node) -> None:
        """Find the value that YAML's rules make impossible: 2023-02-30, or ``!!int`` of a word."""
        if isinstance(node, yaml.ScalarNode):
            try:
                loader.construct_object(node)
            except Exception as error:
                kind = node.tag.rpartition(":")[2]
                what = {"timestamp": "a day or a time", "int": "a whole number"}.get(kind, kind)
                message = f"'{node.value[:60]}' looks like {what} and is none"
                hint = "correct it, or put it between quotes if it is text"
                raise self.fault(node, message, hint, code="yaml") from error
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self.values(loader, key)
                self.values(loader, value)
        else:
            for item in node.value:
                self.values(loader, item)


def with_item(source: SourceText, key: str, item: str) -> str:
    """Return the text of a YAML file with an item more in the list of a key at its top.

    ``item`` is a line of YAML. The list is there and not empty; all else stays as it is.
    """
    node = parse(source).node
    assert isinstance(node, yaml.MappingNode), "the caller has read it"
    listed = next(value for name, value in node.value if name.value == key)
    last = end = listed.value[-1]
    while not listed.flow_style and isinstance(end, yaml.CollectionNode) and not end.flow_style:
        end = end.value[-1][1] if isinstance(end, yaml.MappingNode) else end.value[-1]
    lines = source.text.split("\n")
    row, column = end.end_mark.line, end.end_mark.column
    if listed.flow_style:
        lines[row] = f"{lines[row][:column]}, {item}{lines[row][column:]}"
    else:
        start = last.start_mark
        row += column > 0  # a block of text ends where the next line begins
        lines.insert(row, lines[start.line][: start.column] + item)
    return "\n".join(lines)


def dump(value: object, *, as_given: bool = False) -> str:
    """Return YAML text in the order of its keys; a mapping or list of plain values takes a line.

    With ``as_given`` the keys stay in the order that they have.
    """
    text = yaml.safe_dump(
        value,
        allow_unicode=True,
        default_flow_style=None,
        width=10_000,
        sort_keys=not as_given,
    )
    return str(text)


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
        told = [
            _diagnostic(model, document, path, fault, code=code)
            for fault in _without_lost(error.errors())
        ]
        raise DiagnosticError(*told) from error


def _without_lost(faults: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the faults but for fields that are missing because their name is misspelt."""
    strange = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]

    def lost(fault: ErrorDetails) -> bool:
        *above, name = fault["loc"]
        beside = [str(loc[-1]) for loc in strange if list(loc[:-1]) == above]
        return fault["type"] == "missing" and bool(nearest(str(name), beside))

    return [fault for fault in faults if not lost(fault)]


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
        if twin := _twin(model, name) if len(steps) == 1 else "":
            message = f"'{name}' is another name of '{twin}', which stands here too"
            place = document.locate(base + steps, key=True)
            return Diagnostic(place, "error", code, message, "keep one of them")
        elsewhere: Mapping[str, str] = getattr(model, "elsewhere", {}) if len(steps) == 1 else {}
        hint = (
            elsewhere.get(name)
            or nearest(name, known)
            or (f"known fields: {', '.join(known)}" if known else "delete it")
        )
        place = document.locate(base + steps, key=True)
        return Diagnostic(place, "error", code, f"unknown field '{name}'", hint)
    if kind == "missing":
        return Diagnostic(place, "error", code, f"the field '{name}' is missing", "add it")
    given = fault.get("ctx", {})
    message, hint = KINDS.get(kind) or (fault["msg"], str(given.get("hint", "")))
    hint = hint.format(**given) if kind in KINDS else hint or "write what is expected here"
    if kind == "literal_error":
        choices = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        message = f"'{fault['input']}' is not one of {choices}"
        hint = nearest(str(fault["input"]), choices.split(", ")) or "write one of them"
        return Diagnostic(place, "error", code, f"'{name}': {message}", hint)
    if kind == "string_pattern_mismatch":
        message = f"'{fault['input']}' has not the form expected here: {fault['ctx']['pattern']}"
        hint = "write it in that form"
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


def _twin(model: type[BaseModel], name: str) -> str:
    """Return the field that a model takes by this name too, if there is one."""
    for own, info in model.model_fields.items():
        if name in getattr(info.validation_alias, "choices", ()):
            return own
    return ""


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
