"""Marks that stayed text: what was meant as syntax, here or by another program, and was not read.

Each is reported where it stands, so that no page shows it. Code shows what it holds, and a mark
after a backslash is meant as it is: neither is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator import components
from generator.diagnostics import Code, Diagnostic, Severity, nearest
from generator.files.places import Places
from generator.language.characters import tidied

if TYPE_CHECKING:
    from markdown_it.token import Token

CODES = (
    Code(
        "failed-role",
        means="What looks like a role is not written as one, so that it would be shown as text.",
        mend="Write the name in braces and, without a space, the rest between back quotes.",
        example="{stat}`highest`",
    ),
    Code(
        "failed-directive",
        means="A line is meant to open or to close a directive, or to be its option, and is not.",
        mend="Write the name in braces, without spaces, and the options directly below.",
        example=":::{callout} Good to know\n:kind: warning\nText.\n:::",
    ),
    Code(
        "failed-link",
        means="What looks like a link is not written as one, so that it would be shown as text.",
        mend="Write the words in brackets and, close to them, the address in parentheses.",
        example="[words](page.md)",
    ),
    Code(
        "unknown-footnote",
        means="A footnote is referred to and written nowhere.",
        mend="Write it, or correct its name.",
        example="The sea was high.[^night]\n\n[^night]: At night, that is.",
    ),
    Code(
        "foreign-syntax",
        means=(
            "A mark that other programs read, a template's, a wiki's or a shortcode, would be "
            "shown as text."
        ),
        mend="Write what the message says in place of it; to show the mark, put it in code.",
    ),
    Code(
        "lost-mark",
        means="A mark of Markdown has no partner or no space, so that it would be shown as text.",
        mend="Complete it; a mark that is meant as it is has a backslash before it.",
        example="**words**, and a star: \\*",
    ),
    Code(
        "lost-table",
        means="A line is meant to be a table's row and is not, or is one and is not meant to be.",
        mend="Give the table its second line, and put an empty line before and after it.",
        example="| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    Code(
        "lost-indent",
        means="Lines with a role or a directive begin with four spaces, which makes them code.",
        mend="Delete the spaces; code that is meant stands between lines of three back quotes.",
    ),
    Code(
        "stray-front-matter",
        means="Front matter stands in the middle of a page, where it would be a heading.",
        mend="Move its fields to the top of the file.",
    ),
    Code(
        "second-title",
        means="A page has a heading of the first level, which its title is already.",
        mend="Delete it, or make it a heading of the second level.",
        example="## Words",
    ),
    Code(
        "unclosed-fence",
        means="A block of code has no end: the rest of the page would be code.",
        mend="End it with a line of the marks that it began with.",
        example="```text\ncode\n```",
    ),
    Code(
        "merge-conflict",
        means="The lines in which a merge marked a conflict are still there.",
        mend="Keep one of the two versions, and delete the marks.",
    ),
    Code(
        "table-titles",
        means="Two columns of a table have one title: which is which is seen, and not heard.",
        mend="Say in each title what its column holds.",
        example="| Year | Claims in 2022 | Claims in 2023 |",
    ),
    Code(
        "table-cells",
        means="A row has more cells than its table columns: the last would be lost.",
        mend="Give the table as many columns, or write a | in a cell as \\|.",
    ),
)

# Signs that stand for what is no text, in a line that is looked at.
CODE, OTHER = "\x01", "\x02"
SIGN = re.compile(f"[{CODE}{OTHER}]")
# Stand in patterns for the names of roles and of options, the site's own among them.
ROLES, OPTIONS = "\x03", "\x04"
# One of these is in every slip, and in hardly any sound text: few texts are looked at closely.
SUSPECT = (
    r"[\[{`|$~^*]|==|\)=|&[#A-Za-z]|<%|<!--|!!!|\?\?\?|##|(?:^|[\s(]):[a-zA-Z]"
    rf"|(?:{ROLES})[:\])]?{CODE}"
)
# What SUSPECT needs to see: one set of characters, which is searched for much faster.
TOUCHED = re.compile(rf"[\[{{`|$~^*=<!?#:&{CODE}]")
# The options that are the most common elsewhere.
COMMON = "class|name|title|open|alt|width|align|caption"


def _pattern(text: str) -> re.Pattern[str]:
    return _compiled(text, components.NAMES["roles"], components.NAMES["options"])


@lru_cache(maxsize=8)
def _compiled(text: str, roles: str, options: str) -> re.Pattern[str]:
    return re.compile(text.replace(ROLES, roles).replace(OPTIONS, options), re.MULTILINE)


class Slip(Struct, frozen=True):
    """A kind of mark that stayed text: how it looks, and what is said of it.

    ``kind`` stands for its code in ``KINDS``; ``{0}`` in the message and the hint is what was
    found.
    """

    pattern: str
    kind: str
    message: str
    hint: str | Callable[[str], str]
    severity: Severity = "error"


def _role(found: str) -> str:
    word = re.search(r"[A-Za-z][\w-]*", found)
    name = word[0] if word else ""
    if name not in components.ROLES:
        close = nearest(name, components.ROLES)
        return close or "write {name}`…` with one of " + ", ".join(sorted(components.ROLES))
    return f"write {{{name}}}`…`, the name in braces and close to it one back quote on each side"


def _link(found: str) -> str:
    address = found.partition("](")[2].rstrip(")")
    if "{{" in address or "{%" in address:
        return "write the address itself: templates are not read in a page"
    if " " in address.strip():
        return f"an address with a space stands between < and >: (<{address.strip()}>)"
    return "write [words](address)"


def _attributes(found: str) -> str:
    if id := re.search(r"#([\w-]+)", found):
        return f"to name a heading, write ({id[1]})= on the line above it"
    return "delete it; how a page looks is said in templates and style sheets"


KINDS = {
    "role": "failed-role",
    "directive": "failed-directive",
    "foreign": "foreign-syntax",
    "footnote": "unknown-footnote",
    "link": "failed-link",
    "mark": "lost-mark",
    "table": "lost-table",
}
SLIPS = (
    Slip(
        rf"\{{[ \t]*(?:{ROLES})[ \t]*\}}",
        "role",
        "'{0}' is not read as a role",
        _role,
    ),
    Slip(
        r"\{[A-Za-z][\w-]*\}[ \t]?(?=[\x01`])|\{[A-Za-z][\w-]*\}(?=['\"‘“])"
        rf"|(?<![\w:])[:\[(]?(?:{ROLES})[:\])]?(?=[\x01`])",
        "role",
        "'{0}' is not read as a role",
        _role,
    ),
    Slip(
        rf"^:(?:{COMMON}|{OPTIONS}):(?:[ \t].*)?$",
        "directive",
        "the option '{0}' belongs to no directive",
        "options stand directly under the line :::{{name}}, without an empty line between",
    ),
    Slip(
        r"\{\{[\s\S]{0,300}?\}\}|\{%[\s\S]{0,300}?%\}|<%[\s\S]{0,300}?%>",
        "foreign",
        "'{0}' is a template's or a shortcode, which is not read in a page",
        "write the words themselves; to show it, put it between back quotes",
    ),
    Slip(
        r"\{/[^{}]{0,300}/\}",
        "foreign",
        "the comment '{0}' is not read",
        "delete it; to name a heading, write (id)= on the line above it",
    ),
    Slip(
        r"\{:?[ \t]*[#.][A-Za-z][^{}\n]*\}|\{:[^{}\n]+\}",
        "foreign",
        "attributes such as '{0}' are not read",
        _attributes,
    ),
    Slip(
        r"!?\[\[[^\[\]\n]+\]\]",
        "foreign",
        "'{0}' is a link of wikis, which is not read here",
        "write [words](page.md)",
    ),
    Slip(
        r"\[-?@[\w][^\]\n]*\]",
        "foreign",
        "'{0}' is not read as a citation",
        "write {{cite}}`id` with the id of a source",
    ),
    Slip(
        r"\[\^[^\]\n]+\]",
        "footnote",
        "there is no footnote '{0}'",
        "write its text in a line '{0}: …'",
    ),
    Slip(
        r"!?\[[^\[\]\n]*\]\([^()\n]*(?:\)|$)",
        "link",
        "'{0}' is not read as a link",
        _link,
    ),
    Slip(
        r"\[[^\[\]\n]+\][ \t]+\((?=[^\s()]*(?:\x02|\.md|\.html|#))[^()\n]*\)",
        "link",
        "'{0}' is not read as a link",
        "put the words and the address together: [words](address)",
    ),
    Slip(
        r"\([^()\n]+\)\[[^\[\]\n]*(?:\x02|\.md|/)[^\[\]\n]*\]",
        "link",
        "'{0}' is not read as a link",
        "the words stand in brackets, the address in parentheses: [words](address)",
    ),
    Slip(
        r"(?<!\w)\[[^\[\]\n]+\]\[[^\[\]\n]*\]",
        "link",
        "the address that '{0}' refers to is not defined",
        "write [words](address), or define it in a line: [name]: address",
    ),
    Slip(
        r"^(?:!!!|\?\?\?\+?)[ \t]+[\w\"].*$|^===\+?[ \t]+\".*$",
        "foreign",
        "'{0}' opens nothing here",
        "write :::{{callout}} Title, the text, and a line that is only :::",
    ),
    Slip(
        r"^\*\[[^\]\n]+\]:.*$",
        "foreign",
        "abbreviations such as '{0}' are not read",
        "define the word in content/glossary.yaml and write {{term}}`id`",
    ),
    Slip(
        r"^\[TOC\]$|^\[toc\]$",
        "foreign",
        "'{0}' is not read: the template shows the contents",
        "delete it",
    ),
    Slip(
        r"^#{2,}[^\s#].*$|^#{7,}.*$",
        "mark",
        "'{0}' is not read as a heading",
        "write two to six #, then a space",
        "warning",
    ),
    Slip(
        r"^\|.*\|[ \t]*(?:\n\|.*\|[ \t]*)*$"
        r"|^[^|\n]*[^|\s\\][ \t]+\|[ \t]+[^|\s][^\n]*(?:\n[^\n]*\S[ \t]+\|[ \t]+\S[^\n]*)+$",
        "table",
        "'{0}' is not read as a table",
        "a table's second line has as many columns as its first: |---|---|",
        "warning",
    ),
    Slip(
        r"\$\$[\s\S]{1,300}?\$\$|(?<![\w$])\$(?=[^\s$])[^$\n]*[\\^_{=][^$\n]*(?<=\S)\$(?!\d)",
        "foreign",
        "formulas such as '{0}' are not set",
        "say it in words, or put it between back quotes",
        "warning",
    ),
    Slip(
        r"(?<=\w)~\w{1,12}~|(?<=\w)\^\w{1,12}\^|(?<![\w~])~[^~\s](?:[^~\n]*[^~\s])?~(?![\w~])",
        "foreign",
        "the marks of '{0}' are not read",
        "words are struck out by two on each side: ~~words~~; there are no raised or lowered ones",
        "warning",
    ),
    Slip(
        r"(?<!=)==[^=\s](?:[^=\n]*[^=\s])?==(?!=)",
        "foreign",
        "the marks of '{0}' are not read",
        "write **words**",
        "warning",
    ),
    Slip(
        r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])",
        "foreign",
        "'{0}' is not read as a picture",
        "delete it, or type the character itself",
        "warning",
    ),
    Slip(
        r"^\([^()\n]*\)=$",
        "mark",
        "'{0}' is not read as a heading's name",
        "write (name)= in letters, digits and hyphens, alone on the line above the heading",
    ),
    Slip(
        r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
        "mark",
        "'{0}' is no character",
        "type the character itself; to show the mark, put it between back quotes",
        "warning",
    ),
    Slip(r"<!--", "mark", "the comment '{0}' is never closed", "end it with -->"),
    Slip(
        r"`+",
        "mark",
        "the back quote '{0}' has no partner",
        "close the code with as many as began it, or write \\` for the mark itself",
        "warning",
    ),
    Slip(
        r"\*\*+",
        "mark",
        "the marks '{0}' have no partner",
        "strong words have two on each side and no space inside: **words**; the mark itself is \\*",
        "warning",
    ),
)
ANY = "|".join(f"(?P<slip{number}>{slip.pattern})" for number, slip in enumerate(SLIPS))


def may_be_in(children: Sequence[Token]) -> bool:
    """Whether a block's text is worth a closer look: most are words alone."""
    return len(children) != 1 or bool(TOUCHED.search(children[0].content))


