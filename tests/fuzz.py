"""A fuzzer: changes the files of a small site at random, and reports what is no diagnostic.

    python tests/fuzz.py [SECONDS [SEED [FOLDER]]]

Each execution changes one to three files of a copy of the site, then loads, parses and checks it
in memory, and sometimes renders a page of it. An exception, or a minute without an end, is a
crash: the smallest files that still bring it about are written to FOLDER, for the museum. A seed
always gives the same changes.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from exhibits import Inspector, laid
from support import TIDES, copy

PATIENCE = 60  # seconds, where an execution takes a tenth of one
RENDERED = ("en/how-high/index.html", "en/everything/index.html", "en/causeway/index.html")
SUFFIXES = {".md", ".yaml", ".csv", ".html"}
TOKENS = [
    *("{stat}`highest`", "{stat}`", "{cite}`sample`", "{term}`a <", "{num}`1`", "{stat}`{stat}`"),
    *(":::", "::::{callout} A", ":::{chart} tides-by-hour", ":::{figures}", ":kind: law", "+++"),
    *("---", "```", "~~~", "(id)=", "[^1]", "[^1]: x", "[a](b.md#c)", "[a]: b", "[]()", "![a](b)"),
    *("|a|b|", "|---|:-:|", "<b>", "<!--", "-->", "<script>", "&#0;", "&nbsp;", "\\", "**", "`"),
    *("> [!NOTE]", "- [ ] x", "# x", "=====", "1. ", "    ", "http://[", "http://a:b/", "//", "%"),
    *(": ", "- ", "{", "}", "[", "]", "null", "true", "~", "''", '""', "|\n", ">\n", "? ", "#"),
    *("&a x", "*a", "&a [*a]", "<<: {a: b}", "{a: {b: {c: d}}}", "[[[[1]]]]", "{[a]: b}", ".inf"),
    *("2024-02-30", "2024-01-01T10:00", "0x1F", "1_000", "1e999", "-0", "9" * 40, "1e-400", ".nan"),
    *("0001-01-01", "9999-12-31", "12:30:45", "!!str", "%YAML 1.1", "id: x", "where: {a: 1}"),
    *(",", ";", '"', '""', "\t", "\r", "\r\n", "sep=;", "=1+1", "1,5", "1 000", "١٢", "NaN", "-1"),
    *("{{ page }}", "{% if x %}", "{% endif %}", "{{ x | y }}", "{#", "{% include 'base.html' %}"),
    *("\0", "\x07", "\x1b", "\x7f", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u2028", "\ud7ff"),
    *(
        "e\u0301",
        "\U0001f680",
        "\uffff",
        "İ",
        "ß",
        "مرحبا",
        "日本語",
        "(" * 50,
        "[" * 50,
        "> " * 50,
    ),
]
SURROGATE = b"\xed\xa0\x80"  # no UTF-8
Files = dict[str, bytes | None]


@dataclass
class Crash:
    """What an execution died of, and the changed files."""

    files: Files
    where: str
    trace: str


@dataclass
class Fuzzer:
    """Runs executions on a site of its own in ``root``."""

    root: Path
    seed: int = 0
    executions: int = 0
    crashes: dict[str, Crash] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._inspector = Inspector(copy(TIDES, self.root))
        paths = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*.*"))
        self._names = sorted(name for name in paths if Path(name).suffix in SUFFIXES)
        self._sound = {name: (self.root / name).read_bytes() for name in self._names}

    def run(self, more: Callable[[], bool]) -> None:
        """Run executions as long as ``more`` says so; a crash is kept once for each place."""
        while more():
            self.executions += 1
            count = self._random.choice((1, 1, 1, 2, 3))
            files: Files = {name: self._changed(name) for name in self._chosen(count)}
            wanted = self._random.choice(("", "", "", *RENDERED))
            crash = self._crash(files, wanted)
            if crash is not None and crash.where not in self.crashes:
                self.crashes[crash.where] = self._smallest(crash, wanted)

    def _chosen(self, count: int) -> list[str]:
        """Choose files, as often of each kind."""
        suffix = self._random.choice(sorted(SUFFIXES))
        alike = [name for name in self._names if name.endswith(suffix)]
        return [self._random.choice(alike), *self._random.sample(self._names, count - 1)]

    def _changed(self, name: str) -> bytes:
        data = self._sound[name]
        for _ in range(self._random.choice((1, 1, 2, 4))):
            data = self._random.choice(CHANGES)(self._random, data)
        return data

    def _crash(self, files: Files, wanted: str) -> Crash | None:
        def give_up(number: int, frame: FrameType | None) -> None:
            raise TimeoutError(f"no end after {PATIENCE} seconds")

        before = signal.signal(signal.SIGALRM, give_up)
        try:
            with laid(self.root, files):
                signal.alarm(PATIENCE)
                self._inspector.found(wanted)
        except Exception as error:
            return Crash(files, _place(error), traceback.format_exc())
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
        return None

    def _smallest(self, crash: Crash, wanted: str) -> Crash:
        """Take away what the crash does not need: whole files, then lines, ever fewer at a time."""
        for smaller in self._smaller(crash.files):
            found = self._crash(smaller, wanted)
            if found is not None and found.where == crash.where:
                return self._smallest(found, wanted)
        return crash

    def _smaller(self, files: Files) -> Iterator[Files]:
        if len(files) > 1:
            yield from ({k: files[k] for k in files if k != name} for name in files)
        for name, data in files.items():
            lines = (data or b"").splitlines(keepends=True)
            size = len(lines) // 2
            while size:
                for at in range(0, len(lines), size):
                    yield {**files, name: b"".join(lines[:at] + lines[at + size :])}
                size //= 2


def _place(error: Exception) -> str:
    """Return the exception's kind, and the deepest line of the program that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/generator/" in f.filename] or list(frames)
    file = ours[-1].filename.rpartition("/generator/")[2]
    return f"{type(error).__name__} at {file}:{ours[-1].lineno}"


