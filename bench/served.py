"""From the save of a page to the new text in the server's answer."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figures
from bench.install import reason
from bench.measure import CommandError, end
from bench.site import Site

SERVED = "save to served"
PATIENCE = 60.0  # seconds for all the edits of one server, and for each of them
START = 300.0  # seconds until the first answer


def measure(
    sites: dict[str, Site], total: int, edits: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Let one server after the other answer edits, at most ``PATIENCE`` seconds each."""
    for name, site in sites.items():
        if not site.contender.serve:
            figures.notes.append(f"{name}, {SERVED}: it has no server")
            continue
        try:
            with serving(site.server, site.folder, site.address) as port:
                for seconds in _edits(site, port, edits):
                    figures.add(total, SERVED, name, seconds)
        except CommandError as error:
            figures.notes.append(f"{name}, {SERVED}: {reason(str(error))}")
        if median := figures.median(total, SERVED, name):
            say(f"{total:,} pages, {SERVED}, {name}: {median * 1000:.0f} ms")


@contextlib.contextmanager
def serving(server: Callable[[int], list[str]], folder: Path, address: str) -> Iterator[int]:
    """Run the server of a site in a folder until the block ends, and yield its port.

    ``server`` returns the command for a port, ``address`` is one of the site's pages.

    Raises:
        CommandError: it does not serve the page.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    log = folder.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            server(port),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        try:
            deadline = time.perf_counter() + START
            while b"</html>" not in _answer(port, address):
                if process.poll() is not None or time.perf_counter() > deadline:
                    raise CommandError(log.read_text(encoding="utf-8", errors="replace"))
                time.sleep(0.05)
            os.sync()  # what builds have written is on the disk before the first edit
            time.sleep(1)  # some begin to watch after they begin to serve
            yield port
        finally:
            end(process)
            process.wait()


def pauses() -> Iterator[float]:
    """Yield seconds to wait between edits, uneven so as not to fall in step with a watcher."""
    chance = random.Random(7)
    while True:
        yield chance.uniform(0.3, 0.8)


def _edits(site: Site, port: int, edits: int) -> Iterator[float]:
    """Edit the page again and again, and yield the seconds until it is served."""
    stop = time.perf_counter() + PATIENCE
    for number, pause in zip(range(edits), pauses(), strict=False):
        words = f"Edit {number}."
        started = time.perf_counter()
        site.edit(words)
        while words.encode() not in _answer(port, site.address):
            if time.perf_counter() - started > PATIENCE:
                raise CommandError("error: the edit is never served")
            time.sleep(0.001)
        yield time.perf_counter() - started
        if time.perf_counter() > stop:
            return
        time.sleep(pause)


def _answer(port: int, path: str) -> bytes:
    """Return what a server answers; nothing while it does not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()
