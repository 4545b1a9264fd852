"""One build, from the first file read to the last one written."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from generator import __version__, assets, checks, config, load, outputs, parse, workers, write
from generator.assets import Asset
from generator.cache import Cache
from generator.config import Site
from generator.content import Content
from generator.diagnostics import Diagnostic, DiagnosticError, Diagnostics
from generator.library import Library
from generator.parse import Document
from generator.render import Output, Renderer
from generator.trace import Door, Reads

Assets = dict[str, Asset]


@dataclass(frozen=True)
class Options:
    """What the command line says of a build."""

    source: Path
    output: Path
    base_url: str | None = None
    drafts: bool = False
    cache: bool = True
    jobs: int | None = None


@dataclass(frozen=True)
class Made:
    """What a run's outputs were made from, for whoever asks about them afterwards."""

    site: Site
    content: Content
    assets: Assets
    renderer: Renderer


@dataclass
class Report:
    """What a build did: counts of pages and files, seconds, and all that was found."""

    pages: int = 0
    written: int = 0
    reused: int = 0
    seconds: float = 0.0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    trace: dict[str, dict[str, str]] = field(default_factory=dict)
    made: Made | None = None

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


class _Maker:
    """Makes one site: parses its pages and renders its outputs, all of them or a share."""

    def __init__(self, options: Options, site: Site, content: Content, static: Assets) -> None:
        self.jobs = workers.count(options.jobs, len(content.pages))
        self.documents: dict[str, Document] = {}
        cache = Cache(options.source / ".explainer" / "cache" if options.cache else None)
        self._library = Library(site, content, self.documents, static, cache)
        self.door = self._library.door()
        self.renderer = Renderer(site, self.door)
        self._pages = content.pages
        self._work = outputs.Work(site, content, static, self.renderer)

    def read_templates(self) -> None:
        self._library.closures = self.renderer.closures()

    def parse(self, number: int) -> dict[str, Document]:
        """Parse the share of a process, and return it without the bodies."""
        for page in self._pages[number :: self.jobs]:
            self.documents[page.name] = parse.parse(page)
        return {name: document.without_body() for name, document in self.documents.items()}

    def learn(self, documents: dict[str, Document]) -> None:
        """Take in the pages that other processes parsed."""
        mine = dict(self.documents)
        self.documents.clear()
        for page in self._pages:
            self.documents[page.name] = mine.get(page.name) or documents[page.name]

    def render(self, number: int) -> Iterator[_Rendered]:
        """Render the share of a process: its own pages; the first has all else."""
        mine = {page.name for page in self._pages[number :: self.jobs]}
        for output in outputs.plan(self._work):
            if output.page in mine or (output.page is None and number == 0):
                yield _rendered(output, self.door)

    def help(self, number: int, pipe: Connection) -> None:
        """Do the share of a process beside the first one."""
        pipe.send(self.parse(number))
        documents = pipe.recv()
        if documents is not None:
            self.learn(documents)
            pipe.send(list(self.render(number)))


@dataclass(frozen=True)
class _Rendered:
    path: str
    data: bytes | None
    reads: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def _rendered(output: Output, door: Door) -> _Rendered:
    reads = Reads(door)
    try:
        return _Rendered(output.path, output.make(reads), reads.record, ())
    except DiagnosticError as error:
        return _Rendered(output.path, None, reads.record, error.diagnostics)


def _make(options: Options, report: Report, found: Diagnostics) -> None:
    site = config.load(options.source, options.base_url, options.drafts)
    content = load.load(site, found)
    static = assets.load(site, found)
    report.pages = len(content.pages)
    maker = _Maker(options, site, content, static)
    report.made = Made(site, content, static, maker.renderer)
    with workers.crew(maker.jobs, maker.help) as others:
        parsed = maker.parse(0)
        for share in others.gather():
            parsed.update(share)
        maker.learn(parsed)
        checks.check(site, content, maker.documents, found)
        try:
            maker.read_templates()
        except DiagnosticError as error:
            found.extend(error.diagnostics)
        others.tell(None if found.failed else parsed)
        if found.failed:
            return
        made = [*maker.render(0), *(one for share in others.gather() for one in share)]
    for one in sorted(made, key=lambda one: one.path):
        found.extend(one.diagnostics)
        report.trace[one.path] = one.reads
        if one.data is not None:
            report.files[one.path] = one.data
    if not found.failed:
        report.files[write.MANIFEST] = _manifest(options.source, report.files)


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
