"""The commands: each word of ``explainer --help`` is one module or package here.

It has ``arguments(parser)``, which declares the command's arguments, and ``run(options)``, which
does its work. Only the command that was asked for is imported, so that each may import at its top
all that it needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import argparse

DONE, FAILED, USAGE = 0, 1, 2  # exit codes

COMMANDS = {
    "build": "build the site",
    "check": "run every check; the site is not written",
    "serve": "build, serve, watch and reload",
    "agree": "a page was read in every language; or the numbers are published",
    "archive": "keep copies of pages that never change, for citation",
    "why": "what an output was made from, down to the rows",
    "compare": "what differs between two built sites",
    "deploy": "build, check, and push the site to a branch of a remote",
    "new": "make a page, a chart, a dataset, a language, or a whole site",
    "explain": "what a diagnostic code means, and how to mend it",
    "schema": "write JSON Schemas of the site's files, for editors",
    "reference": "print the reference: commands, fields, components, codes",
}


class Command(Protocol):
    """What the module of a command provides."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Do the command's work, and return the exit code.

        Raises:
            DiagnosticError: the site has faults that leave nothing to do.
        """
        ...


def command(name: str) -> Command:
    """Import the command of that name."""
    return cast("Command", importlib.import_module(f"{__name__}.{name}"))
