"""Static files: published under names that carry a fingerprint of their content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

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
)

URL = re.compile(r"""url\(\s*(['"]?)(?!data:|https?:|#)([^'")?#]+)([?#][^'")]*)?\1\s*\)""")
COMMENT = re.compile(r"[ \t]*/\*.*?\*/\n*", re.DOTALL)
IMPORT = re.compile(r"""@import\s+["']([^"':]+)["']\s*;\n?""")


@dataclass(frozen=True)
class Asset:
    """A static file: ``name`` below ``static/``, ``path`` where it is published, its bytes."""

    name: str
    path: str
    data: bytes
    digest: str


def load(site: Site, found: Diagnostics) -> dict[str, Asset]:
    """Return the site's assets by name.

    A style sheet has the text of those that it imports (``@import "base.css";``) in their place,
    no comments, and its addresses lead to published names; an SVG has the light theme's colours
    for tokens.
    """
    assets: dict[str, Asset] = {}
    texts: dict[str, str] = {}
    for path in files.walk(site.source, "static"):
        name = path.relative_to(site.source / "static").as_posix()
        if path.suffix in (".css", ".svg"):
            texts[name] = files.read_text(site.source, path).text
        else:
            assets[name] = _asset(name, files.read_bytes(site.source, path))
    colours = tokens.parse(texts.get(tokens.SHEET, ""))["light"]
    # Drawings first: style sheets lead to them under their published names.
    for name in sorted(texts, key=lambda name: name.endswith(".css")):
        if name.endswith(".svg"):
            text = _with_colours(name, texts[name], colours, found)
        else:
            text = COMMENT.sub("", _joined((name,), texts, assets, found)).lstrip()
        assets[name] = _asset(name, text.encode())
    return assets


def _asset(name: str, data: bytes) -> Asset:
    fingerprint = files.digest(data)[:10]
    pure = PurePosixPath(name)
    path = str(PurePosixPath("assets") / pure.with_name(f"{pure.stem}.{fingerprint}{pure.suffix}"))
    return Asset(name, path, data, files.digest(data))


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

    One that is around it already is not imported again.
    """
    sheet = names[-1]
    text = _with_published_names(sheet, names[0], texts[sheet], assets, found)

    def replace(match: re.Match[str]) -> str:
        target = _resolve(sheet, match[1])
        if target not in texts:
            _missing(sheet, text, match.start(), target, texts, found)
            return match[0]
        # What is wrong in the other is told where that is published by itself.
        return "" if target in names else _joined((*names, target), texts, assets, Diagnostics())

    return IMPORT.sub(replace, text)


def _missing(
    sheet: str, text: str, start: int, target: str, known: Iterable[str], found: Diagnostics
) -> None:
    """Report that a style sheet names a file that is not there."""
    line = text.count("\n", 0, start) + 1
    place = Location(f"static/{sheet}", line, start - (text.rfind("\n", 0, start) + 1) + 1)
    message = f"there is no file 'static/{target}'"
    found.error(place, "missing-asset", message, one_of(target, known))


def _with_published_names(
    sheet: str, inside: str, text: str, assets: dict[str, Asset], found: Diagnostics
) -> str:
    """Return a style sheet whose ``url(…)`` name published files, as seen from ``inside``."""

    def replace(match: re.Match[str]) -> str:
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
