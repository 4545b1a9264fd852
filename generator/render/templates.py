"""The site's templates: what each reaches, and how they are rendered; faults are at their lines."""

from __future__ import annotations

import marshal
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import jinja2.meta
from msgspec import Struct

from generator import files
from generator.diagnostics import (
    Code,
    Diagnostic,
    DiagnosticError,
    Location,
    first_line,
    nearest,
    one_of,
    parted,
)

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

    from generator.render.inputs import Inputs

CODES = (
    Code(
        "template",
        means="A template has a syntax error, or failed while a page was rendered with it.",
        mend="Mend the template at the line that is named.",
    ),
    Code(
        "missing-template",
        means=(
            "A page's `template`, or another template, names a template that is not in "
            "`templates/`."
        ),
        mend="Correct the name, or add the file.",
    ),
)


PREFIX = re.compile(r"\bl_\d+_")  # what Jinja puts before the names of a template


class Templates:
    """The templates of a site, each compiled once.

    ``before`` are the same site's as they were: of those, what has not changed is taken over.
    """

    def __init__(self, source: Path, before: Templates | None = None) -> None:
        self._source = source
        self._root = source / "templates"
        self._compiled = _Compiled()
        # By name and digest of its text: its code, and the templates that it names.
        self._read: dict[tuple[str, str], tuple[CodeType, set[str | None]]] = {}
        self._before = before._read if before else {}
        self._environment = jinja2.Environment(
            loader=_Loader(source),
            autoescape=True,
            undefined=_Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=self._compiled,
        )

    def closures(self) -> dict[str, str]:
        """Return, for each template, the digest of its text and of all that it refers to.

        Raises:
            DiagnosticError: with each template that cannot be parsed.
        """
        texts: dict[str, str] = {}
        refers: dict[str, set[str]] = {}
        faults: list[Diagnostic] = []
        for path in files.walk(self._source, "templates"):
            name = path.relative_to(self._root).as_posix()
            texts[name] = files.digest(files.read_bytes(self._source, path))
        waiting = [
            name for name in texts if name.endswith((".html", ".svg", ".xml", ".txt", ".md"))
        ]
        seen = set(waiting)
        while waiting:
            name = waiting.pop()
            path = self._root / name
            try:
                code, found = self._template(name, texts[name])
            except jinja2.TemplateSyntaxError as error:
                place = Location(files.relative(self._source, path), error.lineno or 1)
                message, hint = (error.message or "not sound").rstrip("."), "correct the line"
                faults.append(Diagnostic(place, "error", "template", message, hint))
                continue
            except SyntaxError as error:  # what Jinja lets pass and Python does not
                place = Location(files.relative(self._source, path))
                message, hint = PREFIX.sub("", error.msg), "look at the names that it sets"
                faults.append(Diagnostic(place, "error", "template", message, hint))
                continue
            except (RecursionError, MemoryError, ValueError):
                place = Location(files.relative(self._source, path))
                message, hint = "this is nested too deep to be read", "write it in fewer levels"
                faults.append(Diagnostic(place, "error", "template", message, hint))
                continue
            except DiagnosticError as error:
                faults.extend(error.diagnostics)
                continue
            self._compiled.code[name] = code
            named = {one for one in found if one}
            # A name that is computed may be any template's.
            refers[name] = set(texts) if None in found else named
            new = (named & texts.keys()) - seen
            seen |= new
            waiting += sorted(new)
        if faults:
            raise DiagnosticError(*faults)
        return {name: _closure(name, texts, refers) for name in texts}

    def _template(self, name: str, digest: str) -> tuple[CodeType, set[str | None]]:
        """Return a template's code, and the names that it refers to; None is a computed one."""
        path = self._root / name
        made = self._before.get((name, digest))
        if made is None:
            text = files.read_text(self._source, path).text
            tree = self._environment.parse(text, name, str(path))
            code = self._environment.compile(tree, name, str(path))
            made = code, set(jinja2.meta.find_referenced_templates(tree))
        self._read[name, digest] = made
        return made

    def compiled(self) -> bytes:
        """Return the templates that are compiled, for a process that would compile them again."""
        return marshal.dumps(self._compiled.code)

    def take(self, compiled: bytes) -> None:
        """Take over templates that another process of this run has compiled."""
        self._compiled.code.update(marshal.loads(compiled))  # noqa: S302 (our own)

    def render(self, name: str, inputs: Inputs, values: Mapping[str, object]) -> str:
        """Render a template.

        Raises:
            DiagnosticError: it is missing, or fails, at the template's line.
        """
        inputs.template(name)
        try:
            return self._environment.get_template(name).render(values)
        except DiagnosticError:
            raise
        except RecursionError as error:
            raise self._endless(error) from None
        except jinja2.TemplateNotFound as error:
            raise missing_template(self._source, str(error.name)) from error
        except Exception as error:
            raise self._fault(error) from error

    def _endless(self, error: RecursionError) -> DiagnosticError:
        """Say which template, or macro of it, includes, extends or calls itself without end."""
        frames = traceback.extract_tb(error.__traceback__)
        paths = [path for path in (Path(f.filename) for f in frames) if self._root in path.parents]
        path = max(paths, key=paths.count, default=self._root)
        line = next((f.lineno for f in reversed(frames) if f.filename == str(path)), 1)
        place = Location(files.relative(self._source, path), line or 1)
        name = path.relative_to(self._root).as_posix()
        message = f"'{name}' includes, extends or calls itself without end"
        hint = "take that away, or put a condition around it that ends it"
        return DiagnosticError(Diagnostic(place, "error", "template", message, hint))

    def _fault(self, error: Exception) -> DiagnosticError:
        """Turn what a template raised into a diagnostic at its line."""
        place = Location("templates")
        if isinstance(error, jinja2.TemplateSyntaxError):
            place = Location(f"templates/{error.name}", error.lineno)
        else:
            for frame in traceback.extract_tb(sys.exc_info()[2]):
                path = Path(frame.filename)
                if path.is_relative_to(self._root):
                    place = Location(files.relative(self._source, path), frame.lineno or 1)
        said = first_line(error).rstrip(".") or type(error).__name__
        message, hint = parted(said)
        hint = hint or "correct the line"
        return DiagnosticError(Diagnostic(place, "error", "template", message, hint))