def in_line(
    children: Sequence[Token], line: int, places: Places, footnotes: Iterable[str]
) -> Iterator[Diagnostic]:
    """Walk the slips of one block's text; ``footnotes`` are the labels that are defined."""
    text, pieces = _flat(children)
    if not TOUCHED.search(text) or not _pattern(SUSPECT).search(text):
        return
    for match in _pattern(ANY).finditer(text):
        slip = SLIPS[int((match.lastgroup or "").removeprefix("slip"))]
        written = _written(match, pieces)
        place = places.first((written, written.split("\n")[0], match[0][:1]), line)
        shown = " ".join(written.split())
        shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
        hint = slip.hint(written) if callable(slip.hint) else slip.hint.format(shown)
        if slip.kind == "footnote":
            hint = nearest(shown, [f"[^{label}]" for label in footnotes]) or hint
        yield Diagnostic(place, slip.severity, KINDS[slip.kind], slip.message.format(shown), hint)


def _written(match: re.Match[str], pieces: list[str]) -> str:
    """Return what was found with what its signs stand for."""
    before = len(SIGN.findall(match.string[: match.start()]))
    parts = SIGN.split(match[0])
    signs = [*pieces[before : before + len(parts) - 1], ""]
    return "".join(part + sign for part, sign in zip(parts, signs, strict=True))


