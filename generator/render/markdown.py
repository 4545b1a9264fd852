"""A page as Markdown that needs nothing of this program: for machines that read and quote.

Its stats are numbers, its citations links to what they cite, its directives their words. It is made
from the editor's own text, line by line, and not from the parsed page: what that text has of plain
Markdown stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.components import ALIASES, DIRECTIVES, ROLES, known, role_pattern
from generator.components.pictures import largest
from generator.diagnostics import Location
from generator.model.document import DirectiveUse, RoleUse, link_target, picture_name
from generator.model.picture import ENDINGS
from generator.model.text import by_source
from generator.parse.myst import FENCE, OPENING, OPTION

if TYPE_CHECKING:
    from generator.components.specification import Directive
    from generator.render.page_context import PageContext

LINK = re.compile(r"(?<=\]\()([^)\s]+)")
DROPPED = re.compile(r"\([^()\s]+\)=[ \t]*$|%|\+{3}[ \t]*$")  # a heading's id, a comment, a break
ITEM = re.compile(r"([ \t]*[-*+][ \t]+)(.*)$")


class _Open(Struct):
    """A directive that is not at its end: what closes it, and the titles of its parts to come.

    ``begun`` is whether its body has: before, lines may be options.
    """

    fence: str
    directive: Directive
    argument: str
    titles: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    begun: bool = False


def page(body: str, permalink: str, context: PageContext) -> str:
    """Return a page's body as Markdown; ``context`` notes the sources that it cites."""
    whole = role_pattern().sub(lambda match: match[0].replace("\n", " "), body)
    lines = "\n".join(_lines(whole, permalink, context))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def words(text: str, permalink: str, context: PageContext) -> str:
    """Return a text with its roles and links replaced."""

    def role(match: re.Match[str]) -> str:
        use = RoleUse(match[1], match[3], Location(""))
        if ROLES[use.name].cites:
            names = by_source(ROLES[use.name].ids(use.text))
            return "".join(_cited(id, context) for id in names)
        return ROLES[use.name].text(use, context)

    shown = role_pattern().sub(role, text)
    return LINK.sub(lambda match: address(match[1], permalink, context), shown)


def address(href: str, permalink: str, context: PageContext) -> str:
    """Return the whole address that a link leads to."""
    site, code = context.site, context.locale.code
    if href.startswith("#"):
        return f"{permalink}{href}"
    if target := link_target(href, code, context.page_id):
        locale, _, id = target[0].partition(":")
        path = context.inputs.page_path(locale, id)
        return href if path is None else site.absolute_url(path) + target[1]
    if href.endswith(ENDINGS) and (name := picture_name(href)):
        return site.absolute_url(largest(context.picture(name)))
    if href.startswith("/") and not href.startswith("//"):
        return site.base_url + href[1:]
    return href


def _cited(id: str, context: PageContext) -> str:
    """Return a source's number, as a link where it has an address."""
    number, url = context.cite(id, ""), context.source(id).url(context.locale.code)
    return f"[\\[{number}\\]]({url})" if url else f"\\[{number}\\]"


def _lines(body: str, permalink: str, context: PageContext) -> Iterator[str]:
    opened: list[_Open] = []
    code = ""  # the fence of a code block, in which nothing is replaced
    for line in body.split("\n"):
        inner = line.strip()
        if code:
            yield line
            code = "" if inner.startswith(code) and not inner.strip(code[0]) else code
        elif opened and inner.startswith(opened[-1].fence) and not inner.strip(inner[0]):
            yield from _closing(opened.pop(), permalink, context)
        elif (match := OPENING.match(inner)) and known(match[2]):
            name, _ = ALIASES.get(match[2], (match[2], {}))
            opened.append(_Open(match[1].strip(), DIRECTIVES[name], (match[3] or "").strip()))
            yield from _opening(opened[-1], permalink, context)
        elif fence := FENCE.match(inner):
            code = fence[0]
            yield line
        elif opened:
            yield from _inside(opened[-1], line, permalink, context)
        elif not DROPPED.match(inner):
            yield words(line, permalink, context)


def _opening(one: _Open, permalink: str, context: PageContext) -> Iterator[str]:
    """Walk the lines that a directive begins with: its title, if it has one."""
    yield ""
    argument = one.directive.argument
    if one.argument and argument is not None and argument.kind == "text":
        first, *one.titles = [title.strip() for title in one.argument.split("|")]
        yield f"**{words(first, permalink, context)}**"
        yield ""


def _shown(one: _Open, permalink: str, context: PageContext) -> Iterator[str]:
    """Walk what a directive shows before its body, once its options are known."""
    one.begun = True
    if one.directive.markdown is not None:
        use = DirectiveUse(one.directive.name, one.argument, one.options, [], Location(""))
        for line in one.directive.markdown(use, context).split("\n"):
            yield words(line, permalink, context)


def _closing(one: _Open, permalink: str, context: PageContext) -> Iterator[str]:
    """Walk the lines that a directive ends with."""
    if not one.begun:
        yield from _shown(one, permalink, context)
    yield ""


def _inside(one: _Open, line: str, permalink: str, context: PageContext) -> Iterator[str]:
    """Walk what a line of a directive's body comes to."""
    inner = line.strip()
    if not one.begun and (option := OPTION.match(inner)):
        one.options[option[1]] = (option[2] or "").strip()
        return
    if not one.begun:
        yield from _shown(one, permalink, context)
    if inner.startswith("+++") and one.titles:
        yield from ("", f"**{words(one.titles.pop(0), permalink, context)}**", "")
    elif not DROPPED.match(inner):
        item = ITEM.match(line)
        if item and one.directive.line is not None:
            line = item[1] + one.directive.line(item[2], context.locale)
        yield words(line, permalink, context)
