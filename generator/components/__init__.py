"""What may be written in a page: roles and directives, each one file of this folder.

The directive ``rules-table`` is the file ``rules_table.py``; the folder is the list. A file without
a ``SPECIFICATION`` is no component but a helper of some. A site may have more of its own, which
``use`` adds.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.components.specification import Directive, Role, listed
from generator.diagnostics import Code, Diagnostic, Location, nearest, one_of
from generator.model.document import RoleUse
from generator.model.page import Reference

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.files.places import Places
    from generator.model.content import Content
    from generator.model.document import DirectiveUse

CODES = (
    Code(
        "directive-argument",
        means=(
            "What follows a directive's name is missing, not wanted there, or not in the form "
            "that the directive asks for."
        ),
        mend="Write the argument as the reference shows it.",
        example=":::{compare} Before | Since",
    ),
    Code(
        "directive-body",
        means="What stands inside a directive is not in the form that the directive asks for.",
        mend="Write it as the reference shows it.",
    ),
    Code(
        "directive-source",
        means="A directive that attributes something to somebody cites no source for it.",
        mend="Add a `{cite}` that says where it was stated.",
        example=":::{position} The harbour office\nThe causeway is safe. {cite}`almanac`\n:::",
    ),
    Code(
        "unknown-option",
        means="A directive is given an option that it does not have.",
        mend="Correct the option's name, or take the line away.",
        example=":kind: law",
    ),
    Code(
        "bad-option",
        means="A directive's option has a value that it may not have, or is given twice.",
        mend="Use one of the values that the message lists, once.",
        example=":kind: law",
    ),
)

_FOUND = [
    getattr(importlib.import_module(f"{__name__}.{module.name}"), "SPECIFICATION", None)
    for module in pkgutil.iter_modules(__path__)
]
# Those of this folder, and of the site that is being built.
ROLES: dict[str, Role] = {}
DIRECTIVES: dict[str, Directive] = {}
# Other names of directives: what each stands for, and the options that come with it.
ALIASES: dict[str, tuple[str, dict[str, str]]] = {}
# The names of roles and of options, each kind as a part of a regular expression.
NAMES: dict[str, str] = {}
OWN: list[Role | Directive] = []  # the site's


def use(own: Iterable[Role | Directive]) -> None:
    """Let pages use a site's own roles and directives beside ours, and those of no other site."""
    OWN[:] = own
    for registered in (ROLES, DIRECTIVES, ALIASES):
        registered.clear()
    for found in (*_FOUND, *OWN):
        if isinstance(found, Role):
            ROLES[found.name] = found
        elif isinstance(found, Directive):
            DIRECTIVES[found.name] = found
            for alias, implied in found.aliases.items():
                ALIASES[alias] = found.name, dict(implied)
    options = {option.name for directive in DIRECTIVES.values() for option in directive.options}
    NAMES.update(roles="|".join(ROLES), options="|".join(sorted(options)))


use(())


def taken(own: Role | Directive, name: str) -> bool:
    """Say whether a component of this folder has a name that a site's own would have."""
    ours = [found for found in _FOUND if found is not None]
    if isinstance(own, Role):
        return any(isinstance(found, Role) and found.name == name for found in ours)
    return any(
        isinstance(found, Directive) and name in (found.name, *found.aliases) for found in ours
    )


def known(directive: str) -> bool:
    """Say whether a directive has this name, or may be written by it."""
    return directive in DIRECTIVES or directive in ALIASES


