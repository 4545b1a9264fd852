"""Skeletons that pass every check: a page in every language, a whole small site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator import config, load, snapshot
from generator.diagnostics import Diagnostic, DiagnosticError, Diagnostics, Location

SKELETON = Path(__file__).parent / "skeleton"
PAGE = """---
title: {title}
summary: ""
---
{body}
"""


def page(source: Path, name: str) -> list[Path]:
    """Make a page in every language of the site, and return the files.

    Raises:
        DiagnosticError: the name is no file name, or a file of that name is there.
    """
    site = config.load(source)
    name = name.removesuffix(".md")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*", name):
        message = f"'{name}' is no page's name: small letters, digits and hyphens"
        raise _fault(Location(name), "bad-name", message)
    paths = [source / "content" / locale.code / f"{name}.md" for locale in site.locales]
    for path in paths:
        if path.exists():
            raise _fault(Location(str(path)), "exists", "this page is there already")
    strings = load.load(site, snapshot.scan(source), Diagnostics()).strings.get("new_page", {})
    title = name.split("/")[-1].replace("-", " ").capitalize()
    for locale, path in zip(site.locales, paths, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        body = strings.get(locale.code, "…")
        path.write_text(PAGE.format(title=title, body=body), encoding="utf-8")
    return paths


def site(folder: Path) -> None:
    """Make a small site on its own subject that builds, checks and serves as it is.

    Raises:
        DiagnosticError: the folder is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "this folder is not empty"
        raise _fault(Location(str(folder)), "exists", message, "name a new one")
    for name in ("templates", "static"):
        shutil.copytree(_design(name), folder / name)
    shutil.copytree(
        SKELETON / "content", folder / "content", ignore=shutil.ignore_patterns("__pycache__")
    )


def _design(name: str) -> Path:
    """Return the templates or static files of an installed copy, or of the checkout."""
    installed = SKELETON / name
    return installed if installed.is_dir() else Path(__file__).parent.parent / name


def _fault(place: Location, code: str, message: str, hint: str = "") -> DiagnosticError:
    return DiagnosticError(Diagnostic(place, "error", code, message, hint))
