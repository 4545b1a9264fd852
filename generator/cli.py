"""The command line: words to options, options to one call, the call to an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.commands import COMMANDS, FAILED, command
from generator.commands.terminal import show
from generator.diagnostics import DiagnosticError
from generator.files.working import Tracebacks, working_on


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it is done, 1 when the site has errors, 2 for wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words).parse_args(words)
    Tracebacks.wanted = options.traceback
    try:
        with working_on("explainer"):
            return int(options.run(options))
    except DiagnosticError as error:
        show(error.diagnostics, getattr(options, "source", Path()))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of a command line; only the command that it names is imported."""
    parser = argparse.ArgumentParser(
        prog="explainer", description="Builds explainers whose every number can be checked."
    )
    parser.add_argument("--version", action="version", version=f"explainer {__version__}")
    parser.set_defaults(traceback=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for name, summary in COMMANDS.items():
        one = commands.add_parser(name, help=summary)
        if name in words:
            module = command(name)
            module.arguments(one)
            one.add_argument(
                "--traceback", action="store_true", help="of a failure of this program"
            )
            one.set_defaults(run=module.run)
    return parser
