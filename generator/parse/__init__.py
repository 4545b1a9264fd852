"""From a page's Markdown to tokens, and what the page refers to, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator import components
from generator.components.pictures import element
from generator.diagnostics import Code, Diagnostic, Location, nearest
from generator.files.places import Places
from generator.language import find, typography
from generator.language.quantities import statements
from generator.language.readability import WORD
from generator.language.statements import Day
from generator.model.document import TOP, Document, Inline, Position, links, picture_name
from generator.model.page import Page
from generator.parse import fast_rules as dispatch
from generator.parse import github, html, prose, texts
from generator.parse import myst as syntax
from generator.parse import references as collect
from generator.parse.found import Found
from generator.parse.myst import is_blank, plain_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from generator.components.specification import Directive
    from generator.model.document import DirectiveUse

CODES = (
    Code(
        "unknown-directive",
        means="A line `:::{NAME}` names a directive that there is not.",
        mend="Correct the name; the reference lists them all.",
    ),
    Code(
        "lost-break",
        means=(
            "A line that is only `+++` stands where nothing is parted by it, so that it would be "
            "lost."
        ),
        mend="Take it away, or put it between the two columns of a `:::{compare}`.",
    ),
)


@lru_cache(maxsize=8)
def markdown(tag: str) -> MarkdownIt:
    """Return the parser for a language's tag; for ``""``, without typography."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin

    md = MarkdownIt("commonmark", renderer_cls=html.Html).enable("table")
    md.use(deflist_plugin).use(footnote_plugin).use(myst_block_plugin)
    # Schemes that are not published are reported, not left as text.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    syntax.add(md)
    github.add(md)
    dispatch.add(md)
    md.core.ruler.after("addresses", "collect", collect.rule)
    md.core.ruler.after("collect", "prose", prose.rule)
    md.core.ruler.push("collect_directives", _collect_directives)
    if tag:
        md.options["typographer"] = True
        md.options["quotes"] = find(tag).quotes
        md.enable("smartquotes")
        md.core.ruler.after("smartquotes", "typography", typography.rule)
    _add_renderer_rules(md, typographic=bool(tag))
    return md