def _flat(children: Sequence[Token]) -> tuple[str, list[str]]:
    """Return a block's text with signs in the places of what is none, and what each stands for."""
    if len(children) == 1 and children[0].type == "text":
        return children[0].content, []
    parts: list[str] = []
    pieces: list[str] = []
    address = False
    for child in children:
        if child.type == "text" and not address:
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.nesting == 0:
            parts.append(CODE if child.type == "code_inline" else OTHER)
            pieces.append(_as_written(child))
        elif child.type in ("link_open", "link_close"):
            address = child.nesting > 0 and child.info == "auto"
            parts.append(OTHER)
            pieces.append("")
    return "".join(parts), pieces


def _as_written(token: Token) -> str:
    """Return a token as it most likely stands in the page."""
    if token.type == "code_inline":
        return f"{token.markup}{token.content}{token.markup}"
    if token.type == "myst_role":
        return str(token.meta["raw"])
    return token.markup if token.type == "text_special" else token.content


LOOKED_AT = {"fence", "code_block", "heading_open", "table_open"}
INDENTED = rf"\{{(?:{ROLES})\}}`|:::\{{"  # in a block that is shown as code
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?$")
FENCE_END = re.compile(r"[`~]{3,}[ \t]*$")
FRONT = re.compile(r"[a-z_]+:(?: .*)?$")