class _Undefined(jinja2.StrictUndefined):
    """What a template asks for that is not there; the message names the nearest field."""

    @property
    def _undefined_message(self) -> str:
        asked, name = self._undefined_obj, str(self._undefined_name)
        if not isinstance(asked, Struct):
            return super()._undefined_message
        hint = one_of(name, asked.__struct_fields__)
        return f"{type(asked).__name__} has no field '{name}', {hint}"


class _Compiled(jinja2.BytecodeCache):
    """Templates' code by their names: what was compiled to be checked is not compiled again."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name: one run reads each template once."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, if it was compiled before."""
        bucket.code = self.code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self.code[bucket.key] = bucket.code


class _Loader(jinja2.FileSystemLoader):
    """Reads templates, but none that is no part of the site."""

    def __init__(self, source: Path) -> None:
        super().__init__(source / "templates", encoding="utf-8-sig")
        self._source = source

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if any(map(files.passed_over, template.split("/"))):
            raise jinja2.TemplateNotFound(template)
        return super().get_source(environment, template)


def _closure(name: str, texts: dict[str, str], refers: dict[str, set[str]]) -> str:
    """Return the digest of a template and of all that it reaches."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(refers.get(one, ()))
    return files.digest(repr([(one, texts.get(one)) for one in sorted(seen)]).encode())


def missing_template(source: Path, name: str, place: Location | None = None) -> DiagnosticError:
    """Return the fault of a template that is not there."""
    root = source / "templates"
    known = [path.relative_to(root).as_posix() for path in root.rglob("*.html")]
    message = f"the template '{name}' is missing"
    hint = nearest(name, known) or f"add templates/{name}"
    return DiagnosticError(
        Diagnostic(
            place or Location(f"templates/{name}"), "error", "missing-template", message, hint
        )
    )
