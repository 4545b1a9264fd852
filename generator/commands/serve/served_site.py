"""What the preview serves: the last good build, and the errors found since."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct

from generator import files
from generator.commands import terminal as console
from generator.diagnostics import Diagnostic, as_text, excerpt

SHEET = re.compile(rb"""=["']?([^"'\s<>=()]+\.css)\b""")
ERROR_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not built</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"></head>
<body><main><h1>This site has errors</h1><pre>{errors}</pre>
<p>Mend them and save: this page reloads by itself.</p></main></body></html>
"""


class Response(Struct, frozen=True):
    """An HTTP response: status, the file's name, its bytes; a page's style sheets by address.

    Each has the digest of its bytes after a question mark, so that another version is asked for.
    """

    status: int
    name: str
    data: bytes
    sheets: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The page's version: status, digest of its bytes, digest of its style sheets'.

        Two versions that differ in the last part alone are one page with other style sheets.
        """
        styled = files.digest(repr(self.sheets).encode())
        return f"{self.status}-{files.digest(self.data)}-{styled}"


def differ_in_style_alone(one: str, other: str) -> bool:
    """Say whether two versions are the same page with other style sheets."""
    return one.rpartition("-")[0] == other.rpartition("-")[0]


class Fault(Struct, frozen=True):
    """An error as it is shown: with the line it is in, as that line was when it was found."""

    diagnostic: Diagnostic
    text: str
    excerpt: str

    def as_json(self) -> dict[str, object]:
        """Return what a browser is told."""
        return {**self.diagnostic.as_json(), "excerpt": self.excerpt}


def faults(diagnostics: Iterable[Diagnostic], source: Path) -> tuple[Fault, ...]:
    """Return the errors among diagnostics, each with its line."""
    line_of = console.lines_of(source)
    return tuple(
        Fault(one, as_text(one, line_of), "\n".join(excerpt(one, line_of)))
        for one in diagnostics
        if one.severity == "error"
    )


class ServedSite(Struct, frozen=True):
    """The files of the last good build, and the errors that keep newer ones from being built.

    Unless it ``is_complete``, more files are being made, and who asks for one waits for it.
    """

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...] = ()
    is_complete: bool = True

    def folder(self, path: str) -> str | None:
        """Return the address to redirect a folder's path without its last slash to, or None."""
        name = unquote(path).strip("/")
        missing = name and not path.endswith("/") and f"{name}/index.html" in self.files
        return f"/{quote(name)}/" if missing else None

    def lacks(self, path: str) -> bool:
        """Say whether what is at a path may still be made."""
        there = not self.files or file_name(path) in self.files or self.folder(path)
        return not (self.is_complete or there)

    def find(self, path: str) -> Response:
        """Return what is served at a path, as it stands between the host and the question mark."""
        name = file_name(path)
        if not self.files:
            return Response(503, "errors.html", self._error_page())
        if name in self.files:
            return self._page(200, name, self.files[name])
        return self._page(404, "404.html", self.files.get("404.html", b"Not found"))

    def _page(self, status: int, name: str, data: bytes) -> Response:
        named = dict.fromkeys(SHEET.findall(data)) if name.endswith(".html") else ()
        addresses = (sheet.decode() for sheet in named)
        sheets = {address: self.files.get(unquote(address).lstrip("/")) for address in addresses}
        return Response(
            status,
            name,
            data,
            tuple(f"{one}?{files.digest(sheet)[:10]}" for one, sheet in sheets.items() if sheet),
        )

    def changed(self, before: ServedSite) -> set[str]:
        """Return the names of the files that are not what they were.

        A new file is among them if it could be missed before: see ``is_complete``.
        """
        names = {*before.files, *(self.files if before.is_complete else ())}
        return {name for name in names if self.files.get(name) != before.files.get(name)}

    def _error_page(self) -> bytes:
        text = "\n".join(fault.text for fault in self.faults)
        return ERROR_PAGE.format(errors=html.escape(text)).encode()


def file_name(path: str) -> str:
    """Return the name of the file at an address's path."""
    name = unquote(path).lstrip("/")
    return name if name and not name.endswith("/") else f"{name}index.html"


def used_elsewhere(names: Iterable[str]) -> list[str]:
    """Return the files that a page may have asked for after it was loaded: data, say.

    Pages and style sheets are known by the version of the page that shows them.
    """
    return sorted(name for name in names if not name.endswith((".html", ".css")))
