"""``explainer check``: every check; and if asked for, the outside links, the fact-check sheets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build import incremental
from generator.commands import options as shared
from generator.commands import summary
from generator.diagnostics import DiagnosticError, Diagnostics
from generator.files.cache import Cache

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from generator.build.report import Made, Report
    from generator.commands.check.fact_sheet_diff import Sheet


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    shared.site(parser)
    parser.add_argument(
        "--external", action="store_true", help="ask whether outside addresses answer, slowly"
    )
    parser.add_argument(
        "--sheet", type=Path, metavar="DIR", help="write the fact-check sheets there"
    )
    parser.add_argument(
        "--readability", action="store_true", help="say how hard each summary and page is to read"
    )
    shared.report(parser)


def run(options: argparse.Namespace) -> int:
    """Check the site, and say what was found."""
    asked = incremental.Options(options.source, Path(), options.base_url, options.drafts)
    report = summary.watched(incremental.check, asked, options)
    if options.external and report.made:
        _ask_outside(report, report.made, options.source)
    if options.sheet and not report.failed:
        from generator.commands.check import fact_sheet

        try:
            sheets = fact_sheet.write(report, options.sheet)
        except DiagnosticError as error:
            report.diagnostics.extend(error.diagnostics)
        else:
            if options.format != "json":
                _tell_proven(sheets)
    if options.readability and report.made and options.format != "json":
        _tell_readability(report.made)
    done = f"checked, sheets in {options.sheet}" if options.sheet else "checked"
    return summary.tell(report, options, done)


def _tell_proven(sheets: Sequence[Sheet]) -> None:
    """Print how many claims are proven by a passage, by page and in all."""
    counts = [(sheet.file, sheet.proven, sheet.asked) for sheet in sheets]
    whole = ("all", sum(sheet.proven for sheet in sheets), sum(sheet.asked for sheet in sheets))
    for name, proven, asked in [*counts, whole]:
        print(f"{name}: {proven:,} of {summary.plural(asked, 'claim')} proven by a passage")


def _tell_readability(made: Made) -> None:
    """Print how hard each summary and each explainer is to read, by its language's formula."""
    from generator import parse
    from generator.checks.readability import measured
    from generator.language import find
    from generator.load import front_matter

    for page in made.content.pages:
        if (ease := find(page.locale.tag).ease) is None:
            continue
        document = parse.parse(front_matter.again(made.site, page))
        for one in measured(made.site, document):
            limit = "" if one.limit is None else f", limit {one.limit:g}"
            words = summary.plural(one.reading.counts.words, "word")
            print(f"{page.file}: {one.part} {one.score:.1f}{limit} ({ease.name}), {words}")


def _ask_outside(report: Report, made: Made, source: Path) -> None:
    """Add to a report what the outside addresses answered."""
    from generator.commands.check import external_links

    def progress(done: int, count: int) -> None:
        print(f"\r{done} of {count} addresses", end="", file=sys.stderr, flush=True)

    def quiet(done: int, count: int) -> None:
        return

    shown = sys.stderr.isatty()
    links = external_links.links(made.site, made.content)
    cache = Cache(source / ".explainer" / "cache")
    found = external_links.check(links, cache, tell=progress if shown else quiet)
    if shown:
        print(file=sys.stderr)
    report.diagnostics = list(Diagnostics([*report.diagnostics, *found]))