def in_blocks(tokens: list[Token], places: Places) -> Iterator[Diagnostic]:
    """Walk what is amiss with a page's blocks: fences, conflicts, titles, tables, front matter."""
    lines = places.text.split("\n")
    conflicts = list(_conflicts(tokens, lines, places))
    yield from conflicts
    for index, token in enumerate(tokens):
        if token.type not in LOOKED_AT or not token.map:
            continue
        line = token.map[0]
        if token.type == "fence":
            yield from _fence(token, lines, places)
        elif token.type == "code_block" and _pattern(INDENTED).search(token.content):
            message = (
                "these lines are shown as code, because four spaces or a tab stand before them"
            )
            hint = "delete the spaces; to show code, put it between lines that are only ```"
            yield Diagnostic(places.line(line), "warning", "lost-indent", message, hint)
        elif token.type == "heading_open":
            content = tokens[index + 1].content
            stray = token.markup == "-" and index > 0 and tokens[index - 1].type == "hr"
            if stray and all(FRONT.match(one) or one[:1] in " -" for one in content.split("\n")):
                message = "these lines are front matter, which is read at the top of a file alone"
                hint = "move them between the first two lines that are only ---, or delete them"
                place = places.line(line - 1 if line else line)
                yield Diagnostic(place, "error", "stray-front-matter", message, hint)
            elif token.tag == "h1" and not conflicts:
                message = "a page has one title, that of its front matter"
                hint = f"delete this one, or write ## {content}"
                yield Diagnostic(places.line(line), "warning", "second-title", message, hint)
        elif token.type == "table_open":
            yield from _table(tokens, index, lines, places)


