"""A server that answers as GitHub Pages does, for built sites in folders.

Each site has a host's name and a base path. Folders redirect to their address with a slash, `/x` is
`x.html` where that is there, what is not found is `404.html` with its status, texts are compressed
for whoever takes that, and no header is the site's own. Outside the base path is another's.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
COMPRESSED = ("text/", "application/", "image/svg")


class PagesHandler(BaseHTTPRequestHandler):
    """Answers one request for one of the server's sites."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a body waits 40 ms for the receipt of its headers
    server: Pages

    def do_GET(self) -> None:
        folder, base = self.server.sites.get(self.headers["Host"], (None, ""))
        asked = urlsplit(self.path).path
        if folder is None or not f"{asked}/".startswith(base):
            self._answer(404, "text/html; charset=utf-8", b"There isn't a GitHub Pages site here.")
            return
        below = unquote(asked.removeprefix(base)) if asked.startswith(base) else ""
        path = folder / below
        if not path.resolve().is_relative_to(folder.resolve()):
            self._missing(folder)
        elif path.is_file() and not below.endswith("/"):
            self._file(200, path)
        elif not below.endswith("/") and below and Path(f"{path}.html").is_file():
            self._file(200, Path(f"{path}.html"))
        elif not (path / "index.html").is_file():
            self._missing(folder)
        elif asked.endswith("/"):
            self._file(200, path / "index.html")
        else:
            query = urlsplit(self.path).query
            self.send_response(301)
            self.send_header("Location", quote(f"{unquote(asked)}/") + (query and f"?{query}"))
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _missing(self, folder: Path) -> None:
        page = folder / "404.html"
        if page.is_file():
            self._file(404, page)
        else:
            self._answer(404, "text/html; charset=utf-8", b"404")

    def _file(self, status: int, path: Path) -> None:
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path)[0]
        self._answer(status, kind or "application/octet-stream", path.read_bytes())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@lru_cache(maxsize=64)  # what every page links
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


class Pages(ThreadingHTTPServer):
    """Serves built sites, each by its host's name, below its base path."""

    daemon_threads = True

    def __init__(self) -> None:
        self.sites: dict[str, tuple[Path, str]] = {}
        super().__init__(("127.0.0.1", 0), PagesHandler)

    def add(self, folder: Path, base_url: str) -> None:
        """Serve the site in a folder at an address."""
        parts = urlsplit(base_url)
        self.sites[parts.netloc] = (folder, parts.path)


@contextmanager
def serving_pages() -> Iterator[Pages]:
    """A server that runs until the end of the block."""
    pages = Pages()
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    try:
        yield pages
    finally:
        pages.shutdown()
        pages.server_close()
