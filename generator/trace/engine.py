"""The version of all that builds a site: this program, Python and the libraries.

Nothing is imported for it, so that a build with nothing to do stays fast.
"""

from __future__ import annotations

import contextlib
import sys
from functools import lru_cache
from pathlib import Path

from generator import __version__, files

LIBRARIES = frozenset(
    [
        "altair",
        "babel",
        "jinja2",
        "markdown_it_py",
        "markupsafe",
        "mdit_py_plugins",
        "narwhals",
        "polars",
        "pydantic",
        "pydantic_core",
        "pyyaml",
        "vl_convert_python",
    ]
)


@lru_cache(maxsize=1)
def digest() -> str:
    """Return a digest that changes with this program's code, with Python and with the libraries."""
    own = Path(__file__).parents[1]
    code = [
        (file, files.digest((own.parent / file).read_bytes()))
        for file, why in files.tree(own.parent, own.name)
        if not why
        if file.endswith(".py") and not file.startswith(f"{own.name}/skeleton/")
    ]
    return files.digest(repr((__version__, sys.version, code, _libraries())).encode())


def _libraries() -> list[str]:
    """Return the libraries as their installed metadata is named: ``jinja2-3.1.6.dist-info``."""
    found = set()
    for folder in map(Path, sys.path):
        with contextlib.suppress(OSError):
            found |= {path.name for path in folder.iterdir() if _library(path.name)}
    return sorted(found)


def _library(name: str) -> bool:
    if not name.endswith((".dist-info", ".egg-info")):
        return False
    return name.split("-", maxsplit=1)[0].lower() in LIBRARIES
