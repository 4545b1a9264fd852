"""How a run is followed while it lasts, and what is printed when it is done."""

from __future__ import annotations

import contextlib
import json
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from generator.build.report import Report
from generator.build.stages import Stages
from generator.commands import DONE, FAILED
from generator.commands.terminal import Bar, profile, show
from generator.diagnostics import DiagnosticError
from generator.files.working import working_on

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from generator.build.report import Options


def watched(
    run: Callable[[Options, Stages], Report], asked: Options, options: argparse.Namespace
) -> Report:
    """Run a build, showing how far it is and, with ``--profile``, what took how long."""
    bar = Bar()
    # Where the answer is JSON, that is all that is printed, whatever a chart's module prints.
    aside = contextlib.redirect_stdout(sys.stderr) if options.format == "json" else nullcontext()
    try:
        with aside, working_on("explainer"):
            report = run(asked, Stages(bar.tell))
    except DiagnosticError as error:
        report = Report(diagnostics=list(error.diagnostics))
    finally:
        bar.erase()
    if options.profile:
        profile(report.stages, report.seconds)
    return report


def tell(report: Report, options: argparse.Namespace, done: str) -> int:
    """Print what a run found, in the format asked for, and return the exit code.

    ``done`` says in the summary's line what was done with the pages: ``into public``.
    """
    if options.format == "json":
        print(as_json(report))
        return FAILED if report.failed else DONE
    show(report.diagnostics, options.source)
    errors = sum(diagnostic.severity == "error" for diagnostic in report.diagnostics)
    warnings = len(report.diagnostics) - errors
    counts = f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"
    if report.failed:
        print(f"Not built: {counts}.", file=sys.stderr)
        return FAILED
    line = f"{plural(report.pages, 'page')} {done}"
    if report.written or report.reused:
        line += f": {plural(report.written, 'file')} rebuilt, {report.reused:,} reused"
    if report.rulebooks:
        tables = plural(report.rulebooks, "rules file")
        line += f", {plural(report.cases, 'case')} of {tables} as expected"
    line += f", {counts}" if warnings else ""
    print(f"{line}, {report.seconds:.2f} s.")
    return DONE


def as_json(report: Report) -> str:
    """Return the report as ``--format json`` prints it."""
    document = {
        "pages": report.pages,
        "written": report.written,
        "reused": report.reused,
        "seconds": round(report.seconds, 3),
        "diagnostics": [diagnostic.as_json() for diagnostic in report.diagnostics],
    }
    return json.dumps(document, ensure_ascii=False)


def plural(count: int, noun: str) -> str:
    """Return ``1 page``, ``2,000 pages``."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
