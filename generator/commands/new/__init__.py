"""``explainer new``: a part of a site, a language, a whole small site; each passes every check."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from generator.commands import DONE
from generator.commands import options as shared
from generator.commands.new import language, parts, site

Parser = argparse.ArgumentParser


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: a kind, and those of each kind."""
    kinds = parser.add_subparsers(required=True, metavar="KIND", title="kinds")

    def part(kind: str, words: str, make: Callable[[argparse.Namespace], list[Path]]) -> Parser:
        one = kinds.add_parser(kind, help=words)
        one.add_argument("name", metavar="NAME", help="its file's name, without the ending")
        shared.source(one)
        one.set_defaults(make=make)
        return one

    part(
        "page",
        "an explainer in every language",
        lambda given: parts.page(given.source, given.name),
    )
    part(
        "chart",
        "a chart and its words",
        lambda given: parts.chart(given.source, given.name, given.dataset),
    ).add_argument("--dataset", metavar="ID", help="what it shows (default: the first one)")
    mapped = part(
        "map",
        "a chart that draws outlines",
        lambda given: parts.chart(given.source, given.name, given.dataset, given.file),
    )
    mapped.add_argument(
        "--from", dest="file", type=Path, metavar="FILE", required=True, help="of GeoJSON"
    )
    mapped.add_argument("--dataset", metavar="ID", help="its table (default: the first one)")
    part(
        "dataset",
        "a dataset and its description",
        lambda given: parts.dataset(given.source, given.name, given.file),
    ).add_argument("--from", dest="file", type=Path, metavar="FILE", help="of a CSV file")
    other = kinds.add_parser("language", help="another language of the site")
    other.add_argument("name", metavar="CODE", type=language.code, help="its code: es")
    other.add_argument(
        "--from",
        dest="base",
        metavar="CODE",
        help="the language whose pages it begins with (default: the site's default one)",
    )
    shared.source(other)
    other.set_defaults(make=lambda given: language.add(given.source, given.name, given.base))
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
    whole.set_defaults(make=_site)


def run(options: argparse.Namespace) -> int:
    """Make what was asked for, and say which files it is."""
    for path in options.make(options):
        print(f"made {path}")
    return DONE


def _site(given: argparse.Namespace) -> list[Path]:
    site.make(given.folder, given.languages)
    print(f"read {given.folder / 'README.md'}, and begin: make serve")
    if site.FROM_FOLDER in (given.folder / site.GENERATOR).read_text("utf-8"):
        print(
            f"before it is published, name in {site.GENERATOR} where others get the program: "
            "this copy has no address"
        )
    return [given.folder]