def _fence(token: Token, lines: list[str], places: Places) -> Iterator[Diagnostic]:
    start, end = token.map or (0, 0)
    last = lines[end - 1].lstrip(" \t>") if end - 1 > start else ""
    place = places.line(start, max(1, lines[start].find(token.markup) + 1))
    if not (FENCE_END.match(last) and last.startswith(token.markup)):
        message = "this block of code is never closed, so that all below it would be code"
        hint = f"end it with a line that is only {token.markup}"
        yield Diagnostic(place, "error", "unclosed-fence", message, hint)
    elif token.info.lstrip().startswith("{"):
        message = f"'{token.markup}{token.info}' opens no directive"
        hint = f"write {token.markup}{{name}}, or for code its language alone: {token.markup}python"
        yield Diagnostic(place, "error", "failed-directive", message, hint)


def _conflicts(tokens: list[Token], lines: list[str], places: Places) -> Iterator[Diagnostic]:
    """Walk the marks that a merge has left, those in code left out."""
    if "<<<<<<<" not in places.text and ">>>>>>>" not in places.text:
        return
    code = {
        line
        for token in tokens
        if token.type in ("fence", "code_block") and token.map
        for line in range(*token.map)
    }
    marked = [n for n, line in enumerate(lines) if CONFLICT.match(line) and n not in code]
    for number in [n for n in marked if lines[n].startswith("<")] or marked:
        message = "a merge left a conflict here"
        hint = "keep one of the two versions, and delete the lines of <<<<<<<, ======= and >>>>>>>"
        yield Diagnostic(places.line(number), "error", "merge-conflict", message, hint)


def _table(
    tokens: list[Token], index: int, lines: list[str], places: Places
) -> Iterator[Diagnostic]:
    """Walk the rows of a table that have more cells than it has columns, or no cells at all."""
    columns, first = 0, tokens[index].map or [0, 0]
    titles: list[str] = []
    for token, following in zip(tokens[index:], tokens[index + 1 :], strict=False):
        if token.type == "table_close":
            return
        if token.type == "th_open":
            columns += 1
            title = tidied(following.content)
            if title and title in titles:
                message = f"two columns of this table have the title '{title}'"
                hint = "say in each title what its column holds"
                place = places.line(first[0])
                yield Diagnostic(place, "warning", "table-titles", message, hint)
            titles.append(title)
        if token.type != "tr_open" or not token.map or token.map[0] == first[0]:
            continue
        row = lines[token.map[0]].strip(" \t>")
        row = re.sub(r"\\\\|\\\|", "", row) if "\\" in row else row
        cells = row.removeprefix("|").removesuffix("|").count("|") + 1
        place = places.line(token.map[0])
        if cells > columns:
            message = f"this row has {cells} cells, and its table {columns} columns"
            hint = r"give the first two lines as many columns; a | in a cell is written \|"
            yield Diagnostic(place, "error", "table-cells", message, hint)
        elif "|" not in row or ("-" in row and not row.strip("|-: \t")):
            message = "this line would be a row of the table above it"
            hint = "put an empty line between the table and the text"
            if "|" in row:
                hint = "delete it: one line of hyphens parts the titles from the rows"
            yield Diagnostic(place, "warning", "lost-table", message, hint)
