"""One make of a site, in one process or a share of it: pages are parsed, outputs are rendered.

Shares are fixed by position, so that neither bytes nor messages depend on how many there are.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeGuard

from generator import outputs
from generator.assets import Asset
from generator.cache import Cache
from generator.config import Site
from generator.content import Content
from generator.diagnostics import Diagnostic, DiagnosticError
from generator.kept.snapshot import Signature
from generator.library import Library
from generator.making import pages
from generator.making.pages import File, Parsed
from generator.parse import Document
from generator.render import Output, Renderer
from generator.trace import Door, Reads

# How many parsed bodies one process holds until they are rendered: beyond, they are parsed again,
# for a page of 10 KB takes up some 40 KB while it waits.
BODIES = 500
# The collector rests while pages are made; rendering leaves circles, so now and then it is called.
COLLECT = 1000

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Deliver = Callable[[str, bytes], Signature]
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Rendered:
    """An output that was made: its hash, what it read; its bytes, unless they were delivered."""

    path: str
    sha256: str
    data: bytes | None
    signature: Signature | None
    reads: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Order:
    """What the processes are told to render, once all pages are known; where to leave it."""

    parsed: dict[str, Parsed]
    closures: dict[str, str]
    stale: frozenset[str]
    deliver: Deliver | None


class Maker:
    """Makes one site from its shared content and its pages' files.

    ``parsed`` are the pages that are known already; those that are not are read here.
    """

    def __init__(
        self,
        renderer: Renderer,
        base: Content,
        static: dict[str, Asset],
        cache: Cache,
        files: list[File],
        parsed: dict[str, Parsed],
    ) -> None:
        self.site: Site = renderer.site
        self.parsed = parsed
        self.new = [f for f in files if f.name not in parsed or not parsed[f.name].holds(f)]
        self.jobs = 1
        self.documents: dict[str, Document] = {}
        self.renderer, self.static, self.files = renderer, static, files
        self._base, self._cache = base, cache
        self._bodies: dict[str, Document] = {}
        self.digests: dict[str, str] = {}
        self.door = Door({})

    def read(self, number: int, tell: Tell) -> dict[str, Parsed]:
        """Read and parse the share of a process, and return it without the bodies."""
        made: dict[str, Parsed] = {}
        share = self.new[number :: self.jobs]
        for done, file in enumerate(share):
            made[file.name], document = pages.read(self.site, file)
            if document is not None and len(self._bodies) < BODIES:
                self._bodies[document.page.name] = document.baked()
            tell(done * self.jobs, len(self.new))
        return made

    def learn(self, parsed: dict[str, Parsed]) -> None:
        """Take in all pages that were parsed now."""
        known = {**self.parsed, **parsed}
        self.parsed = {file.name: known[file.name] for file in self.files}
        self.content, self.documents = pages.gather(self.site, self._base, self.files, self.parsed)

    def open(self, closures: dict[str, str], before: Maker | None = None) -> None:
        """Plan the outputs, and open the door that they read through.

        ``before`` is the last make's, whose inputs need not be made again if only pages changed.
        """
        library = Library(
            self.site, self.content, self.documents, self._whole, self.static, self._cache
        )
        library.closures = self.closures = closures
        made = library.still(before.door.made, before.documents) if self._is_like(before) else {}
        self.door = self.renderer.door = library.door(made)
        work = outputs.Work(self.site, self.content, self.static, self.renderer, self.door)
        self.plan = {output.path: output for output in outputs.plan(work)}

    def _is_like(self, other: Maker | None) -> TypeGuard[Maker]:
        """Whether nothing but pages can have changed since another make."""
        return (
            other is not None
            and other.renderer is self.renderer
            and other.static is self.static
            and other.closures is self.closures
            and other._base is self._base
        )

    def _whole(self, name: str) -> Document:
        """Return a page with its body, which is then let go."""
        known = self._bodies.pop(name, None)
        return known or pages.whole(self.site, self.documents[name])

    def render(self, number: int, order: Order, tell: Tell) -> Iterator[Rendered]:
        """Render the share of a process: its own pages; the first has all else."""
        stale = [self.plan[path] for path in self.plan if path in order.stale]
        share = [one for one in self._shared(stale) if one[1] == number]
        for done, (output, _) in enumerate(share):
            yield self._rendered(output, order.deliver)
            if done % COLLECT == COLLECT - 1:
                gc.collect()
            tell(done * len(stale) // len(share), len(stale))

    def _shared(self, stale: Iterable[Output]) -> Iterator[tuple[Output, int]]:
        """Say which process renders what: whoever parsed a page has its body."""
        parsed_by = {
            document.page.name: position % self.jobs
            for position, file in enumerate(self.new)
            if (document := self.parsed[file.name].document)
        }
        for position, output in enumerate(stale):
            if output.page is None:
                yield output, 0
            else:
                yield output, parsed_by.get(output.page, position % self.jobs)

    def _rendered(self, output: Output, deliver: Deliver | None) -> Rendered:
        reads = Reads(self.door)
        try:
            data = output.make(reads)
            signature = deliver(output.path, data) if deliver else None
        except DiagnosticError as error:
            return Rendered(output.path, "", None, None, (), error.diagnostics)
        self.digests.update(reads.record)
        sha256 = hashlib.sha256(data).hexdigest()
        kept = None if deliver else data
        return Rendered(output.path, sha256, kept, signature, tuple(reads.record))

    def help(self, number: int, pipe: Connection) -> None:
        """Do the share of a process beside the first one, from the parsing on."""
        mine = self.read(number, quiet)
        pipe.send(mine)
        order: Order | None = pipe.recv()
        if order is not None:
            # What comes back of its own is a copy, twice as large: let it go.
            self.learn(order.parsed | mine)
            order = replace(order, parsed={})
            self.open(order.closures)
            pipe.send((list(self.render(number, order, quiet)), self.digests))

    def help_rendering(self, number: int, pipe: Connection) -> None:
        """Do the share of a process that was started when all was known."""
        pipe.send((list(self.render(number, pipe.recv(), quiet)), self.digests))


def quiet(done: int, count: int) -> None:
    """Tell nobody how far the work is."""
