"""``explainer compare``: what differs between two built sites, by page, by number and by weight."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.commands import DONE
from generator.commands import options as shared
from generator.commands.compare import difference, report
from generator.commands.compare.difference import Difference, PublishedFile


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("before", metavar="BEFORE", type=shared.folder, help="a built site")
    parser.add_argument("now", metavar="NOW", type=shared.folder, help="another state of it")
    shared.markdown_summary(parser)


def run(options: argparse.Namespace) -> int:
    """Print what differs."""
    found = folders(options.before, options.now)
    for line in report.lines(found):
        print(line)
    if options.summary:
        report.append(options.summary, report.markdown(found, "What changes"))
    return DONE


def folders(before: Path, now: Path) -> Difference:
    """Return what differs between the sites in two folders."""

    def files(folder: Path) -> dict[str, PublishedFile]:
        found = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                name = path.relative_to(folder).as_posix()
                found[name] = PublishedFile(hashlib.sha256(data).hexdigest(), len(data))
        return found

    def read(folder: Path, paths: Sequence[str]) -> Mapping[str, bytes]:
        return {path: (folder / path).read_bytes() for path in paths}

    return difference.compare(
        files(before), files(now), lambda paths: read(before, paths), lambda paths: read(now, paths)
    )