def meant(name: str, options: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return a directive's own name and its options, where it may be written by another name."""
    own, implied = ALIASES.get(name, (name, {}))
    return own, {**implied, **options}


def written(token: Token) -> Directive | None:
    """Return the directive that a token opens, by whichever of its names; None: there is none."""
    return DIRECTIVES.get(meant(token.meta["name"], {})[0])


def names() -> list[str]:
    """Return every name that a directive may be written by."""
    return [*DIRECTIVES, *ALIASES]


def role_pattern() -> re.Pattern[str]:
    """Return what a role's use looks like: its name, its back quotes, its text."""
    return _role_pattern(NAMES["roles"])


@lru_cache(maxsize=4)
def _role_pattern(names: str) -> re.Pattern[str]:
    return re.compile(rf"\{{({names})\}}(`+)(.+?)\2", re.DOTALL)


def role_of(kind: str) -> Role:
    """Return the role whose argument is of a kind: ``stat``, ``source``, ``number`` …"""
    return next(role for role in ROLES.values() if role.argument.kind == kind)


def reason(text: str) -> str:
    """Return the reason that is written after the bar of a marked number; nothing without one."""
    return text.partition("|")[2].strip()


def cites(role: str) -> bool:
    """Say whether a role stands for a source in its sentence; one that is unknown does not."""
    return role in ROLES and ROLES[role].cites


def named(text: str) -> Iterator[Reference]:
    """Walk what the roles of a text refer to, without parsing it."""
    for match in role_pattern().finditer(text):
        yield from ROLES[match[1]].references(RoleUse(match[1], match[3], Location("")))


def named_beside(content: Content, kind: str, id: str, code: str) -> Iterator[Reference]:
    """Walk what the words of a chart, a term, a tag's events or the like refer to."""
    things = [(kind, id)]
    if kind == "rulebook":
        things.append(("cases", id))
    elif kind == "tag":
        things = [("event", one) for one in content.tagged([id])]
    for thing in things:
        for placed in content.texts_of(*thing):
            if placed.text.markdown:
                yield from named(placed.text.words[code])


def check(directive: Directive, use: DirectiveUse, places: Places) -> Iterator[Diagnostic]:
    """Walk every fault of a directive's use: its argument, its options, its body."""
    argument = directive.argument
    if argument is not None and argument.required and not use.argument:
        message = f"the directive '{use.name}' needs an argument"
        hint = f"write it after the name: :::{{{use.name}}} …"
        yield Diagnostic(use.location, "error", "directive-argument", message, hint)
        return
    if argument is None and use.argument:
        message = f"the directive '{use.name}' takes no argument"
        yield Diagnostic(
            use.location,
            "error",
            "directive-argument",
            message,
            "delete what stands after its name",
        )
    yield from _options(directive, use)
    yield from _body(directive, use)
    if directive.check is not None:
        yield from directive.check(use, places)


def _options(directive: Directive, use: DirectiveUse) -> Iterator[Diagnostic]:
    known = {option.name: option for option in directive.options}
    for name, value in use.options.items():
        place = use.option_places[name]
        if name not in known:
            message = f"the directive '{use.name}' has no option '{name}'"
            hint = one_of(name, known) if known else "delete the line"
            yield Diagnostic(place, "error", "unknown-option", message, hint)
        elif (values := known[name].values) and value not in values:
            message = f"'{name}' is one of {', '.join(values)}, not '{value}'"
            hint = nearest(value, values) or "write one of them"
            yield Diagnostic(place, "error", "bad-option", message, hint)
        elif known[name].kind != "text" and not listed(value):
            message, hint = f"'{name}' names nothing", "write the ids, parted by commas"
            yield Diagnostic(place, "error", "bad-option", message, hint)


def _body(directive: Directive, use: DirectiveUse) -> Iterator[Diagnostic]:
    body = directive.body
    first = next((one.type for one in use.tokens if one.type != "myst_line_comment"), None)
    taking = body and next((name for name in body.instead if name in use.options), None)
    if taking and first is not None:
        message = f"with '{taking}', the directive '{use.name}' shows nothing of its body"
        hint = "delete one of the two"
        yield Diagnostic(use.location, "error", "directive-body", message, hint)
    if taking:
        return
    if body is None and first is not None:
        message = f"the directive '{use.name}' shows nothing of its body"
        hint = "write it after the line that is only :::"
        yield Diagnostic(use.location, "error", "directive-body", message, hint)
    elif body is not None and body.kind == "list" and first != "bullet_list_open":
        message, hint = f"the body of '{use.name}' is a list", f"write it so: {body.doc}"
        yield Diagnostic(use.location, "error", "directive-body", message, hint)
    if body is not None and body.cites and not any(map(_cites, use.tokens)):
        message = f"the directive '{use.name}' cites no source"
        hint = f"add a {{{role_of('source').name}}} that says where it was stated"
        yield Diagnostic(use.location, "error", "directive-source", message, hint)


def _cites(token: Token) -> bool:
    return any(
        child.type == "myst_role" and cites(child.meta["name"]) for child in token.children or ()
    )
