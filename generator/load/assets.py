"""Static files: published under names that carry a fingerprint of their content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import files
from generator.diagnostics import Code, Diagnostics, Location, nearest
from generator.model.site import Site

CODES = (
    Code(
        "missing-asset",
        means="A style sheet names a file that is not in `static/`.",
        mend="Correct the name after `url(`, or add the file.",
    ),
)

URL = re.compile(r"""url\(\s*(['"]?)(?!data:|https?:|#)([^'")?#]+)([?#][^'")]*)?\1\s*\)""")


@dataclass(frozen=True)
class Asset:
    """A static file: ``name`` below ``static/``, ``path`` where it is published, its bytes."""

    name: str
    path: str
    data: bytes
    digest: str


def load(site: Site, found: Diagnostics) -> dict[str, Asset]:
    """Return the site's assets by name; addresses in style sheets lead to published names."""
    assets: dict[str, Asset] = {}
    sheets: list[tuple[str, Path]] = []
    for path in files.walk(site.source, "static"):
        name = path.relative_to(site.source / "static").as_posix()
        if path.suffix == ".css":
            sheets.append((name, path))
        else:
            assets[name] = _asset(name, path.read_bytes())
    for name, path in sheets:
        text = files.read_text(site.source, path).text
        assets[name] = _asset(name, _with_published_names(name, text, assets, found).encode())
    return assets


def _asset(name: str, data: bytes) -> Asset:
    fingerprint = files.digest(data)[:10]
    pure = PurePosixPath(name)
    path = str(PurePosixPath("assets") / pure.with_name(f"{pure.stem}.{fingerprint}{pure.suffix}"))
    return Asset(name, path, data, files.digest(data))


def _with_published_names(
    sheet: str, text: str, assets: dict[str, Asset], found: Diagnostics
) -> str:
    """Return a style sheet whose ``url(…)`` name published files, relative to its own place."""

    def replace(match: re.Match[str]) -> str:
        target = _resolve(sheet, match[2])
        asset = assets.get(target)
        if asset is None:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
            place = Location(f"static/{sheet}", line, column)
            message = f"there is no file 'static/{target}'"
            found.error(place, "missing-asset", message, nearest(target, assets))
            return match[0]
        up = "../" * (len(PurePosixPath("assets", sheet).parts) - 1)
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
