"""From a page's Markdown to tokens, and what the page refers to, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from generator import directives, roles
from generator.diagnostics import Diagnostic, Location, nearest
from generator.markdown import dispatch, html, numbers, syntax, typography
from generator.markdown.syntax import Places, RoleUse, plain_text, slugify
from generator.model import Heading, Page, Reference

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DIGIT = re.compile("[0-9]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inline:
    """A line of Markdown from a field: parsed, with its words alone as ``text``."""

    tokens: list[Token]
    text: str
    references: tuple[Reference, ...]

    def light(self) -> Inline:
        """Return the words alone, where there is no role among them."""
        return self if any(map(_is_role, self.tokens)) else replace(self, tokens=[])


def _is_role(token: Token) -> bool:
    return token.type == "myst_role" or any(map(_is_role, token.children or ()))


@dataclass(frozen=True)
class Document:
    """A parsed page. ``references`` are in reading order, the summary's first."""

    page: Page
    tokens: list[Token]
    title: Inline
    summary: Inline
    changes: tuple[Inline, ...]
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    diagnostics: tuple[Diagnostic, ...]
    unsourced: tuple[tuple[str, Location], ...]

    def baked(self) -> Document:
        """Return the document with its body rendered as far as it asks nothing of a context."""
        md = markdown(typography.language_of(self.page.locale.tag))
        assert isinstance(md.renderer, html.Html), "made so"
        return replace(self, tokens=md.renderer.baked(self.tokens, md.options))

    def without_body(self) -> Document:
        """Return what other pages and the checks may ask of this one."""
        return replace(
            self,
            tokens=[],
            page=replace(self.page, body=""),
            title=self.title.light(),
            summary=self.summary.light(),
            changes=(),
        )

    @cached_property
    def used(self) -> dict[tuple[str, str], None]:
        """What the page uses by name, each once, as kind and name; links are not uses."""
        every = (*self.title.references, *self.references)
        return dict.fromkeys((r.kind, r.name) for r in every if r.kind != "link")

    @cached_property
    def links(self) -> tuple[tuple[Reference, str | None, str], ...]:
        """The page's links within the site, each with the page that it leads to, and the heading.

        The page is named as all are, ``locale:id``; None for a link to no Markdown file.
        """
        found = []
        for reference in self.references:
            if reference.kind == "link":
                href, page = reference.name, self.page
                own = (page.id, href) if href.startswith("#") else None
                id, fragment = own or link_target(href, page.id) or (None, "")
                name = None if id is None else f"{page.locale.code}:{id}"
                found.append((reference, name, fragment[1:]))
        return tuple(found)

    @cached_property
    def leads(self) -> frozenset[str]:
        """The pages that its links lead to; an empty name is a link to no Markdown file."""
        return frozenset(name or "" for _, name, _ in self.links)

    @cached_property
    def anchored(self) -> tuple[tuple[str, str], ...]:
        """The headings that its links lead to, each with its page."""
        return tuple((name, heading) for _, name, heading in self.links if name and heading)

    @cached_property
    def heading_ids(self) -> dict[str, None]:
        """The ids of the page's headings, in their order."""
        return dict.fromkeys(heading.id for heading in self.headings)


@dataclass
class _Found:
    """What one parse collects."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unsourced: list[tuple[str, Location]] = field(default_factory=list)


@lru_cache(maxsize=8)
def markdown(language: str) -> MarkdownIt:
    """Return the parser for a language; for ``""``, without typography."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin

    md = MarkdownIt("commonmark", renderer_cls=html.Html).enable("table")
    md.use(deflist_plugin).use(footnote_plugin).use(myst_block_plugin)
    syntax.add(md)
    dispatch.add(md)
    md.core.ruler.after("inline", "collect", _collect)
    md.core.ruler.push("collect_directives", _collect_directives)
    if language:
        md.options["typographer"] = True
        md.options["quotes"] = typography.quotes(language)
        md.enable("smartquotes")
        md.core.ruler.after("smartquotes", "typography", typography.rule)
    _add_renderer_rules(md, typographic=bool(language))
    return md


