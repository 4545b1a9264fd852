"""``explainer new``: a page, a chart, a dataset, a whole small site; each passes every check."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands import DONE
from generator.commands import options as shared
from generator.commands.new import parts, site


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: a kind, and those of each kind."""
    kinds = parser.add_subparsers(required=True, metavar="KIND", title="kinds")
    for kind, make, words in (
        ("page", parts.page, "a page in every language"),
        ("chart", parts.chart, "a chart and its words"),
        ("dataset", parts.dataset, "a dataset and its description"),
    ):
        one = kinds.add_parser(kind, help=words)
        one.add_argument("name", metavar="NAME", help="its file's name, without the ending")
        shared.source(one)
        one.set_defaults(make=make)
    whole = kinds.add_parser("site", help="a small site that can be published as it is")
    whole.add_argument("folder", metavar="DIR", type=Path, help="a new folder")
    known = site.bundled()
    whole.add_argument(
        "--languages",
        type=site.languages,
        default=known,
        metavar="CODES",
        help="its languages, the default one first (default: " + ",".join(known) + ")",
    )
    whole.set_defaults(make=None)


def run(options: argparse.Namespace) -> int:
    """Make what was asked for, and say which files it is."""
    if options.make is None:
        site.make(options.folder, options.languages)
        print(f"made a site in {options.folder}: read its README.md; to begin, make serve in it")
        if site.FROM_FOLDER in (options.folder / site.GENERATOR).read_text("utf-8"):
            print(
                f"before it is published, name in its {site.GENERATOR} where others get the "
                "program: this copy has no address"
            )
        return DONE
    for path in options.make(options.source, options.name):
        print(f"made {path}")
    return DONE
