"""What one parse collects: references, headings, sentences, faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator import components
from generator.diagnostics import Code, Diagnostic, Location, nearest
from generator.files.places import Places
from generator.language.specification import NO_BREAK
from generator.model.document import SCHEME, RoleUse, picture_name
from generator.model.page import Heading, Reference
from generator.model.written import addressed
from generator.parse import raw_html, sentences, slips
from generator.parse.found import Found
from generator.parse.myst import is_blank, plain_text, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        "empty-heading",
        means="A heading has no words: the list of contents would have an empty line.",
        mend="Write its words, or delete it.",
        example="## What changed",
    ),
    Code(
        "lost-target",
        means="A line `(id)=` is not followed by a heading, so that no link can lead to it.",
        mend="Put it directly above the heading that it names.",
        example="(what-changed)=\n## What changed",
    ),
    Code(
        "image",
        means=(
            "An image is another site's, which no page loads, or it stands in words that show "
            "none: a title, a summary, a field of a YAML file."
        ),
        mend="Put the picture's file into `content/pictures/`, and show it in a page's text.",
        example="![A causeway under water](shore.jpg)",
    ),
    Code(
        "empty-link",
        means="A link has no address, or no words.",
        mend="Write both, or take the link away until they are known.",
        example="[words](page.md)",
    ),
    Code(
        "link-scheme",
        means=(
            "A link's address begins with something other than http, https, mailto or tel, or "
            "has a form that no host, mailbox or number can have."
        ),
        mend="Give a whole address of the web, or the file of one of the site's pages.",
        example="[words](https://example.org/)",
    ),
    Code(
        "unused-footnote",
        means="A footnote is written and nothing refers to it, so that no reader would see it.",
        mend="Refer to it, or delete it.",
        example="The sea was high.[^night]\n\n[^night]: At night, that is.",
    ),
    Code(
        "duplicate-footnote",
        means="Two footnotes of a page have one name, of which only the last would be shown.",
        mend="Give one of them another name.",
    ),
    Code(
        "lost-footnote",
        means="A footnote stands in a title, a summary or other words that have no foot.",
        mend="Move it into the page's text, or write it between parentheses.",
    ),
)

LOOKED_AT = {"myst_target", "heading_open", "html_block"}
SCHEMES = ("http", "https", "mailto", "tel")


def rule(state: StateCore) -> None:
    """Give every role its place, gather references and headings, and report what is unknown."""
    found: Found | None = state.env.get("found")
    places: Places | None = state.env.get("places")
    if found is None or places is None:
        return
    line = 0
    label: tuple[str, Location] | None = None
    labels: dict[str, Location] = {}
    footnotes = [label[1:] for label in state.env.get("footnotes", {}).get("refs", ())]
    for index, token in enumerate(state.tokens):
        if token.map:
            line = token.map[0]
        kind = token.type
        if kind == "inline":
            children = token.children or []
            if len(children) != 1 or children[0].type != "text":
                _inline(children, line, state, found)
            if slips.may_be_in(children):
                found.diagnostics.extend(slips.in_line(children, line, places, footnotes))
        elif kind not in LOOKED_AT:
            continue
        elif kind == "myst_target":
            label = (token.content, places.line(line))
            found.diagnostics += _lost_target(state.tokens, index, label)
        elif kind == "heading_open":
            _heading(state.tokens, index, label, labels, places, found)
            label = None
        elif (raw := raw_html.block(token)) is not None:
            found.raw_html.append(raw._replace(location=places.line(line)))
    if not state.inlineMode:
        _slips_of_blocks(state.tokens, places, found)
    _footnotes(state, places, found)
    if (cited := state.env["cited"]) is not None:
        sentences.gather(state.tokens, state.env["tag"], places, cited, found)


def _slips_of_blocks(tokens: list[Token], places: Places, found: Found) -> None:
    amiss = list(slips.in_blocks(tokens, places))
    rows = {one.location.line for one in amiss if one.code == "table-cells"}
    # Marks have lost their partners to the cells that are too many.
    found.diagnostics[:] = [
        one for one in found.diagnostics if one.code != "lost-mark" or one.location.line not in rows
    ]
    found.diagnostics += amiss


def _lost_target(
    tokens: list[Token], index: int, label: tuple[str, Location]
) -> Iterator[Diagnostic]:
    if index + 1 == len(tokens) or tokens[index + 1].type != "heading_open":
        message = f"the target '({label[0]})=' is not followed by a heading"
        hint = "put it on the line above a heading, without an empty line between"
        yield Diagnostic(label[1], "warning", "lost-target", message, hint)


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
    if re.search(r"\s", id) and label:
        message, hint = f"the id '{id}' has a space", f"write ({slugify(id)})="
        found.diagnostics.append(Diagnostic(label[1], "error", "bad-id", message, hint))
    if id in labels:
        if label:
            message = f"the heading '{id}' stands twice, first in line {labels[id].line}"
            hint = f"give one of them another id: ({id}-2)="
            found.diagnostics.append(
                Diagnostic(label[1], "error", "duplicate-heading", message, hint)
            )
        number = 2
        while f"{id}-{number}" in labels:
            number += 1
        id = f"{id}-{number}"
    if is_blank(tokens[index + 1].children):
        message, hint = "this heading has no words", "write them, or delete it"
        found.diagnostics.append(Diagnostic(place, "warning", "empty-heading", message, hint))
    labels[id] = place
    token.attrSet("id", id)
    found.headings.append(Heading(int(token.tag[1]), id, text, place))


def _footnotes(state: StateCore, places: Places, found: Found) -> None:
    """Look into footnotes that stand in their sentence, and report those that are not shown."""
    notes = state.env.get("footnotes")
    if notes is None:
        return
    for note in notes.get("list", {}).values():
        if "tokens" in note:
            line = places.line_of(f"^[{note['content']}")
            _inline(note["tokens"], line, state, found)
            found.diagnostics.extend(slips.in_line(note["tokens"], line, places, ()))
        if state.inlineMode:
            place = places.find(f"[^{note['label']}]" if "label" in note else "^[", 0)
            message = "a footnote has no place here"
            hint = "write it in the page's text, or as words between parentheses"
            found.diagnostics.append(Diagnostic(place, "error", "lost-footnote", message, hint))
    labels: set[str] = set()
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        label = token.meta["label"]
        place = places.line(token.map[0] if token.map else 0)
        if label in labels:
            message, hint = f"the footnote '[^{label}]' stands twice", "give it another name"
            found.diagnostics.append(
                Diagnostic(place, "error", "duplicate-footnote", message, hint)
            )
        elif notes["refs"].get(f":{label}", -1) < 0:
            message = f"nothing refers to the footnote '[^{label}]', so that it would not be shown"
            hint = f"write [^{label}] where it belongs, or delete it"
            found.diagnostics.append(Diagnostic(place, "warning", "unused-footnote", message, hint))
        labels.add(label)


def _inline(children: list[Token], line: int, state: StateCore, found: Found) -> None:
    places: Places = state.env["places"]
    before: Token | None = None
    for position, child in enumerate(children):
        if child.type == "text":
            before = child
            continue
        if child.type == "myst_role":
            if before is not None and components.cites(child.meta["name"]):
                # A source's number stands close to its sentence, and never alone on a line.
                words = before.content.rstrip(" ")
                before.content = f"{words}{NO_BREAK}" if words.endswith(":") else words
            _role(child, line, state, found)
        elif child.type == "link_open":
            _link(child, children[position + 1], line, places, found)
        elif child.type == "image":
            _image(child, line, places, found, shown=not state.inlineMode)
        before = None
    if any(child.type == "html_inline" for child in children):
        for raw in raw_html.inline(children).values():
            found.raw_html.append(raw._replace(location=places.find(raw.written, line)))


def _link(token: Token, following: Token, line: int, places: Places, found: Found) -> None:
    """Gather where a link leads, or say why it cannot be followed."""
    href = str(token.attrGet("href") or "")
    scheme = SCHEME.match(href)
    if href in ("", "#"):
        place = places.first(("]()", "](#)", "](<>)", "]("), line)
        message = "this link leads nowhere: it has no address"
        hint = "write [words](page.md), or https:// before the address of another site"
        found.diagnostics.append(Diagnostic(place, "error", "empty-link", message, hint))
    elif following.type == "link_close":
        message = f"the link to '{href}' has no words, so that nobody sees it"
        hint = "write its words between the brackets: [words](address)"
        place = places.first(("[](",), line)
        found.diagnostics.append(Diagnostic(place, "error", "empty-link", message, hint))
    elif href.startswith("//") or (scheme and scheme[0][:-1].lower() not in SCHEMES):
        message = f"the address '{href}' is not published"
        hint = f"an address of another site begins with one of {', '.join(SCHEMES)} and ':'"
        place = places.first((href, unquote(href), "]("), line)
        found.diagnostics.append(Diagnostic(place, "error", "link-scheme", message, hint))
    elif scheme and not _leads(scheme[0].lower(), unquote(href)):
        message = f"the address '{href[:60]}' leads nowhere: there is none of this form"
        hint = "write it as in https://example.org/, mailto:name@example.org or tel:+15145550100"
        place = places.first((href, unquote(href), "]("), line)
        found.diagnostics.append(Diagnostic(place, "error", "link-scheme", message, hint))
    elif not scheme:
        place = places.first((href, unquote(href)), line)
        found.references.append(Reference("link", href, place))


def _image(token: Token, line: int, places: Places, found: Found, *, shown: bool) -> None:
    """Gather which picture an image shows, or say why it cannot be shown."""
    address = str(token.attrGet("src") or "")
    name = picture_name(address)
    place = places.first((f"![{token.content}]({address}", f"![{token.content}]", "!["), line)
    if not shown:
        message, hint = "an image has no place here", "show it in a page's text"
        found.diagnostics.append(Diagnostic(place, "error", "image", message, hint))
    elif name is None:
        message = f"'{address[:60]}' is no file of this site, and no page loads another's"
        hint = "put the picture into content/pictures/, and name its file"
        found.diagnostics.append(Diagnostic(place, "error", "image", message, hint))
    elif not token.content.strip():
        message = "this picture has no alternative text"
        hint = f"say what there is to see: ![…]({address})"
        found.diagnostics.append(Diagnostic(place, "error", "picture-alt", message, hint))
    else:
        found.references.append(Reference("picture", name, place))


def _leads(scheme: str, href: str) -> bool:
    """Whether an address names a host, a mailbox or a number."""
    rest = href[len(scheme) :].partition("?")[0]
    if scheme == "mailto:":
        return all(part.strip() for part in rest.rpartition("@"))
    return bool(re.search(r"\d", rest)) if scheme == "tel:" else addressed(href)


def _role(token: Token, line: int, state: StateCore, found: Found) -> None:
    place = state.env["places"].find(token.meta["raw"], line)
    use = RoleUse(token.meta["name"], token.content, place)
    token.meta["use"] = use
    role = components.ROLES.get(use.name)
    if role is None:
        message = f"there is no role '{use.name}'"
        hint = nearest(use.name, components.ROLES)
        hint = hint or f"there are {', '.join(sorted(components.ROLES))}"
        found.diagnostics.append(Diagnostic(use.location, "error", "unknown-role", message, hint))
        return
    found.references.extend(role.references(use))
    if role.words is not None and (shown := role.words(use.text)):
        inner: Found = state.env["words"](shown, state.env["tag"], use.location)[1]
        found.diagnostics.extend(inner.diagnostics)
        found.raw_html.extend(inner.raw_html)
