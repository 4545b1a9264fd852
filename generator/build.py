"""One build, from the first file read to the last one written."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from generator import __version__, assets, checks, config, load, outputs, parse, write
from generator.cache import Cache
from generator.diagnostics import Diagnostic, DiagnosticError, Diagnostics
from generator.library import Library
from generator.render import Output, Renderer
from generator.trace import Door, Reads


@dataclass(frozen=True)
class Options:
    """What the command line says of a build."""

    source: Path
    output: Path
    base_url: str | None = None
    drafts: bool = False
    cache: bool = True


@dataclass
class Report:
    """What a build did: counts of pages and files, seconds, and all that was found."""

    pages: int = 0
    written: int = 0
    reused: int = 0
    seconds: float = 0.0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    trace: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether the site has errors."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def check(options: Options) -> Report:
    """Make the whole site in memory, and report all that is wrong with it; nothing is written."""
    started = time.perf_counter()
    report = Report()
    found = Diagnostics()
    try:
        _make(options, report, found)
    except DiagnosticError as error:
        found.extend(error.diagnostics)
    report.diagnostics = list(found)
    report.seconds = time.perf_counter() - started
    return report


def build(options: Options) -> Report:
    """Make the site, and publish it into the output folder if it has no errors."""
    started = time.perf_counter()
    try:
        write.check_output(options.output, options.source)
    except DiagnosticError as error:
        return Report(diagnostics=list(error.diagnostics))
    report = check(options)
    if not report.failed:
        try:
            counts = write.publish(report.files, options.output)
            report.written, report.reused = counts.written, counts.reused
        except DiagnosticError as error:
            report.diagnostics.extend(error.diagnostics)
    report.seconds = time.perf_counter() - started
    return report


def _make(options: Options, report: Report, found: Diagnostics) -> None:
    site = config.load(options.source, options.base_url, options.drafts)
    content = load.load(site, found)
    static = assets.load(site, found)
    documents = {f"{p.locale.code}:{p.id}": parse.parse(p) for p in content.pages}
    report.pages = len(content.pages)
    checks.check(site, content, documents, found)
    cache = Cache(options.source / ".explainer" / "cache" if options.cache else None)
    library = Library(site, content, documents, static, cache)
    door = library.door()
    renderer = Renderer(site, door)
    library.closures = renderer.closures()
    if found.failed:
        return
    plan = outputs.plan(outputs.Work(site, content, static, renderer))
    _render(plan, door, report, found)
    if not found.failed:
        report.files[write.MANIFEST] = _manifest(options.source, report.files)


def _render(plan: list[Output], door: Door, report: Report, found: Diagnostics) -> None:
    for output in plan:
        reads = Reads(door)
        try:
            report.files[output.path] = output.make(reads)
        except DiagnosticError as error:
            found.extend(error.diagnostics)
        report.trace[output.path] = reads.record


def _manifest(source: Path, files: dict[str, bytes]) -> bytes:
    """Return ``build.json``: what was built from, by what, and every file's SHA-256."""
    manifest = {
        "generator": f"{write.NAME} {__version__}",
        "commit": _commit(source),
        "files": {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())},
    }
    return (json.dumps(manifest, indent=1) + "\n").encode()


def _commit(source: Path) -> str | None:
    """Return the commit that the source folder stands at, where git knows one."""
    command = [
        "git",
        "-C",
        str(source),
        "rev-parse",
        "--verify",
        "--quiet",
        "HEAD:./content/site.yaml",
    ]
    head = ["git", "-C", str(source), "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        tracked = subprocess.run(command, capture_output=True, check=False)
        if tracked.returncode != 0:
            return None
        answer = subprocess.run(head, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return answer.stdout.strip() or None
