"""Arguments that several commands share, and what they may be."""

from __future__ import annotations

import argparse
from pathlib import Path


def source(parser: argparse.ArgumentParser) -> None:
    """Declare ``--source``."""
    parser.add_argument(
        "--source",
        type=folder,
        default=Path(),
        metavar="DIR",
        help="the site's folder (default: this one)",
    )


def drafts(parser: argparse.ArgumentParser) -> None:
    """Declare ``--drafts``."""
    parser.add_argument("--drafts", action="store_true", help="include drafts")


def site(parser: argparse.ArgumentParser) -> None:
    """Declare what says which site is meant: ``--source``, ``--base-url``, ``--drafts``."""
    source(parser)
    parser.add_argument(
        "--base-url",
        type=base_url,
        metavar="URL",
        help="where the site will be published; or `relative`: every link as seen from its page, "
        "for any host and for reading from a folder",
    )
    drafts(parser)


def report(parser: argparse.ArgumentParser) -> None:
    """Declare how a run is reported: ``--format``, ``--profile``."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of what is printed"
    )
    parser.add_argument("--profile", action="store_true", help="say where the time went")


def markdown_summary(parser: argparse.ArgumentParser) -> None:
    """Declare ``--summary``."""
    parser.add_argument(
        "--summary",
        type=Path,
        metavar="FILE",
        help="add the list of what changes to a file, in Markdown",
    )


def folder(text: str) -> Path:
    """Return the path of a folder that is there."""
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder '{text}'")
    return path


def base_url(text: str) -> str:
    """Return a web address, or the word for a site whose links are relative."""
    from generator.model.site import RELATIVE

    return text if text == RELATIVE else address(text)


def address(text: str) -> str:
    """Return a web address that can be put before every path of a site."""
    from generator.model.written import addressed

    plain = text.startswith(("http://", "https://")) and not any(c in text for c in " <>\"'?#")
    if not plain or not addressed(text):
        raise argparse.ArgumentTypeError(
            f"'{text}' is not an address that starts with https:// and has no '?' or '#'"
        )
    return text
