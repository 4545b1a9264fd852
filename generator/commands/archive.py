"""``explainer archive``: copies of explainers that never change, for those who cite them.

A copy stands at ``/en/2026-11-27/deal/``, with all that it needs and the files of its charts and
data beside it; it runs no script. The files go to ``static/root/``, from where every build
publishes them as they are, and their fingerprints to ``content/archive.yaml``.
"""

from __future__ import annotations

import argparse
import datetime
import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct, field

from generator import files
from generator.build.memory import MemoryBuilder
from generator.build.report import Made, Options
from generator.commands import DONE, schema
from generator.commands import options as shared
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, one_of
from generator.files import yaml
from generator.files.clock import today
from generator.load.archive import ARCHIVE
from generator.load.assets import ROOT
from generator.model.archive import ArchiveRecord
from generator.model.page import Page
from generator.render.outputs import pages

CODES = (
    Code(
        "not-archived",
        means=(
            "`explainer archive` cannot make what it was asked for: there is no explainer of that "
            "name, or the site's address is one of this computer, at which nobody could look the "
            "copy up."
        ),
        mend="Name an explainer by its file below the language's folder; give `--base-url`.",
        example="explainer archive how-high --base-url https://example.org/",
    ),
)

HEADER = """# Written by `explainer archive`. Do not edit: it says which copies are kept, with the
# fingerprints of their files, so that none is altered unnoticed.
"""
SCRIPT = re.compile(r"<script\b.*?</script>\s*", re.DOTALL)
ADDRESS = re.compile(r'\s(href|src|data-[a-z-]+)="([^"]*)"')
URL = re.compile(r"""url\(["']?(?!data:|#)([^"')?#]+)""")
SHARED = "archive/"  # where copies have their style sheets and fonts: each is there once


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "pages", metavar="PAGE", nargs="*", help="an explainer: deal; without any, all are copied"
    )
    shared.site(parser)


def run(options: argparse.Namespace) -> int:
    """Make the copies of today, and write them down."""
    report = MemoryBuilder(Options(options.source, options.source, options.base_url)).make()
    if report.failed or report.made is None:
        raise DiagnosticError(*(one for one in report.diagnostics if one.severity == "error"))
    archive = _Archive(report.made, report.files, today())
    for line in archive.copy(options.pages):
        print(line)
    return DONE


class _Archive(Struct):
    """Copies of one day while they are made; ``stored`` are files below ``static/root/``."""

    made: Made
    published: Mapping[str, bytes]
    day: datetime.date
    stored: dict[str, bytes] = field(default_factory=dict)

    def copy(self, asked: list[str]) -> list[str]:
        """Copy pages, those of ``asked`` or all, and say what was done, line by line.

        Raises:
            DiagnosticError: one is not there, or nothing can be written.
        """
        site, content = self.made.site, self.made.content
        explainers = [page for page in content.pages if page.is_explainer]
        ids = list(dict.fromkeys(page.id for page in explainers))
        for id in asked:
            if id not in ids:
                raise _refused(id, f"there is no explainer '{id}'", one_of(id, ids))
        if urlsplit(site.base_url).hostname in ("localhost", "127.0.0.1"):
            message = f"nobody could look up a copy at {site.base_url}"
            raise _refused("--base-url", message, "give the site's address with --base-url")
        known = content.archive or ArchiveRecord()
        copies = {
            id: {code: [*days] for code, days in by.items()} for id, by in known.copies.items()
        }
        lines = []
        for page in explainers:
            if asked and page.id not in asked:
                continue
            days = copies.setdefault(page.id, {}).setdefault(page.locale.code, [])
            path = page.copy_path(self.day)
            if self.day in days:
                lines.append(f"/{path} is kept already, and stays as it is")
                continue
            days.append(self.day)
            self._page(page, days)
            lines.append(f"/{path} is kept")
        self._write(known, copies)
        return lines

    def _page(self, page: Page, days: list[datetime.date]) -> None:
        """Store a page's copy, and what it needs."""
        html = pages.html(self.made.shell, page, self.made.inputs, copied=self.day)
        folder = page.copy_path(self.day)
        start = self.made.site.url("")

        def moved(match: re.Match[str]) -> str:
            address = unescape(match[2])
            if not address.startswith(start) or address.startswith("//"):
                return match[0]
            target, mark, rest = re.sub(r"([?#])", r"\n\1\n", address, count=1).partition("\n")
            path = unquote(target.removeprefix(start))
            if path.endswith(".js"):
                return ""  # no script is left that would load it
            kept = self._kept(path, page)
            seen = posixpath.relpath(f"/{kept}", f"/{folder}") + ("/" if path.endswith("/") else "")
            tail = (mark + rest).replace("\n", "")
            return f' {match[1]}="{escape(quote(seen) + tail)}"'

        text = ADDRESS.sub(moved, SCRIPT.sub("", html))
        self.stored[f"{folder}index.html"] = text.encode()

    def _kept(self, path: str, page: Page) -> str:
        """Return where a file stands for the copy: one of its own, or where it is published."""
        data = self.published.get(path)
        charts = self.made.content.section_path("charts", page.locale.code)
        if data is None or path.endswith((".html", ".xml")):
            return path
        if path.startswith("assets/"):
            kept = f"{SHARED}{path}"
            self.stored[kept] = data
            for name in URL.findall(data.decode()) if path.endswith(".css") else ():
                self._kept(posixpath.normpath(f"{posixpath.dirname(path)}/{name}"), page)
        elif path.startswith(("data/", charts)):
            kept = f"{page.folder}{self.day}/{path.removeprefix(page.folder)}"
            self.stored[kept] = data
        else:
            kept = path
        return kept

    def _write(
        self, known: ArchiveRecord, copies: dict[str, dict[str, list[datetime.date]]]
    ) -> None:
        """Write the files, those that are there already excepted, and then the record."""
        source, place = self.made.site.source, Location(ARCHIVE)
        prints = dict(known.files)
        try:
            for path, data in self.stored.items():
                if path not in prints:
                    files.put(source / "static" / ROOT / path, [data])
                    prints[path] = files.digest(data)
            record = {"copies": copies, "files": dict(sorted(prints.items()))}
            text = schema.comment(ARCHIVE) + HEADER + yaml.dump(record)
            files.put(source / ARCHIVE, [text.encode()])
        except OSError as error:
            message, hint = f"cannot be written: {error.strerror}", "look at its permissions"
            raise DiagnosticError(
                Diagnostic(place, "error", "unwritable", message, hint)
            ) from error


def _refused(place: str, message: str, hint: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic(Location(place), "error", "not-archived", message, hint))
