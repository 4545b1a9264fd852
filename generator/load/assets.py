"""Static files: published under names that carry a fingerprint of their content.

Those in ``static/root/`` are published as they are, at the site's root.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from generator import files
from generator.diagnostics import Code, Diagnostics, Location, one_of
from generator.files import tokens
from generator.model.site import Site

CODES = (
    Code(
        "missing-asset",
        means="A style sheet names a file that is not in `static/`.",
        mend="Correct the name after `url(` or `@import`, or add the file.",
    ),
    Code(
        "style-import",
        means=(
            "An `@import` of a style sheet cannot be followed: it imports itself, by way of others "
            'perhaps, or is not written as `@import "name.css";` alone.'
        ),
        mend="Take the line away, or write it so.",
        example='@import "base.css";',
    ),
    Code(
        "foreign-asset",
        means=(
            "A style sheet names a file of another site, which the policy of the pages does not "
            "let browsers load."
        ),
        mend="Put the file into `static/`, and name it there.",
    ),
    Code(
        "static-address",
        means=(
            "A static file has a name that means something at an address of its own alone, such "
            "as a page's or `CNAME`; but static files are published below `/assets/`, under names "
            "with a fingerprint. Only those in `static/root/` stand at the site's root."
        ),
        mend="Write a page in `content/`, or move the file into `static/root/`.",
        example="static/root/CNAME",
    ),
)

ROOT = "root/"  # below static/: a file there takes the place of one that the site would make
URL = re.compile(r"""url\(\s*(['"]?)(?!data:|#)([^'")?#]+)([?#][^'")]*)?\1\s*\)""")
# What servers and search engines look for at the root of a site.
AT_THE_ROOT = {
    *("CNAME", "robots.txt", "sitemap.xml", "_headers", "_redirects", "ads.txt", "humans.txt"),
    *("security.txt", "manifest.webmanifest", "site.webmanifest", "service-worker.js", "sw.js"),
}
COMMENT = re.compile(r"[ \t]*/\*.*?\*/\n*", re.DOTALL)
# A script's comment that is a line of its own; what looks like one in a template is none.
SCRIPT_COMMENT = re.compile(r"(`(?:\\.|[^`\\])*`)|^[ \t]*//[^\n]*\n?", re.MULTILINE | re.DOTALL)
FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IMPORT = re.compile(r"""@import\s+["']([^"':]+)["']\s*;\n?""")
STRAY = re.compile(r"""@import\b(?!\s+["'][^"':]+["']\s*;|\s+url\()[^;{\n]*""")


class Asset(Struct, frozen=True):
    """A static file: ``name`` below ``static/``, ``path`` where it is published, its bytes."""

    name: str
    path: str
    data: bytes
    digest: str


def load(site: Site, found: Diagnostics, *, preview: bool = False) -> dict[str, Asset]:
    """Return the site's assets by name.

    In a preview, style sheets have no fingerprint, so that an edit of one makes no page anew.

    A style sheet has the text of those that it imports (``@import "base.css";``) in their place,
    no comments, and its addresses lead to published names; a script has no lines of comment, and
    an SVG the light theme's colours for tokens.
    """
    assets: dict[str, Asset] = {}
    texts: dict[str, str] = {}
    for path in files.walk(site.source, "static"):
        name = path.relative_to(site.source / "static").as_posix()
        if name.startswith(ROOT):
            data = files.read_bytes(site.source, path)
            assets[name] = Asset(name, name.removeprefix(ROOT), data, files.digest(data))
            continue
        if path.suffix in (".html", ".htm") or name in AT_THE_ROOT:
            message = "this file is not published at its own address, but below /assets/"
            hint = "move it into static/root/"
            if path.suffix in (".html", ".htm"):
                hint = "write it as a page in content/, or move it into static/root/"
            found.warning(Location(f"static/{name}"), "static-address", message, hint)
        if path.suffix in (".css", ".svg"):
            texts[name] = files.read_text(site.source, path).text
        elif path.suffix == ".js":
            text = files.read_text(site.source, path).text
            assets[name] = _asset(name, SCRIPT_COMMENT.sub(_template, text).encode())
        else:
            assets[name] = _asset(name, files.read_bytes(site.source, path))
    colours = tokens.parse(texts.get(tokens.SHEET, ""))["light"]
    # Drawings first: style sheets lead to them under their published names.
    for name in sorted(texts, key=lambda name: name.endswith(".css")):
        if name.endswith(".svg"):
            text = _with_colours(name, texts[name], colours, found)
        else:
            text = COMMENT.sub("", _joined((name,), texts, assets, found)).lstrip()
        bare = preview and name.endswith(".css")
        assets[name] = _asset(name, text.encode(), fingerprint=not bare)
    return assets


def _template(match: re.Match[str]) -> str:
    return match[1] or ""


def _asset(name: str, data: bytes, *, fingerprint: bool = True) -> Asset:
    digest, path = files.digest(data), PurePosixPath("assets", name)
    if fingerprint:
        path = path.with_name(f"{path.stem}.{digest[:10]}{path.suffix}")
    return Asset(name, str(path), data, digest)


def _with_colours(drawing: str, text: str, colours: dict[str, str], found: Diagnostics) -> str:
    """Return an SVG whose ``var(--name)`` are the light theme's colours."""
    try:
        return tokens.resolve(text, colours.get)
    except LookupError as error:
        place, message = Location(f"static/{drawing}"), str(error.args[0])
        found.error(place, "missing-token", message, "define it there, or name another")
        return text


def _joined(
    names: tuple[str, ...], texts: dict[str, str], assets: dict[str, Asset], found: Diagnostics
) -> str:
    """Return a style sheet with those that it imports; ``names`` are those around it and its own.

    One that is around it already is not imported again, and told.
    """
    sheet = names[-1]
    text = _with_published_names(sheet, names[0], texts[sheet], assets, found)

    def replace(match: re.Match[str]) -> str:
        target = _resolve(sheet, match[1])
        if target not in texts:
            _missing(sheet, text, match.start(), target, texts, found)
            return match[0]
        if target in names:
            if target == names[0]:
                message = "this style sheet imports itself"
                if sheet != target:
                    message = f"this imports 'static/{target}', which imports this one"
                place = _place(sheet, text, match.start())
                found.error(place, "style-import", message, "delete this line")
            return ""
        # What else is wrong in the other is told where that is published by itself.
        inner = Diagnostics()
        joined = _joined((*names, target), texts, assets, inner)
        found.extend(one for one in inner if one.code == "style-import")
        return joined

    made = IMPORT.sub(replace, text)
    if stray := STRAY.search(COMMENT.sub(_blanked, text)):
        message = f"'{stray[0].strip()[:60]}' is not read as an import"
        hint = 'write @import "name.css"; with the name of a file of static/, and no conditions'
        found.error(_place(sheet, text, stray.start()), "style-import", message, hint)
    return made


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _missing(
    sheet: str, text: str, start: int, target: str, known: Iterable[str], found: Diagnostics
) -> None:
    """Report that a style sheet names a file that is not there."""
    message = f"there is no file 'static/{target}'"
    found.error(_place(sheet, text, start), "missing-asset", message, one_of(target, known))


def _place(sheet: str, text: str, start: int) -> Location:
    line = text.count("\n", 0, start) + 1
    return Location(f"static/{sheet}", line, start - (text.rfind("\n", 0, start) + 1) + 1)


def _with_published_names(
    sheet: str, inside: str, text: str, assets: dict[str, Asset], found: Diagnostics
) -> str:
    """Return a style sheet whose ``url(…)`` name published files, as seen from ``inside``."""

    comments = [match.span() for match in COMMENT.finditer(text)]

    def replace(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in comments):
            return match[0]
        if FOREIGN.match(match[2]):
            place = _place(sheet, text, match.start())
            message = f"'{match[2][:60]}' is a file of another site, which no page loads"
            found.error(place, "foreign-asset", message, "put the file into static/")
            return match[0]
        target = _resolve(sheet, match[2])
        asset = assets.get(target)
        if asset is None:
            _missing(sheet, text, match.start(), target, assets, found)
            return match[0]
        up = "../" * (len(PurePosixPath("assets", inside).parts) - 1)
        return f'url("{up}{asset.path}{match[3] or ""}")'

    return URL.sub(replace, text)


def _resolve(sheet: str, address: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(sheet).parent / address).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
