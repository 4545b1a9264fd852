"""What one parse collects: references, headings, numbers without a source, faults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator import components
from generator.diagnostics import Code, Diagnostic, Location, nearest
from generator.files.places import Places
from generator.language import figures as numbers
from generator.model.document import SCHEME, RoleUse
from generator.model.page import Heading, Reference
from generator.parse.myst import plain_text, slugify

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

CODES = (
    Code(
        "unknown-role",
        means="``{NAME}`text` `` names a role that there is not.",
        mend="Correct the name; the reference lists them all.",
    ),
    Code(
        "duplicate-heading",
        means="Two headings of a page have been given the same id.",
        mend="Give one of them another.",
        example="(second-part)=\n## The second part",
    ),
    Code(
        "lost-target",
        means="A line `(id)=` is not followed by a heading, so that no link can lead to it.",
        mend="Put it directly above the heading that it names.",
        example="(what-changed)=\n## What changed",
    ),
    Code(
        "raw-html",
        means=(
            "A page has HTML in it, which is published as it stands: nothing checks its links, "
            "its numbers or whether it can be read by all."
        ),
        mend="Write it in Markdown or as a directive.",
    ),
    Code(
        "image",
        means="A page has an image in Markdown's own form, which is not published.",
        mend="Use a chart.",
    ),
)

LOOKED_AT = {"myst_target", "heading_open", "html_block", "html_inline"}
DIGIT = re.compile("[0-9]")


@dataclass
class Found:
    """What one parse collects; ``prose`` are the texts of each section."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unsourced: list[tuple[str, Location]] = field(default_factory=list)
    prose: dict[str, list[str]] = field(default_factory=dict)


def rule(state: StateCore) -> None:
    """Give every role its place, gather references and headings, and report what is unknown."""
    found: Found | None = state.env.get("found")
    places: Places | None = state.env.get("places")
    if found is None or places is None:
        return
    line = 0
    label: tuple[str, Location] | None = None
    labels: dict[str, Location] = {}
    for index, token in enumerate(state.tokens):
        if token.map:
            line = token.map[0]
        kind = token.type
        if kind == "inline":
            children = token.children or []
            if len(children) != 1 or children[0].type != "text":
                _inline(children, line, places, found)
        elif kind not in LOOKED_AT:
            continue
        elif kind == "myst_target":
            label = (token.content, places.line(line))
            if not _before_heading(state.tokens, index):
                message = f"the target '({token.content})=' is not followed by a heading"
                found.diagnostics.append(
                    Diagnostic(places.line(line), "warning", "lost-target", message)
                )
        elif kind == "heading_open":
            _heading(state.tokens, index, label, labels, places, found)
            label = None
        else:
            _raw_html(token, places.line(line), found)
    if state.env["numbers"]:
        _numbers(state.tokens, state.env["tag"], places, found)


def _numbers(tokens: list[Token], tag: str, places: Places, found: Found) -> None:
    """Gather the numbers that state a fact and cite nothing; a table's row is read as one text."""
    line, row, heading = 0, "", False
    in_row = False
    for token in tokens:
        if token.map and token.type != "inline":
            line = token.map[0]
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "tr_open":
            in_row, row = True, ""
        elif token.type == "inline" and not heading:
            row += (" " if in_row else "") + _as_typed(token.children or [])
        if token.type == "tr_close":
            in_row = False
        if not in_row and row:
            naked = set(numbers.unsourced(row, tag)) if DIGIT.search(row) else set()
            for match in numbers.every(row, tag) if naked else ():
                place = places.find(match[0], line)
                if match.start() in naked:
                    found.unsourced.append((match[0], place))
            row = ""


def _as_typed(children: list[Token]) -> str:
    """Return inline tokens as a sentence to read, with signs in the places of roles and code."""
    parts = []
    for child in children:
        if child.type == "text":
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "myst_role":
            parts.append(numbers.CITED if components.cites(child.meta["name"]) else numbers.OTHER)
        elif child.type == "code_inline":
            parts.append(numbers.OTHER)
    return "".join(parts)


def _before_heading(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].type == "heading_open"


def _heading(
    tokens: list[Token],
    index: int,
    label: tuple[str, Location] | None,
    labels: dict[str, Location],
    places: Places,
    found: Found,
) -> None:
    token = tokens[index]
    place = places.line(token.map[0] if token.map else 0)
    text = plain_text(tokens[index + 1].children)
    id = label[0] if label else slugify(text)
    if id in labels:
        if label:
            message = f"the heading '{id}' stands twice, first in line {labels[id].line}"
            found.diagnostics.append(Diagnostic(label[1], "error", "duplicate-heading", message))
        number = 2
        while f"{id}-{number}" in labels:
            number += 1
        id = f"{id}-{number}"
    labels[id] = place
    token.attrSet("id", id)
    found.headings.append(Heading(int(token.tag[1]), id, text, place))


def _raw_html(token: Token, place: Location, found: Found) -> None:
    if token.content.strip().startswith("<!--"):
        token.content = ""
        return
    message = "raw HTML is published as it stands, unchecked"
    found.diagnostics.append(
        Diagnostic(place, "warning", "raw-html", message, "write it in Markdown or as a directive")
    )


def _inline(children: list[Token], line: int, places: Places, found: Found) -> None:
    before: Token | None = None
    for child in children:
        if child.type == "text":
            before = child
            continue
        if child.type == "myst_role":
            if before is not None and components.cites(child.meta["name"]):
                # A source's number stands close to its sentence, and never alone on a line.
                before.content = before.content.rstrip(" ")
            _role(child, line, places, found)
        elif child.type == "html_inline":
            _raw_html(child, places.find(child.content, line), found)
        elif child.type == "link_open":
            href = str(child.attrGet("href") or "")
            if not SCHEME.match(href):
                found.references.append(Reference("link", href, places.find(href, line)))
        elif child.type == "image":
            message = "images are not part of a page's Markdown"
            found.diagnostics.append(
                Diagnostic(places.find("![", line), "warning", "image", message, "use a chart")
            )
        before = None


def _role(token: Token, line: int, places: Places, found: Found) -> None:
    use = RoleUse(token.meta["name"], token.content, places.find(token.meta["raw"], line))
    token.meta["use"] = use
    role = components.ROLES.get(use.name)
    if role is None:
        message = f"there is no role '{use.name}'"
        hint = nearest(use.name, components.ROLES)
        found.diagnostics.append(Diagnostic(use.location, "error", "unknown-role", message, hint))
        return
    found.references.extend(role.references(use))
