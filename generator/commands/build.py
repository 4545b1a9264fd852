"""``explainer build``: the site into its output folder, if it has no errors."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.build import incremental
from generator.commands import options as shared
from generator.commands import summary


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    shared.site(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="default: public")
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N", help="processes (default: as many as pay)"
    )
    parser.add_argument("--no-cache", action="store_true", help="draw and render everything anew")
    shared.report(parser)


def run(options: argparse.Namespace) -> int:
    """Build the site, and say what was done."""
    output = options.output or options.source / "public"
    asked = incremental.Options(
        options.source,
        output,
        options.base_url,
        options.drafts,
        not options.no_cache,
        options.jobs,
    )
    report = summary.watched(incremental.build, asked, options)
    return summary.tell(report, options, f"into {output}")


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes (1 or more)")
    return int(text)
