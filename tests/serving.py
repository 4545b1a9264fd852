"""A running preview, the pages open on it, and saves as editors make them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support import PATIENCE

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
SERVE = [sys.executable, "-m", "generator", "serve"]


class Preview:
    """A running preview and what it has printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []
        self.lines: Queue[str] = Queue()
        self.listening = threading.Thread(target=self._listen, daemon=True)
        self.listening.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, pattern: str | re.Pattern[str], seconds: float = PATIENCE) -> str:
        """What matches, as soon as a line that does is printed."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.printed.append(self.lines.get(timeout=min(left, 0.2)))
            except Empty:
                if self.process.poll() is not None:
                    break
                continue
            if found := re.search(pattern, self.printed[-1]):
                return found.group()
        pytest.fail(f"no line with {pattern}; printed:\n{''.join(self.printed)}")

    def rest(self) -> list[str]:
        """All that was printed, once the process has ended."""
        self.listening.join(timeout=PATIENCE)
        while not self.lines.empty():
            self.printed.append(self.lines.get())
        return self.printed

    def interrupt(self) -> int:
        """Press Ctrl+C, and return the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def running(command: list[str], folder: Path, **more: str) -> Iterator[Preview]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    preview = Preview(process)
    try:
        yield preview
    finally:
        # make and what it started, together
        if process.poll() is None:
            try:
                preview.interrupt()
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def serving(folder: Path, port: int | None = None) -> Iterator[tuple[Preview, str]]:
    """A preview of the site in a folder, and its address."""
    with running([*SERVE, "--port", str(port or free_port())], folder) as preview:
        yield preview, preview.wait_for(ADDRESS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Reader:
    """A page open in a browser, and what its preview script has said to the server."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.sent: list[str] = []
        self.loads = 0
        self.page = context.new_page()
        self.page.on("websocket", lambda socket: socket.on("framesent", self._hear))
        self.page.on("framenavigated", lambda _: self.sent.clear())
        self.page.on("load", self._count)
        self.page.goto(url)
        self.main = self.page.locator("main")
        self.wait_until_connected()
        self.mark()

    def _hear(self, frame: str | bytes) -> None:
        self.sent.append(str(frame))

    def _count(self, _: Page) -> None:
        self.loads += 1

    def wait_until_connected(self) -> None:
        """Until the script has introduced itself: from then on it is told of changes."""
        self.wait_until_sent("info", 1)

    def wait_until_sent(self, command: str, count: int) -> None:
        """Until the script has sent a command so many times since the page was loaded."""
        deadline = time.monotonic() + PATIENCE
        while sum(f'"{command}"' in frame for frame in self.sent) < count:
            assert time.monotonic() < deadline, f"the page never said '{command}' to the preview"
            # Lets Playwright hear the socket, and outlives a reload.
            self.page.wait_for_timeout(10)

    def wait_until_settled(self) -> None:
        """Until the script, after a reload, lets go of the place where the reader stood."""
        # The page's own policy forbids Playwright's wait_for_function.
        self.page.evaluate(
            """() => new Promise((settled) => (function look() {
                if (history.scrollRestoration === "auto") settled(); else setTimeout(look, 20);
            })())"""
        )

    def mark(self) -> None:
        """Leave a mark that does not outlive a reload."""
        self.page.evaluate("window.marked = true")

    @property
    def marked(self) -> bool:
        """Whether the page has not been loaded anew since it was marked."""
        return bool(self.page.evaluate("window.marked === true"))

    def expect_after(self, save: Callable[[], object], words: str) -> None:
        """The words on the screen, without a hand on the browser, after the save."""
        save()
        expect(self.main).to_contain_text(words)
        self.wait_until_connected()


def write(file: Path, text: str) -> None:
    """Saves as careful editors do: a new file put in the old one's place."""
    new = file.with_name(file.name + "~")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def add(file: Path, text: str) -> None:
    """Saves in place, with a paragraph more."""
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", encoding="utf-8")
