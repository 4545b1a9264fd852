"""The editor's journey: save a file, see the page change; break it, mend it, see it again."""

from __future__ import annotations

import os
import re
import shutil
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
from playwright.sync_api import BrowserContext, expect

SOURCES = ("content", "templates", "static")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
PAGE = "content/en/index.md"


class Preview:
    """A running preview and what it has printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, pattern: re.Pattern[str], seconds: float) -> str:
        """What matches, as soon as a line that does is printed."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.printed.append(self.lines.get(timeout=min(left, 0.2)))
            except Empty:
                if self.process.poll() is not None:
                    break
                continue
            if found := pattern.search(self.printed[-1]):
                return found.group()
        pytest.fail(f"no line with {pattern.pattern}; printed:\n{''.join(self.printed)}")


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
    try:
        yield Preview(process)
    finally:
        # make and what it started, together
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Reader:
    """A page open in a browser, and what its preview script has said to the server."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.sent: list[str] = []
        self.page = context.new_page()
        self.page.on("websocket", lambda socket: socket.on("framesent", self._hear))
        self.page.goto(url)
        self.main = self.page.locator("main")
        self.wait_until_connected()

    def _hear(self, frame: str | bytes) -> None:
        self.sent.append(str(frame))

    def wait_until_connected(self) -> None:
        """Until the script has introduced itself: from then on it is told of changes."""
        deadline = time.monotonic() + 10
        while not any("info" in frame for frame in self.sent):
            assert time.monotonic() < deadline, "the page never connected to the preview"
            # Lets Playwright hear the socket, and outlives a reload.
            self.page.wait_for_timeout(10)

    def expect_after(self, save: Callable[[], object], words: str) -> None:
        """The words on the screen, without a hand on the browser, after the save."""
        self.sent.clear()
        save()
        expect(self.main).to_contain_text(words, timeout=20_000)
        self.wait_until_connected()


def write(file: Path, text: str) -> None:
    """Saves as careful editors do: a new file put in the old one's place."""
    new = file.with_name(file.name + "~")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


@pytest.fixture
def sources(repo: Path, tmp_path: Path) -> Path:
    for name in SOURCES:
        shutil.copytree(repo / name, tmp_path / name)
    return tmp_path


def test_a_save_reaches_the_reader(sources: Path, context: BrowserContext) -> None:
    serve = [sys.executable, "-m", "generator", "serve", "--port", str(free_port())]
    with running(serve, sources) as preview:
        reader = Reader(context, preview.wait_for(ADDRESS, 60) + "en/")
        file = sources / PAGE
        good = file.read_text("utf-8")
        first, second = good + "\nWritten in place.\n", good + "\nPut in its place.\n"
        reader.expect_after(lambda: file.write_text(first, "utf-8"), "Written in place.")
        reader.expect_after(lambda: write(file, second), "Put in its place.")
        expect(reader.main).not_to_contain_text("Written in place.")


def test_a_broken_page_is_reported_and_mended(sources: Path, context: BrowserContext) -> None:
    serve = [sys.executable, "-m", "generator", "serve", "--port", str(free_port())]
    with running(serve, sources) as preview:
        url = preview.wait_for(ADDRESS, 60) + "en/"
        reader = Reader(context, url)
        file = sources / PAGE
        good = file.read_text("utf-8")
        file.write_text(good + "\n{stat}`no-such-number`\n", "utf-8")
        preview.wait_for(re.compile(r"en/index\.md:\d+:\d+:? error\["), 20)
        assert reader.page.request.get(url).ok, "the last good page is still served"
        reader.expect_after(lambda: file.write_text(good + "\nMended.\n", "utf-8"), "Mended.")


def test_make_serve_in_a_fresh_clone(repo: Path, tmp_path: Path, context: BrowserContext) -> None:
    """`make serve` alone, with nothing set up: it takes as long as its downloads do."""
    left_out = shutil.ignore_patterns(".git", ".venv", ".explainer", "public", "__pycache__")
    clone = tmp_path / "clone"
    shutil.copytree(repo, clone, ignore=left_out)
    with running(["make", "serve", f"PORT={free_port()}"], clone, VIRTUAL_ENV="") as preview:
        reader = Reader(context, preview.wait_for(ADDRESS, 300) + "en/")
        assert (clone / ".venv" / "bin" / "explainer").exists()
        file = clone / PAGE
        longer = file.read_text("utf-8") + "\nFrom a fresh clone.\n"
        reader.expect_after(lambda: file.write_text(longer, "utf-8"), "From a fresh clone.")
