"""The command line: words in, one call, an exit code out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.build.stages import Stages
from generator.commands.terminal import Bar, profile, show
from generator.diagnostics import DiagnosticError, Diagnostics

if TYPE_CHECKING:
    from generator.build.report import Options, Report

DONE, FAILED, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it is done, 1 when the site has errors, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DiagnosticError as error:
        show(error.diagnostics, getattr(options, "source", Path()))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="explainer", description="Builds explainers whose every number can be checked."
    )
    parser.add_argument("--version", action="version", version=f"explainer {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")

    build = commands.add_parser("build", help="build the site")
    _site_options(build)
    build.add_argument("--output", type=Path, default=None, help="default: public")
    build.add_argument("--jobs", type=_jobs, help="processes (default: as many as pay)")
    build.add_argument("--no-cache", action="store_true", help="draw and render everything anew")
    _report_options(build)
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="run every check; the site is not written")
    _site_options(check)
    check.add_argument("--external", action="store_true", help="ask outside addresses, slowly")
    check.add_argument("--sheet", type=Path, metavar="DIR", help="write fact-check sheets there")
    _report_options(check)
    check.set_defaults(run=_check)

    why = commands.add_parser("why", help="what an output was made from, down to the rows")
    why.add_argument("path", metavar="PATH", help="en/deal/, say, or public/en/deal/index.html")
    _site_options(why)
    why.set_defaults(run=_why)

    serve = commands.add_parser("serve", help="build, serve, watch and reload")
    serve.add_argument("--source", type=_folder, default=Path(), help="the site's folder")
    serve.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000, help="default: 8000, or the next free")
    serve.add_argument("--open", action="store_true", help="open a browser")
    serve.add_argument("--drafts", action="store_true", help="include drafts")
    serve.add_argument("--poll", action="store_true", help="look again and again, unnotified")
    serve.set_defaults(run=_serve)

    new = commands.add_parser("new", help="make a page, a chart, a dataset, or a whole site")
    kinds = new.add_subparsers(required=True, metavar="KIND", title="kinds")
    for kind, words in (
        ("page", "a page in every language"),
        ("chart", "a chart and its words"),
        ("dataset", "a dataset and its description"),
    ):
        one = kinds.add_parser(kind, help=words)
        one.add_argument("name", metavar="NAME", help="its file's name, without the ending")
        one.add_argument("--source", type=_folder, default=Path(), help="the site's folder")
        one.set_defaults(run=_new, kind=kind)
    site = kinds.add_parser("site", help="a small site that builds as it is")
    site.add_argument("folder", metavar="DIR", type=Path)
    site.set_defaults(run=_new_site)
    return parser


def _site_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source", type=_folder, default=Path(), help="the site's folder (default: this one)"
    )
    parser.add_argument("--base-url", type=_address, help="where the site will be published")
    parser.add_argument("--drafts", action="store_true", help="include drafts")


def _report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--profile", action="store_true", help="say where the time went")


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder '{text}'")
    return path


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (0 to 65535)")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes (1 or more)")
    return int(text)


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or any(c in text for c in " <>\"'?#"):
        raise argparse.ArgumentTypeError(
            f"'{text}' is not an address that starts with https:// and has no '?' or '#'"
        )
    return text


def _build(options: argparse.Namespace) -> int:
    from generator.build import incremental as build

    output = options.output or options.source / "public"
    report = _watched(
        build.build,
        build.Options(
            options.source,
            output,
            options.base_url,
            options.drafts,
            not options.no_cache,
            options.jobs,
        ),
        options,
    )
    return _tell(report, options, f"into {output}")


def _watched(
    run: Callable[[Options, Stages], Report], asked: Options, options: argparse.Namespace
) -> Report:
    """Run a build, showing how far it is and, where that is asked for, what took how long."""
    bar = Bar()
    try:
        report = run(asked, Stages(bar.tell))
    finally:
        bar.erase()
    if options.profile:
        profile(report.stages, report.seconds)
    return report


def _check(options: argparse.Namespace) -> int:
    from generator.build import incremental as build

    asked = build.Options(options.source, Path(), options.base_url, options.drafts)
    report = _watched(build.check, asked, options)
    if options.external and report.made:
        _ask_outside(report, options)
    if options.sheet and not report.failed:
        from generator.commands.check import fact_sheet as sheet

        try:
            sheet.write(report, options.sheet)
        except DiagnosticError as error:
            report.diagnostics.extend(error.diagnostics)
    return _tell(
        report, options, f"checked, sheets in {options.sheet}" if options.sheet else "checked"
    )


def _ask_outside(report: Report, options: argparse.Namespace) -> None:
    """Add to a report what the outside addresses answered."""
    from generator.commands.check import external_links as external
    from generator.files.cache import Cache

    def progress(done: int, count: int) -> None:
        print(f"\r{done} of {count} addresses", end="", file=sys.stderr, flush=True)

    def quiet(done: int, count: int) -> None:
        return

    assert report.made is not None, "asked for only when there is something made"
    shown = sys.stderr.isatty()
    links = external.links(report.made.site, report.made.content)
    cache = Cache(options.source / ".explainer" / "cache")
    found = external.check(links, cache, tell=progress if shown else quiet)
    if shown:
        print(file=sys.stderr)
    report.diagnostics = list(Diagnostics([*report.diagnostics, *found]))


def _why(options: argparse.Namespace) -> int:
    from generator.build import incremental as build
    from generator.commands import why

    report = build.check(build.Options(options.source, Path(), options.base_url, options.drafts))
    built = build.Options(
        options.source, options.source / "public", options.base_url, options.drafts
    )
    for line in why.tree(report, options.path, build.reasons(built)).lines():
        print(line)
    return DONE


def _tell(report: object, options: argparse.Namespace, done: str) -> int:
    """Print what a run found, in the format asked for."""
    from generator.build.incremental import Report

    assert isinstance(report, Report)
    if options.format == "json":
        document = {
            "pages": report.pages,
            "written": report.written,
            "reused": report.reused,
            "seconds": round(report.seconds, 3),
            "diagnostics": [diagnostic.as_json() for diagnostic in report.diagnostics],
        }
        print(json.dumps(document, ensure_ascii=False))
        return FAILED if report.failed else DONE
    show(report.diagnostics, options.source)
    errors = sum(d.severity == "error" for d in report.diagnostics)
    warnings = len(report.diagnostics) - errors
    counts = f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}"
    if report.failed:
        print(f"Not built: {counts}.", file=sys.stderr)
        return FAILED
    line = f"{_plural(report.pages, 'page')} {done}"
    if report.written or report.reused:
        line += f": {_plural(report.written, 'file')} rebuilt, {report.reused:,} reused"
    if report.rulebooks:
        tables = _plural(report.rulebooks, "rules file")
        line += f", {_plural(report.cases, 'case')} of {tables} as expected"
    line += f", {counts}" if warnings else ""
    print(f"{line}, {report.seconds:.2f} s.")
    return DONE


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _serve(options: argparse.Namespace) -> int:
    from generator.commands import serve as preview

    return preview.serve(
        options.source,
        options.host,
        options.port,
        drafts=options.drafts,
        open_browser=options.open,
        polling=options.poll,
    )


def _new(options: argparse.Namespace) -> int:
    from generator.commands import new as scaffold

    make = {"page": scaffold.page, "chart": scaffold.chart, "dataset": scaffold.dataset}
    for path in make[options.kind](options.source, options.name):
        print(f"made {path}")
    return DONE


def _new_site(options: argparse.Namespace) -> int:
    from generator.commands import new as scaffold

    scaffold.site(options.folder)
    print(f"made a site in {options.folder}: explainer serve --source {options.folder}")
    return DONE
