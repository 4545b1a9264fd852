"""The real site, built and served under a path as GitHub Pages does, and a Chromium to read it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright

BASE_PATH = "/some/path/"

# Quiet and self-contained: no sandbox in containers, no traffic of the browser's own.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


class PagesHandler(SimpleHTTPRequestHandler):
    """Files under the base path only; 404.html for everything else, as on GitHub Pages."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        wanted = urlsplit(path).path
        if not wanted.startswith(BASE_PATH):
            return str(Path(self.directory) / "no such file")
        return super().translate_path("/" + wanted.removeprefix(BASE_PATH))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if page.is_file() else str(code).encode()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@dataclass(frozen=True)
class BuiltSite:
    folder: Path
    base_url: str

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    @property
    def urls(self) -> list[str]:
        """Every page's address, as the site's own links write it."""
        names = [file.relative_to(self.folder).as_posix() for file in self.files]
        return [self.base_url + name.removesuffix("index.html") for name in names]


@pytest.fixture(scope="session")
def site(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    folder = tmp_path_factory.mktemp("site") / "public"
    # The server comes first: the addresses in the site need its port.
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(PagesHandler, directory=str(folder)))
    base_url = f"http://127.0.0.1:{server.server_port}{BASE_PATH}"
    command = [sys.executable, "-m", "generator", "build", "--source", str(repo)]
    options = ["--output", str(folder), "--base-url", base_url]
    done = subprocess.run([*command, *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield BuiltSite(folder, base_url)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    path = tool("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a phone."""
    opened = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@dataclass
class Faults:
    """What went wrong in a browser's context while pages were read in it."""

    host: str
    seen: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.check_host(request.url))
        context.on("requestfailed", lambda request: self.seen.append(f"failed: {request.url}"))
        context.on("response", lambda answer: self.check_status(answer.url, answer.status))
        context.on("console", self.check_console)
        context.on("weberror", lambda error: self.seen.append(f"script: {error.error}"))

    def check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.seen.append(f"another host: {url}")

    def check_status(self, url: str, status: int) -> None:
        if status >= 400:
            self.seen.append(f"{status}: {url}")

    def check_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.seen.append(f"console: {message.text} ({message.location['url']})")


@pytest.fixture
def faults(site: BuiltSite) -> Faults:
    return Faults(site.host)
