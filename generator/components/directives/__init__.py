"""Directives: what an editor may write as ``:::{name} argument``. Each is one module here.

The directive ``rules-table`` is the module ``rules_table.py``. A module defines ``ARGUMENT``
(``"none"``, ``"optional"`` or ``"required"``), ``REFERS_TO`` (what the argument names: a chart, a
rulebook, or None), ``OPTIONS`` (each option's allowed values; none named: any) and
``render(use, context)``, which returns safe HTML; and where its body can be wrong,
``check(use, places)``.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from generator.diagnostics import Diagnostic, nearest
from generator.model.page import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.document import DirectiveUse


class Directive(Protocol):
    """What a directive's module provides."""

    ARGUMENT: str
    REFERS_TO: str | None
    OPTIONS: Mapping[str, tuple[str, ...]]

    def render(self, use: DirectiveUse, context: Context) -> str:
        """Return the directive's HTML."""
        ...


@runtime_checkable
class Checked(Protocol):
    """A directive that has more to say of its use than what it declares."""

    def check(self, use: DirectiveUse, places: Places) -> Iterable[Diagnostic]:
        """Return the faults of this use beyond its argument and options."""
        ...


DIRECTIVES: dict[str, Directive] = {
    module.name.replace("_", "-"): cast(
        "Directive", importlib.import_module(f"{__name__}.{module.name}")
    )
    for module in pkgutil.iter_modules(__path__)
}


def references(directive: Directive, use: DirectiveUse) -> list[Reference]:
    """Return what a directive's argument refers to; what is in its body is the page's."""
    if directive.REFERS_TO is None or not use.argument:
        return []
    return [Reference(directive.REFERS_TO, use.argument, use.location)]


def check(directive: Directive, use: DirectiveUse, places: Places) -> Iterator[Diagnostic]:
    """Return every fault of a directive's use: its argument, its options, its body."""
    if directive.ARGUMENT == "required" and not use.argument:
        message = f"the directive '{use.name}' needs an argument"
        hint = f"write it after the name: :::{{{use.name}}} …"
        yield Diagnostic(use.location, "error", "directive-argument", message, hint)
        return
    if directive.ARGUMENT == "none" and use.argument:
        message = f"the directive '{use.name}' takes no argument"
        yield Diagnostic(use.location, "error", "directive-argument", message)
    for name, value in use.options.items():
        place = places.line(use.option_lines[name])
        if name not in directive.OPTIONS:
            message = f"the directive '{use.name}' has no option '{name}'"
            hint = nearest(name, directive.OPTIONS)
            yield Diagnostic(place, "error", "unknown-option", message, hint)
        elif directive.OPTIONS[name] and value not in directive.OPTIONS[name]:
            message = f"'{name}' is one of {', '.join(directive.OPTIONS[name])}, not '{value}'"
            hint = nearest(value, directive.OPTIONS[name])
            yield Diagnostic(place, "error", "bad-option", message, hint)
    if isinstance(directive, Checked):
        yield from directive.check(use, places)
