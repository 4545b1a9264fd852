"""What is kept between builds: what was read, what was made of it, each page as parsed.

Only a cache. A store that is cut short, damaged, or written by another version is no store.
"""

from __future__ import annotations

import contextlib
import marshal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from generator import files

if TYPE_CHECKING:
    from generator.diagnostics import Severity
    from generator.files.snapshot import Signature

    # File, line and column; then severity, code, message and hint.
    StoredDiagnostic = tuple[tuple[str, int, int], tuple[Severity, str, str, str]]

MAGIC = b"explainer store 1\n"
DIGEST = 32
FOLDER = Path(".explainer") / "store"
Batch = tuple[tuple[str, ...], bytes]  # the names of pages' files, and the pages as parsed


class LastBuild(Struct):
    """The last build, as much as a build with nothing to do must know of it.

    ``published`` has each file's SHA-256 and signature; ``keep`` are the names in the output folder
    that builds leave as they are.
    """

    snapshot: dict[str, str] = field(default_factory=dict)
    commit: str | None = None
    day: str = ""
    pages: int = 0
    cases: int = 0
    rulebooks: int = 0
    diagnostics: list[StoredDiagnostic] = field(default_factory=list)
    published: dict[str, tuple[str, Signature | None]] = field(default_factory=dict)
    keep: list[str] = field(default_factory=list)


class Trace(Struct):
    """What each output of the last build read.

    ``reads`` has the keys that an output read, by the output's path; ``digests`` has the digest of
    each key at that time. ``reasons`` are the keys that had changed when an output was last made;
    there are none if it was new. ``templates`` is a digest of the templates' folder, ``closures``
    the digest of each template with all that it refers to, ``compiled`` their code.
    """

    digests: dict[str, str] = field(default_factory=dict)
    reads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    templates: str = ""
    closures: dict[str, str] = field(default_factory=dict)
    compiled: bytes = b""

    def pruned(self) -> Trace:
        """Return the trace without the digests of keys that no output reads any more."""
        used = set().union(*self.reads.values())
        digests = {key: digest for key, digest in self.digests.items() if key in used}
        return replace(self, digests=digests)


class Store:
    """One store's file, for one output folder and one set of options.

    Its three parts are read one by one, each only if it is asked for.
    """

    def __init__(self, source: Path, engine: str, *options: object) -> None:
        name = files.digest(repr(options).encode())[:16]
        self.path = source / FOLDER / name
        self._head = MAGIC + engine.encode() + b"\n"
        self._parts: list[bytes] = []

    def read(self) -> bool:
        """Read the file; whether it is whole and of this version."""
        with contextlib.suppress(OSError, ValueError):
            data = self.path.read_bytes()
            if data.startswith(self._head):
                self._parts = _parted(data, len(self._head))
        return len(self._parts) == 3

    def last(self) -> LastBuild:
        """Return the first part."""
        return LastBuild(**marshal.loads(self._parts[0]))  # noqa: S302 (our own)

    def trace(self) -> Trace:
        """Return the second part."""
        return Trace(**marshal.loads(self._parts[1]))  # noqa: S302 (our own)

    def pages(self) -> list[Batch]:
        """Return the third part, once: parsed pages in batches."""
        pages: list[Batch] = marshal.loads(self._parts.pop())  # noqa: S302 (our own)
        return pages

    def write(
        self, last: LastBuild, trace: Trace | None = None, pages: Sequence[Batch] = ()
    ) -> None:
        """Write the file in one step; parts that are not given stay as they were read.

        A full disk or a read-only folder is no fault of the site's.
        """
        parts = [marshal.dumps(asdict(last))]
        if trace is None:
            parts += self._parts[1:]
        else:
            parts += [marshal.dumps(asdict(trace)), marshal.dumps(list(pages))]
        with contextlib.suppress(OSError):
            for left in self.path.parent.glob(f"{self.path.name}.*"):
                left.unlink(missing_ok=True)  # of a build that was killed
            files.put(self.path, [self._head, *_with_heads(parts)])


def _with_heads(parts: Sequence[bytes]) -> list[bytes]:
    """Return each part after its length and its digest."""
    return [piece for part in parts for piece in (_head_of(part), part)]


def _head_of(part: bytes) -> bytes:
    return len(part).to_bytes(8, "big") + files.digest(part).encode()


def _parted(data: bytes, at: int) -> list[bytes]:
    """Return the parts of a store.

    Raises:
        ValueError: it is not whole.
    """
    parts = []
    while at < len(data):
        size = int.from_bytes(data[at : at + 8], "big")
        head, start = data[at : at + 8 + DIGEST], at + 8 + DIGEST
        part = data[start : start + size]
        if head != _head_of(part):
            raise ValueError("a damaged store")
        parts.append(part)
        at = start + size
    return parts