def _add_renderer_rules(md: MarkdownIt, *, typographic: bool) -> None:
    """Hand roles, directives and links to the page's context while rendering."""

    def role(self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        use = tokens[index].meta["use"]
        return str(components.ROLES[use.name].view(use, env["context"]))

    def directive(
        self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]
    ) -> str:
        use = tokens[index].meta["use"]
        return str(components.DIRECTIVES[use.name].view(use, env["context"]))

    def link(self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        token = tokens[index]
        values = dict(token.attrs)
        if "context" in env:
            values["href"] = env["context"].link(str(values["href"]))
        return f"<a{html.attributes(values)}>"

    def image(self: Any, tokens: list[Token], index: int, options: Any, env: dict[str, Any]) -> str:
        token = tokens[index]
        if "context" not in env:
            return str(self.image(tokens, index, options, env))
        name = picture_name(str(token.attrGet("src")))
        assert name is not None, "others are reported when the page is parsed"
        return str(element(name, plain_text(token.children), env["context"]))

    def table_open(
        self: object, tokens: list[Token], index: int, options: object, env: object
    ) -> str:
        return '<div class="table">\n<table>\n'

    def table_close(
        self: object, tokens: list[Token], index: int, options: object, env: object
    ) -> str:
        return "</table>\n</div>\n"

    def cell(self: object, tokens: list[Token], index: int, options: object, env: object) -> str:
        # The policy of published pages allows no style attribute: alignment becomes a class.
        if tokens[index].type == "th_open" and not tokens[index + 1].content:
            tokens[index].tag = tokens[index + 2].tag = "td"  # an empty corner heads nothing
        style = str(tokens[index].attrGet("style") or "").removeprefix("text-align:")
        name = {"right": "number", "center": "centred"}.get(style)
        return f"<{tokens[index].tag}" + (f' class="{name}">' if name else ">")

    def silent(self: object, tokens: list[Token], index: int, options: object, env: object) -> str:
        return ""

    md.add_render_rule("myst_role", role)
    md.add_render_rule("directive", directive)
    md.add_render_rule("link_open", link)
    md.add_render_rule("image", image)
    if typographic:
        for name in ("th_open", "td_open"):
            md.add_render_rule(name, cell)
        md.add_render_rule("table_open", table_open)
        md.add_render_rule("table_close", table_close)
    for name in ("myst_target", "myst_line_comment", "myst_block_break"):
        md.add_render_rule(name, silent)


def _run(
    text: str,
    tag: str,
    places: Places,
    *,
    inline: bool,
    cited: Sequence[str] | None,
    compared: bool,
) -> tuple[list[Token], Found]:
    """Parse a text; with ``cited``, gather its sentences and what needs a source in them.

    With ``compared``, gather its prose too: it will be compared with a translation.
    """
    md = markdown(tag)
    found = Found(prose={TOP: []} if compared else {})
    env = {
        "places": places,
        "tag": tag,
        "words": words,
        "cited": cited,
        "found": found,
        "diagnostics": found.diagnostics,
    }
    tokens = md.parseInline(text, env) if inline else md.parse(text, env)
    return tokens, found


def parse(page: Page) -> Document:
    """Parse a page: its body, and the fields of its front matter that hold Markdown."""
    tag = page.tag
    cited = () if page.is_explainer else None
    compared = page.is_translated
    title = words(page.front.title, tag, page.title_at, compared=compared)
    summary = words(page.front.summary, tag, page.summary_at, cited, compared=compared)
    changes = tuple(
        words(change.text, tag, page.at(f"changes.{position}"), cited)
        for position, change in enumerate(page.front.changes)
    )
    tokens, found = _run(
        page.body,
        tag,
        Places(page.file, page.body, page.body_line),
        inline=False,
        cited=cited,
        compared=compared,
    )
    every = [*summary[1].diagnostics, *title[1].diagnostics, *found.diagnostics]
    if is_blank(title[0].tokens) and not (title[1].diagnostics or title[1].raw_html):
        message, hint = "'title': this text is empty", "write the page's title"
        every.append(Diagnostic(page.title_at, "error", "front-matter", message, hint))
    every += [fault for change in changes for fault in change[1].diagnostics]
    references = (
        *summary[0].references,
        *found.references,
        *(reference for change in changes for reference in change[0].references),
    )

    def title_of(text: str) -> list[Token]:
        return words(text, tag, page.title_at)[0].tokens

    sections = dict(found.prose)
    if compared:
        sections[TOP] = [text for part in (title[1], summary[1], found) for text in part.prose[TOP]]
    return Document(
        page,
        tokens,
        title[0],
        summary[0],
        tuple(change[0] for change in changes),
        tuple(found.headings),
        references,
        links(page, references),
        tuple(every),
        (
            *summary[1].unsourced,
            *found.unsourced,
            *(naked for change in changes for naked in change[1].unsourced),
        ),
        (
            *summary[1].sentences,
            *found.sentences,
            # A change may tell of words that the page no longer has.
            *(one for change in changes for one in change[1].sentences if one.cited or one.stats),
        ),
        {id: prose.fingerprint(texts) for id, texts in sections.items()},
        tuple(
            raw
            for part in (title[1], summary[1], found, *(change[1] for change in changes))
            for raw in part.raw_html
        ),
        found.reading,
        texts.by_section(tokens, title_of) if page.is_searched else {},
        tuple(found.positions),
        (
            *summary[1].quoted,
            *found.quoted,
            *(one for change in changes for one in change[1].quoted),
        ),
    )


def with_body(document: Document, body: str) -> Document:
    """Return a document that was kept without its body, with it.

    The text is parsed again for its tokens alone: what it states and refers to is known.
    """
    page = replace(document.page, body=body)
    places = Places(page.file, body, page.body_line)
    tokens, _ = _run(body, page.tag, places, inline=False, cited=None, compared=False)
    return replace(
        document,
        page=page,
        tokens=tokens,
        title=words(page.front.title, page.tag, page.title_at)[0],
        summary=words(page.front.summary, page.tag, page.summary_at)[0],
        changes=tuple(
            words(change.text, page.tag, page.at(f"changes.{position}"))[0]
            for position, change in enumerate(page.front.changes)
        ),
    )


def baked(document: Document) -> Document:
    """Return a document with its body rendered as far as it asks nothing of a context."""
    md = markdown(document.page.tag)
    assert isinstance(md.renderer, html.Html), "made so"
    return replace(document, tokens=md.renderer.baked(document.tokens, md.options))


def words(
    text: str,
    tag: str,
    place: Location,
    cited: Sequence[str] | None = None,
    *,
    compared: bool = False,
) -> tuple[Inline, Found]:
    """Parse a field's inline Markdown; ``place`` is where the field's value starts.

    With ``cited``, the names of the sources that the words rest on, or none, their sentences are
    gathered, and what needs a source.
    """
    places = Places(place.file, text, place.line, place.column)
    tokens, found = _run(text.strip(), tag, places, inline=True, cited=cited, compared=compared)
    return Inline(tokens, plain_text(tokens), tuple(found.references)), found


def found_in(text: str, tag: str, place: Location, cited: tuple[str, ...] | None = None) -> Found:
    """Return what ``words`` finds in a text, for those who only look: nothing of it is shown."""
    return _found_in(text, tag, place, cited, tuple(components.OWN))


@lru_cache(maxsize=8192)  # several checks look at each text, and at all of them after each edit
def _found_in(
    text: str, tag: str, place: Location, cited: tuple[str, ...] | None, _: tuple[object, ...]
) -> Found:
    return words(text, tag, place, cited)[1]


def _position(directive: Directive, use: DirectiveUse, tag: str) -> Position:
    """Return what a directive attributes to somebody."""
    said = " ".join(plain_text([token]) for token in use.tokens)
    days = (one.value for one in statements(f"{use.argument}. {said}", tag))
    dated = any(isinstance(day, Day) and day.year for day in days)
    option = next(one for one in directive.options if one.name == directive.takes_side)
    side = use.options.get(option.name, option.default)
    return Position(use.argument, side, len(WORD.findall(said)), dated, use.location)


def _collect_directives(state: StateCore) -> None:
    """Check every directive, now that it holds its body, and gather what it refers to."""
    found: Found | None = state.env.get("found")
    if found is None:
        return
    texts: dict[object, str] = {}
    before: Token | None = None
    for token in state.tokens:
        if token.type == "inline" and before is not None and before.type == "heading_open":
            texts[before.attrGet("id")] = plain_text(token.children)
        elif token.type == "myst_block_break":
            place = state.env["places"].line(token.map[0] if token.map else 0)
            message = "a line that is only +++ means nothing here"
            hint = "delete it; a line between two parts is written ***"
            found.diagnostics.append(Diagnostic(place, "warning", "lost-break", message, hint))
        before = token
    for use in syntax.uses(state.tokens):
        directive = components.DIRECTIVES.get(use.name)
        if directive is None:
            message = f"there is no directive '{use.name}'"
            hint = nearest(use.name, components.names())
            hint = hint or f"there are {', '.join(sorted(components.DIRECTIVES))}"
            if use.name.startswith(".") or use.name in ("code", "code-block", "sourcecode"):
                hint = "code stands between lines of three back quotes: ```python"
            found.diagnostics.append(
                Diagnostic(use.location, "error", "unknown-directive", message, hint)
            )
            continue
        found.diagnostics.extend(components.check(directive, use, state.env["places"]))
        found.references.extend(directive.references(use))
        if directive.takes_side and state.env["cited"] is not None:
            found.positions.append(_position(directive, use, state.env["tag"]))
        if directive.argument is not None and directive.argument.kind == "text":
            place = use.location._replace(column=use.location.column + use.argument_at)
            title, inner = words(use.argument, state.env["tag"], place)
            found.references.extend(title.references)
            found.diagnostics.extend(inner.diagnostics)
            found.raw_html.extend(inner.raw_html)
    # Their words, as typography has left them.
    found.headings = [
        heading._replace(text=texts.get(heading.id, heading.text)) for heading in found.headings
    ]
    # Directives and footnotes come late; the reader meets all in the order of their places.
    found.references.sort(key=lambda reference: reference.location)
