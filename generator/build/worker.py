"""What one process does of a build: it parses pages and renders outputs, all or a share.

The bodies of parsed pages stay in the process that parsed them; processes exchange only what
other pages may ask of a page (title, headings, references).
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from generator import parse
from generator.build import batches, pages
from generator.build.pages import File, Parsed
from generator.build.processes import Claims
from generator.diagnostics import Diagnostic, DiagnosticError, Location
from generator.files.cache import Cache
from generator.files.snapshot import Signature
from generator.files.working import working_on
from generator.load.assets import ROOT, Asset
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site
from generator.render import outputs, relative
from generator.render.inputs import Inputs, Providers
from generator.render.output import Output
from generator.render.shell import Shell
from generator.trace import ByKey, InputTable
from generator.trace.store import Batch
from generator.write.manifest import MANIFEST

# How many parsed bodies all processes hold until they are rendered: beyond, they are parsed again,
# for a page of 10 KB takes up some 40 KB while it waits.
BODIES = 3000
# The collector rests while pages are made; rendering leaves circles, so now and then it is called.
COLLECT = 1000

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Deliver = Callable[[str, bytes], Signature]
Tell = Callable[[int, int], None]


class Rendered(Struct, frozen=True):
    """A rendered output: its hash, what it read, and its bytes unless they were delivered."""

    path: str
    sha256: str
    data: bytes | None
    signature: Signature | None
    reads: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class Share(Struct, frozen=True):
    """What one process has parsed, for the others; it holds the ``bodies`` of the pages named."""

    parsed: list[Batch]
    bodies: tuple[str, ...]


class Order(Struct, frozen=True):
    """What to render, once all pages are known, and where to deliver it."""

    stale: frozenset[str]
    deliver: Deliver | None
    closures: dict[str, str]
    compiled: bytes


class Worker:
    """Parses and renders one site from its loaded content and its pages' files.

    ``parsed`` are pages kept from an earlier build; the others are read here. ``drawn`` are the
    charts to draw (``Priority``).
    """

    def __init__(
        self,
        shell: Shell,
        base: Content,
        static: dict[str, Asset],
        cache: Cache,
        files: list[File],
        parsed: dict[str, Parsed],
        drawn: Collection[str] | None = None,
    ) -> None:
        self.site: Site = shell.site
        self.parsed = parsed
        self.new = [
            f for f in files if f.name not in parsed or not parsed[f.name].holds(f, self.site)
        ]
        self.documents: dict[str, Document] = {}
        self.shell, self.static, self.files = shell, static, files
        self.closures: dict[str, str] = {}
        self._drawn = drawn
        self.base, self._cache = base, cache
        self._bodies: dict[str, Document] = {}
        self._last: dict[str, Document] = {}
        self._holders: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        self.table = InputTable(())

    def share_out(self, jobs: int) -> None:
        """Prepare the division of work between that many processes, before they start."""
        self.jobs = jobs
        self._reading, self._rendering = Claims(jobs), Claims(jobs)

    def read(self, tell: Tell) -> dict[str, Parsed]:
        """Read and parse a process's share of the pages, and return it without the bodies."""
        made: dict[str, Parsed] = {}
        for position, file in self._reading.share(self.new):
            made[file.name], document = pages.read(self.site, file)
            if document is not None and len(self._bodies) < BODIES // self.jobs:
                self._bodies[document.page.name] = parse.baked(document)
            tell(position, len(self.new))
        return made

    def shared(self, parsed: dict[str, Parsed]) -> Share:
        """Return what was read here, for the other processes."""
        return Share(batches.packed(parsed), tuple(self._bodies))

    def join(self, shares: list[Share], mine: int) -> dict[str, Parsed]:
        """Return what the other processes have read, and note what they hold."""
        parsed: dict[str, Parsed] = {}
        for number, share in enumerate(shares):
            self._holders.update(dict.fromkeys(share.bodies, number))
            if number != mine:
                parsed.update(batches.unpacked(share.parsed))
        return parsed

    def learn(self, parsed: dict[str, Parsed]) -> None:
        """Take in all pages that were parsed now."""
        known = {**self.parsed, **parsed}
        self.parsed = {file.name: known[file.name] for file in self.files}
        self.content, self.documents = pages.gather(self.site, self.base, self.files, self.parsed)

    def open(self, before: Worker | None = None) -> None:
        """Prepare the inputs that outputs read.

        ``before`` is the last build's: of its inputs, those that still hold are not made again.
        """
        self._providers = Providers(
            self.site,
            self.content,
            self.documents,
            partial(_whole, self.site, self.documents, self._bodies, self._last),
            self.static,
            self.closures,
            self._cache,
            self._drawn,
        )
        made: ByKey = {}
        if before is not None and before.site == self.site:
            base = before.base is self.base and before.content.hidden == self.content.hidden
            made = self._providers.still(before._providers, before.table.made, base=base)
        self.table = self._providers.table(made)

    def inputs(self) -> Inputs:
        """Return the inputs for one output, of which nothing has been read yet."""
        return Inputs(self.table, self._providers)

    def list_outputs(self) -> None:
        """List what the site publishes, by path."""
        work = outputs.Work(self.site, self.content, self.static, self.shell, self.inputs())
        drawn = self._drawn
        planned = [one for one in outputs.plan(work) if drawn is None or _is_due(one, drawn)]
        self.plan = {output.path: output for output in planned}
        self._twice = {one.path for one, other in pairwise(planned) if one.path == other.path}

    def clashes(self) -> Iterator[Diagnostic]:
        """Find the outputs that would stand where another one does, or in a folder that is one."""
        for name, asset in self.static.items():
            if name.startswith(ROOT) and asset.path in {*self._twice, MANIFEST}:
                message = f"the site publishes a file of its own at /{asset.path}"
                place, hint = Location(f"static/{name}"), "take this one away"
                yield Diagnostic(place, "error", "same-address", message, hint)
        for path, output in self.plan.items():
            above = path
            while above := above.rpartition("/")[0]:
                if above in self.plan:
                    message = f"/{path} cannot be published: /{above} is a file"
                    place = Location(self._file(output))
                    hint = "give this page another slug, or take the old address away"
                    yield Diagnostic(place, "error", "same-address", message, hint)

    def render(self, number: int, order: Order, tell: Tell) -> Iterator[Rendered]:
        """Render a process's share: the pages whose bodies it holds, and of the rest what is next.

        What is drawn comes first: it takes longest, and pages find it in the cache then.
        """
        stale = [self.plan[path] for path in self.plan if path in order.stale]
        gc.freeze()  # what is there by now is no garbage
        for done, output in enumerate(self._mine(number, stale)):
            yield self._rendered(output, order.deliver)
            if done % COLLECT == COLLECT - 1:
                gc.collect()
            tell(min(done * self.jobs, len(stale)), len(stale))

    def _mine(self, number: int, stale: list[Output]) -> Iterator[Output]:
        held: list[Output] = []
        drawn: dict[str, list[Output]] = {}
        alone: list[list[Output]] = []
        loose: dict[str, list[Output]] = {}
        for output in stale:
            if output.drawn is not None:
                drawn.setdefault(output.drawn, []).append(output)
            elif output.page is None:
                alone.append([output])
            elif output.page not in self._holders:
                loose.setdefault(output.page, []).append(output)
            elif self._holders[output.page] == number:
                held.append(output)
        groups = [*drawn.values(), *alone, *loose.values()]
        for position, group in self._rendering.share(groups):
            if position >= len(drawn):
                yield from held
                held = []
            yield from group
        yield from held

    def _rendered(self, output: Output, deliver: Deliver | None) -> Rendered:
        inputs = self.inputs()
        try:
            with working_on(self._file(output)):
                data = output.make(inputs)
            if self.site.is_relative:
                data = relative.links(output.path, data)
            signature = deliver(output.path, data) if deliver else None
        except DiagnosticError as error:
            return Rendered(output.path, "", None, None, (), error.diagnostics)
        self.digests.update(inputs.record)
        sha256 = hashlib.sha256(data).hexdigest()
        kept = None if deliver else data
        return Rendered(output.path, sha256, kept, signature, tuple(inputs.record))

    def _file(self, output: Output) -> str:
        """Return the file that an output is of, or where there is no one file, its own path."""
        return self.documents[output.page].page.file if output.page else output.path

    def help(self, number: int, pipe: Connection) -> None:
        """Do the share of a process beside the first one, from the parsing on."""
        parsed = self.read(quiet)
        pipe.send(self.shared(parsed))
        self.learn(parsed | self.join(pipe.recv(), number))
        order: Order | None = pipe.recv()
        if order is not None:
            self.closures = order.closures
            self.shell.templates.take(order.compiled)
            self.open()
            self.list_outputs()
            pipe.send((list(self.render(number, order, quiet)), self.digests))

    def help_rendering(self, number: int, pipe: Connection) -> None:
        """Do the share of a process that was started when all was known."""
        pipe.send((list(self.render(number, pipe.recv(), quiet)), self.digests))


def _whole(
    site: Site,
    documents: dict[str, Document],
    bodies: dict[str, Document],
    last: dict[str, Document],
    name: str,
) -> Document:
    """Return a page with its body, which is kept until another is asked for: a page's outputs come
    one after another.

    A function, not a method, so that what stays in use does not keep the whole worker alive.
    """
    if name not in last:
        last.clear()
        held = bodies.pop(name, None)
        last[name] = held or pages.whole(site, documents[name])
    return last[name]


def _is_due(output: Output, drawn: Collection[str]) -> bool:
    """Whether an output is made while only some charts are drawn."""
    return not output.late or (output.drawn or "").partition(":")[0] in drawn


def quiet(done: int, count: int) -> None:
    """Tell nobody how far the work is."""
