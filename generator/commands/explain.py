"""``explainer explain CODE``: what a diagnostic's code means, and how to mend it."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import textwrap

import generator
from generator.commands import DONE, USAGE
from generator.diagnostics import Code, nearest

WIDTH, COLUMN = 88, 22


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "code", metavar="CODE", nargs="?", help="as in error[CODE]; without it, all are listed"
    )


def run(options: argparse.Namespace) -> int:
    """Print what a code means, or all codes."""
    known = codes()
    if options.code is None:
        for code in known.values():
            print(_line(code))
        return DONE
    if options.code not in known:
        hint = nearest(options.code, known) or "explainer explain lists them all"
        print(f"explainer: there is no code '{options.code}', {hint}", file=sys.stderr)
        return USAGE
    print(text(known[options.code]))
    return DONE


def codes() -> dict[str, Code]:
    """Return every code that the program can report, by name, in their order.

    Every module is imported, and asked for the ``CODES`` that it declares.
    """
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(generator.__path__, f"{generator.__name__}."):
        if not module.name.endswith("__main__"):
            declared: tuple[Code, ...] = getattr(importlib.import_module(module.name), "CODES", ())
            found.update((code.name, code) for code in declared)
    return dict(sorted(found.items()))


def _line(code: Code) -> str:
    """Return a code and the first sentence of what it means."""
    first = code.means.split(". ")[0].rstrip(".")
    return textwrap.fill(f"{code.name:<{COLUMN}}{first}", WIDTH, subsequent_indent=" " * COLUMN)


def text(code: Code) -> str:
    """Return a code's explanation for a terminal."""
    paragraphs = [code.name, code.means, f"How to mend it: {code.mend}"]
    shown = [textwrap.fill(paragraph, WIDTH) for paragraph in paragraphs]
    if code.example:
        shown += ["For example:", textwrap.indent(code.example, "    ")]
    return "\n\n".join(shown)