def _add_renderer_rules(md: MarkdownIt, *, typographic: bool) -> None:
    """Hand roles, directives and links to the page's context while rendering."""

    def role(self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        use = tokens[index].meta["use"]
        return str(roles.ROLES[use.name].render(use, env["context"]))

    def directive(
        self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]
    ) -> str:
        use = tokens[index].meta["use"]
        return str(directives.DIRECTIVES[use.name].render(use, env["context"]))

    def link(self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        token = tokens[index]
        values = dict(token.attrs)
        if "context" in env:
            values["href"] = env["context"].link(str(values["href"]))
        return f"<a{html.attributes(values)}>"

    def table_open(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
        return '<div class="table">\n<table>\n'

    def table_close(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
        return "</table>\n</div>\n"

    def cell(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
        # The policy of published pages allows no style attribute: alignment becomes a class.
        right = "right" in str(tokens[index].attrGet("style") or "")
        return f"<{tokens[index].tag}" + (' class="number">' if right else ">")

    def silent(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
        return ""

    md.add_render_rule("myst_role", role)
    md.add_render_rule("directive", directive)
    md.add_render_rule("link_open", link)
    if typographic:
        for name in ("th_open", "td_open"):
            md.add_render_rule(name, cell)
        md.add_render_rule("table_open", table_open)
        md.add_render_rule("table_close", table_close)
    for name in ("myst_target", "myst_line_comment", "myst_block_break"):
        md.add_render_rule(name, silent)


def commonmark_html(text: str) -> str:
    """Return the HTML of plain CommonMark, without typography (for the standard's examples)."""
    return str(markdown("").render(text, {}))


def _run(
    text: str, language: str, places: Places, *, inline: bool, strict: bool = True
) -> tuple[list[Token], _Found]:
    """Parse a text; ``strict`` looks for the numbers that need a source in an explainer."""
    md = markdown(language)
    found = _Found()
    env = {
        "places": places,
        "language": language,
        "numbers": strict,
        "found": found,
        "diagnostics": found.diagnostics,
    }
    tokens = md.parseInline(text, env) if inline else md.parse(text, env)
    return tokens, found


def parse(page: Page) -> Document:
    """Parse a page: its body, and the fields of its front matter that hold Markdown."""
    language = typography.language_of(page.locale.tag)
    title = words(page.front.title, page.locale.tag, page.title_at)
    summary = words(page.front.summary, page.locale.tag, page.summary_at)
    changes = tuple(
        words(change.text, page.locale.tag, page.summary_at) for change in page.front.changes
    )
    tokens, found = _run(
        page.body,
        language,
        Places(page.file, page.body, page.body_line),
        inline=False,
        strict=page.is_explainer,
    )
    every = [*summary[1].diagnostics, *title[1].diagnostics, *found.diagnostics]
    every += [fault for change in changes for fault in change[1].diagnostics]
    return Document(
        page,
        tokens,
        title[0],
        summary[0],
        tuple(change[0] for change in changes),
        tuple(found.headings),
        (
            *summary[0].references,
            *found.references,
            *(reference for change in changes for reference in change[0].references),
        ),
        tuple(every),
        (
            *summary[1].unsourced,
            *found.unsourced,
            *(number for change in changes for number in change[1].unsourced),
        ),
    )


def words(text: str, tag: str, place: Location) -> tuple[Inline, _Found]:
    """Parse a field's inline Markdown; ``place`` is where the field's value starts."""
    places = Places(place.file, text, place.line, place.column)
    tokens, found = _run(text.strip(), typography.language_of(tag), places, inline=True)
    return Inline(tokens, plain_text(tokens), tuple(found.references)), found


def _collect(state: StateCore) -> None:
    """Give every role its place, gather references and headings, and report what is unknown."""
    found: _Found | None = state.env.get("found")
    places: Places | None = state.env.get("places")
    if found is None or places is None:
        return
    line = 0
    label: tuple[str, Location] | None = None
    labels: dict[str, Location] = {}
    for index, token in enumerate(state.tokens):
        if token.map:
            line = token.map[0]
        if token.type == "myst_target":
            label = (token.content, places.line(line))
            if not _before_heading(state.tokens, index):
                message = f"the target '({token.content})=' is not followed by a heading"
                found.diagnostics.append(
                    Diagnostic(places.line(line), "warning", "lost-target", message)
                )
        elif token.type == "heading_open":
            _heading(state.tokens, index, label, labels, places, found)
            label = None
        elif token.type in ("html_block", "html_inline"):
            _raw_html(token, places.line(line), found)
        elif token.type == "inline":
            _inline(token.children or [], line, places, found)
    if state.env["numbers"]:
        _numbers(state.tokens, state.env["language"], places, found)


def _numbers(tokens: list[Token], language: str, places: Places, found: _Found) -> None:
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
            naked = set(numbers.unsourced(row, language)) if DIGIT.search(row) else set()
            for match in numbers.every(row, language) if naked else ():
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
            parts.append(numbers.CITED if child.meta["name"] == "cite" else numbers.OTHER)
        elif child.type == "code_inline":
            parts.append(numbers.OTHER)
    return "".join(parts)


def _collect_directives(state: StateCore) -> None:
    """Check every directive, now that it holds its body, and gather what it refers to."""
    found: _Found | None = state.env.get("found")
    if found is None:
        return
    headings = [(i, t) for i, t in enumerate(state.tokens) if t.type == "heading_open"]
    for token in state.tokens:
        if token.type == "myst_block_break":
            place = state.env["places"].line(token.map[0] if token.map else 0)
            message = "a line that is only +++ means nothing here"
            found.diagnostics.append(Diagnostic(place, "warning", "lost-break", message))
    for use in syntax.uses(state.tokens):
        directive = directives.DIRECTIVES.get(use.name)
        if directive is None:
            message = f"there is no directive '{use.name}'"
            hint = nearest(use.name, directives.DIRECTIVES)
            found.diagnostics.append(
                Diagnostic(use.location, "error", "unknown-directive", message, hint)
            )
            continue
        found.diagnostics.extend(directives.check(directive, use, state.env["places"]))
        found.references.extend(directives.references(directive, use))
        place = replace(use.location, column=use.location.column + use.argument_at)
        title, inner = words(use.argument, state.env["language"], place)
        found.references.extend(title.references)
        found.diagnostics.extend(inner.diagnostics)
    texts = {token.attrGet("id"): state.tokens[index + 1].children for index, token in headings}
    found.headings = [
        replace(h, text=plain_text(texts[h.id])) if h.id in texts else h for h in found.headings
    ]
    # Directives and footnotes come late; the reader meets all in the order of their places.
    found.references.sort(key=lambda reference: reference.location)


def _before_heading(tokens: list[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].type == "heading_open"


def _heading(
    tokens: list[Token],
    index: int,
    label: tuple[str, Location] | None,
    labels: dict[str, Location],
    places: Places,
    found: _Found,
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


def _raw_html(token: Token, place: Location, found: _Found) -> None:
    if token.content.strip().startswith("<!--"):
        token.content = ""
        return
    message = "raw HTML is published as it stands, unchecked"
    found.diagnostics.append(
        Diagnostic(place, "warning", "raw-html", message, "write it in Markdown or as a directive")
    )


def _inline(children: list[Token], line: int, places: Places, found: _Found) -> None:
    before: Token | None = None
    for child in children:
        if child.type == "text":
            before = child
            continue
        if child.type == "myst_role":
            if child.meta["name"] == "cite" and before is not None:
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


def _role(token: Token, line: int, places: Places, found: _Found) -> None:
    use = RoleUse(token.meta["name"], token.content, places.find(token.meta["raw"], line))
    token.meta["use"] = use
    role = roles.ROLES.get(use.name)
    if role is None:
        message = f"there is no role '{use.name}'"
        hint = nearest(use.name, roles.ROLES)
        found.diagnostics.append(Diagnostic(use.location, "error", "unknown-role", message, hint))
        return
    found.references.extend(role.references(use))


def link_target(href: str, page_id: str) -> tuple[str, str] | None:
    """Return the page id and the fragment (with its ``#``) that a link to a Markdown file means.

    ``href`` is relative to the page's own file. None: the link is not to a Markdown file.
    """
    path, hash_mark, fragment = href.partition("#")
    if SCHEME.match(href) or path.startswith("/") or not path.endswith(".md"):
        return None
    parts = page_id.split("/")[:-1]
    for part in path.removesuffix(".md").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts), hash_mark + fragment