def _flip(choice: random.Random, data: bytes) -> bytes:
    at = choice.randrange(len(data) or 1)
    return data[:at] + bytes([choice.randrange(256)]) + data[at + 1 :]


def _insert(choice: random.Random, data: bytes) -> bytes:
    at = choice.randrange(len(data) + 1)
    token = choice.choice([*(token.encode() for token in TOKENS), SURROGATE])
    return data[:at] + token + data[at:]


def _insert_line(choice: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    blanks = b" " * choice.choice((0, 0, 2, 4, 6))
    token = blanks + choice.choice(TOKENS).encode() + b"\n"
    lines.insert(choice.randrange(len(lines) + 1), token)
    return b"".join(lines)


def _swap(choice: random.Random, data: bytes) -> bytes:
    """Put a token, or another word of the file, in the place of a word."""
    words = data.split(b" ")
    at = choice.randrange(len(words))
    words[at] = choice.choice([choice.choice(words), choice.choice(TOKENS).encode()])
    return b" ".join(words)


def _cut(choice: random.Random, data: bytes) -> bytes:
    start = choice.randrange(len(data) + 1)
    return data[:start] + data[start + choice.choice((1, 2, 8, 40, 400)) :]


def _splice(choice: random.Random, data: bytes) -> bytes:
    """Write a part of the file a second time, elsewhere in it."""
    start, at = choice.randrange(len(data) + 1), choice.randrange(len(data) + 1)
    return data[:at] + data[start : start + choice.choice((4, 20, 100, 800))] + data[at:]


def _value(choice: random.Random, data: bytes) -> bytes:
    """Put a token in the place of what follows a colon, up to the next mark."""
    colons = [at for at in range(len(data)) if data[at : at + 2] == b": "]
    if not colons:
        return _insert(choice, data)
    start = choice.choice(colons) + 2
    ends = [end for end in (data.find(mark, start) for mark in (b",", b"}", b"\n")) if end > 0]
    return data[:start] + choice.choice(TOKENS).encode() + data[min(ends, default=len(data)) :]


CHANGES = [_flip, _insert, _insert_line, _swap, _cut, _splice, _value, _value]


def report(fuzzer: Fuzzer, folder: Path) -> None:
    """Write every crash into a folder of its own, and say how many there are."""
    for number, crash in enumerate(fuzzer.crashes.values(), start=1):
        for name, data in {**crash.files, "crash.txt": crash.trace.encode()}.items():
            path = folder / f"{fuzzer.seed}-{number}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data or b"")
        print(f"{folder / f'{fuzzer.seed}-{number}'}: {crash.where}")
    print(f"{fuzzer.executions} executions, {len(fuzzer.crashes)} crashes (seed {fuzzer.seed})")


def main(seconds: float, seed: int, folder: Path) -> int:
    """Run for so long; return 1 if there are crashes."""
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        fuzzer = Fuzzer(Path(name) / "site", seed)
        fuzzer.run(lambda: time.monotonic() < end)
        report(fuzzer, folder)
    return 1 if fuzzer.crashes else 0


if __name__ == "__main__":
    seconds, seed, folder = [*sys.argv[1:], *("60", "", "/tmp/fuzz")[len(sys.argv) - 1 :]]
    sys.exit(main(float(seconds), int(seed or time.time()), Path(folder)))
