"""``components/NAME.py``: roles and directives of a site's own, beside those of the program.

Each file is code that the site trusts, and ends with its ``SPECIFICATION``, as those of
``generator/components/`` do. Whatever goes wrong in it is a diagnostic at its line.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import TypeVar, cast, get_args

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator import files
from generator.components import taken
from generator.components.specification import Argument, Body, Directive, Kind, Option, Role
from generator.diagnostics import (
    Code,
    Diagnostic,
    DiagnosticError,
    Diagnostics,
    Location,
    first_line,
)
from generator.files import SourceText
from generator.files.snapshot import COMPONENTS, Snapshot
from generator.model.document import DirectiveUse, RoleUse
from generator.model.written import ID

CODES = (
    Code(
        "component",
        means=(
            "A role or a directive of the site's own, `components/NAME.py`, is broken: it has a "
            "syntax error, it raised an exception, its `SPECIFICATION` is missing or not sound, or "
            "its name is taken."
        ),
        mend=(
            "Mend the file at the line that is named. It ends with `SPECIFICATION`, a `Role` or a "
            "`Directive` of `generator.components.specification`, by a name of its own."
        ),
        example=(
            "SPECIFICATION = Role(\n"
            '    name="depth",\n'
            '    doc="A depth, with its unit.",\n'
            '    sample="At {depth}`4` the boats float.",\n'
            '    argument=Argument("number", "the depth in metres"),\n'
            "    view=view,\n"
            "    text=text,\n"
            ")"
        ),
    ),
)

Own = Role | Directive
Result = TypeVar("Result")
KINDS = get_args(Kind)
# What a specification may name as its functions, by what each of them returns.
WORDS = ("view", "text", "words", "line", "markdown")
LISTS = ("ids", "check", "texts")


def load(source: Path, snapshot: Snapshot) -> tuple[Own, ...]:
    """Run the files of a site's components, and return what they specify, each name once.

    Raises:
        DiagnosticError: one of them is broken.
    """
    found = Diagnostics()
    own: list[Own] = []
    given: set[tuple[str, str]] = set()
    for file in snapshot.under(COMPONENTS, ".py"):
        try:
            component = _Component(files.read_text(source, source / file))
            made = component.specification()
            what = "role" if isinstance(made, Role) else "directive"
            for name in (made.name, *getattr(made, "aliases", ())):
                if taken(made, name) or (what, name) in given:
                    message = f"there is a {what} '{name}' already"
                    raise component.fault(message, "give this one another name")
                given.add((what, name))
            own.append(made)
        except DiagnosticError as error:
            found.extend(error.diagnostics)
    if found.failed:
        raise DiagnosticError(*found)
    return tuple(own)


class _Component(Struct, frozen=True):
    """One file of a site's components."""

    code: SourceText

    def specification(self) -> Own:
        """Run the file, and return its specification; its functions raise diagnostics alone.

        Raises:
            DiagnosticError: it is broken.
        """
        made = self._run()
        if made is None:
            raise self.fault("the file has no SPECIFICATION", "end it with SPECIFICATION = Role(…)")
        if not isinstance(made, Role | Directive):
            message = f"SPECIFICATION is {type(made).__name__}, not a Role or a Directive"
            raise self.fault(message)
        for message in _unsound(made):
            raise self.fault(message)
        functions = {
            name: self._safe(name, function)
            for name in (*WORDS, *LISTS)
            if (function := getattr(made, name, None)) is not None
        }
        return replace(made, **functions)

    def _run(self) -> object:
        """Return what the file calls its ``SPECIFICATION``."""
        file = self.code.file
        module = ModuleType(f"site_components.{PurePosixPath(file).stem}")
        sys.modules[module.__name__] = module  # where a record looks for what its fields name
        try:
            exec(compile(self.code.text, file, "exec"), module.__dict__)  # noqa: S102 (documented)
        except SyntaxError as error:
            message, hint = f"SyntaxError: {error.msg}", "correct the line, or the one above it"
            raise self.fault(message, hint, error.lineno, error.offset) from error
        except (Exception, SystemExit) as error:
            raise self._raised(error) from error
        return getattr(module, "SPECIFICATION", None)

    def _safe(self, name: str, function: Callable[..., Result]) -> Callable[..., Result]:
        """Return a function that turns what the component's own raises into a diagnostic."""

        def safe(*values: object) -> Result:
            try:
                result = function(*values)
                if name in LISTS:
                    return cast("Result", list(cast("list[object]", result)))
            except DiagnosticError:
                raise
            except (Exception, SystemExit) as error:
                use = (
                    values[0] if values and isinstance(values[0], RoleUse | DirectiveUse) else None
                )
                raise self._raised(error, use) from error
            if not isinstance(result, str):
                message = f"'{name}' returned {type(result).__name__}, not a text"
                raise self.fault(message, "return a str or Markup", self._line(f"def {name}"))
            return result

        return safe

    def _raised(
        self, error: BaseException, use: RoleUse | DirectiveUse | None = None
    ) -> DiagnosticError:
        """Return the fault of what the file raised, for a use or none, at its last line of all."""
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == self.code.file]
        said, name = first_line(error), type(error).__name__
        message = f"{name}: {said}" if said else name
        hint = "mend this line"
        if use and use.location.file:
            hint += f", or what {use.location.file}:{use.location.line} gives it"
        return self.fault(message, hint, lines[-1] if lines else 1)

    def _line(self, start: str) -> int:
        """Return the first line that starts so; the first of all if none does."""
        match = re.search(rf"^{start}\b", self.code.text, re.MULTILINE)
        return self.code.text.count("\n", 0, match.start()) + 1 if match else 1

    def fault(
        self,
        message: str,
        hint: str = "correct it",
        line: int | None = None,
        column: int | None = None,
    ) -> DiagnosticError:
        """Return a fault of the file; without a line, of its specification."""
        place = Location(self.code.file, line or self._line("SPECIFICATION"), column or 1)
        return DiagnosticError(Diagnostic(place, "error", "component", message, hint))


def _unsound(made: Own) -> Iterator[str]:
    """Walk what a specification says that none may: Python does not look at types."""
    said: dict[str, object] = asdict(made)
    is_role = isinstance(made, Role)
    name, argument, body = said["name"], said["argument"], said.get("body")
    if not isinstance(name, str) or not re.fullmatch(ID, name):
        yield f"the name {name!r} is not one of small letters, digits and hyphens"
    if is_role or argument is not None:
        yield from _unlike("argument", argument, Argument)
    if body is not None and not isinstance(body, Body):
        yield f"'body' is {type(body).__name__}, not a Body"
    options = said.get("options", ())
    for option in options if isinstance(options, tuple) else (options,):
        yield from _unlike("options", option, Option)
    for name in (*WORDS, *LISTS):
        function = said.get(name)
        needed = name == "view" or (is_role and name in ("text", "ids"))
        if not callable(function) and (needed or function is not None):
            yield f"'{name}' is {type(function).__name__}, not a function"


def _unlike(name: str, one: object, wanted: type[Argument | Option]) -> Iterator[str]:
    if not isinstance(one, wanted):
        yield f"'{name}' has {type(one).__name__}, not {wanted.__name__}"
    elif one.kind not in KINDS:
        yield f"'{one.kind}' is no kind; there are {', '.join(KINDS)}"
