"""The editor's preview: the site served from memory, made again and reloaded at every save."""

from __future__ import annotations

import html
import mimetypes
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets

from generator import build, console
from generator.diagnostics import Diagnostic, as_text

if TYPE_CHECKING:
    from generator.diagnostics import Location

WATCHED = ("content", "templates", "static")
SCRIPT = b'<script src="/livereload.js"></script>'
ERROR_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not built</title></head>
<body><h1>This site has errors</h1><pre>{errors}</pre>
<p>Mend them and save: this page reloads by itself.</p></body></html>
"""


class Preview:
    """The site as last made without errors, and what is wrong with it now."""

    def __init__(self, options: build.Options, tell: Callable[[build.Report], None]) -> None:
        self.options = options
        self.files: dict[str, bytes] = {}
        self.errors: list[Diagnostic] = []
        self._tell = tell

    def make(self) -> bool:
        """Make the site again; whether it could be made. The last good one stays otherwise."""
        report = build.check(self.options)
        self._tell(report)
        self.errors = [d for d in report.diagnostics if d.severity == "error"]
        if not report.failed:
            self.files = report.files
        return not report.failed

    def find(self, path: str) -> tuple[int, str, bytes]:
        """Return status, file name and bytes for a requested path."""
        name = unquote(path).lstrip("/")
        if not name or name.endswith("/"):
            name += "index.html"
        if not self.files:
            text = "\n".join(as_text(error, self._line_of) for error in self.errors)
            return 200, "errors.html", ERROR_PAGE.format(errors=html.escape(text)).encode()
        if name in self.files:
            return 200, name, self.files[name]
        return 404, "404.html", self.files.get("404.html", b"Not found")

    def _line_of(self, place: Location) -> str | None:
        try:
            text = (self.options.source / place.file).read_text(encoding="utf-8-sig")
            return text.splitlines()[place.line - 1]
        except (OSError, UnicodeDecodeError, IndexError):
            return None


def _allowed(host: str, request_host: str) -> bool:
    """Say whether a request names a host that this server is: a page elsewhere may not ask."""
    name = urlsplit(f"//{request_host}").hostname or ""
    return name in {"localhost", "127.0.0.1", "::1", host} or host in {"0.0.0.0", "::"}  # noqa: S104


class _Files(web.RequestHandler):
    """Serves the files in memory, each page with the script that reloads it."""

    def initialize(self, preview: Preview, host: str) -> None:
        self.preview, self.host = preview, host

    def prepare(self) -> None:
        if not _allowed(self.host, self.request.host):
            raise web.HTTPError(403, "this preview is for this machine")

    def get(self, path: str) -> None:
        folder = f"{path.lstrip('/')}/index.html"
        if not path.endswith("/") and folder in self.preview.files:
            self.redirect(f"{path}/", permanent=False)
            return
        status, name, data = self.preview.find(path)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        if name.endswith(".html"):
            data = data.replace(b"</head>", SCRIPT + b"</head>", 1)
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.set_header("Cache-Control", "no-store")
        self.write(data)

    def head(self, path: str) -> None:
        self.get(path)


class _Reload(LiveReloadHandler):  # type: ignore[misc]
    """The browsers' end of a reload, for pages of this server alone."""

    host = "127.0.0.1"

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other sites: the library lets everyone in."""
        same = urlsplit(origin).netloc == self.request.host
        return same and _allowed(self.host, self.request.host)


def free_port(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Return sockets bound to the port, or to the next free one, and that port's number.

    Raises:
        OSError: none of the next hundred is free.
    """
    last: OSError | None = None
    for candidate in range(port, port + 100) if port else (0,):
        try:
            sockets = bind_sockets(candidate, address=host, reuse_port=False)
            return sockets, int(sockets[0].getsockname()[1])
        except OSError as error:
            last = error
    raise last or OSError("no port is free")


def serve(
    source: Path, host: str, port: int, *, drafts: bool = False, open_browser: bool = False
) -> int:
    """Serve the site until interrupted; return the exit code."""
    try:
        sockets, bound = free_port(host, port)
    except OSError as error:
        print(f"explainer: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 1
    if port not in (0, bound):
        print(f"Port {port} is taken; this is {bound}.", flush=True)
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104
    address = f"http://{shown}:{bound}/"
    options = build.Options(source, source / "public", address, drafts)
    preview = Preview(options, _printer(source))
    preview.make()

    _Reload.host, LiveReloadHandler.live_css, LiveReloadHandler.watcher = host, False, Watcher()
    handlers = {"preview": preview, "host": host}
    application = web.Application(
        cast(
            "Any",
            [
                (r"/livereload", _Reload),
                (r"/livereload\.js", LiveReloadJSHandler),
                (r"(/.*)", _Files, handlers),
            ],
        ),
        log_function=lambda handler: None,
    )
    from tornado.httpserver import HTTPServer

    HTTPServer(application).add_sockets(sockets)
    loop = IOLoop.current()
    stop = threading.Event()
    watching = threading.Thread(
        target=_watch, args=(source, preview, loop, stop), name="watch", daemon=True
    )
    watching.start()
    print(f"Serving {address} (Ctrl+C stops)", flush=True)
    if open_browser:
        loop.call_later(0, webbrowser.open, address)
    try:
        loop.start()
    except KeyboardInterrupt:
        print()
    finally:
        stop.set()
        watching.join(timeout=2)
    return 0


def _watch(source: Path, preview: Preview, loop: IOLoop, stop: threading.Event) -> None:
    """Make the site again at every change, and tell the browsers."""
    from watchfiles import watch

    folders = [source / name for name in WATCHED if (source / name).is_dir()]
    for _ in watch(*folders, debounce=50, step=10, stop_event=stop, raise_interrupt=False):
        preview.make()
        loop.add_callback(LiveReloadHandler.reload_waiters, "*")


def _printer(source: Path) -> Callable[[build.Report], None]:
    def tell(report: build.Report) -> None:
        console.show(report.diagnostics, source)
        if report.failed:
            print("Not built: the last good pages stay.", flush=True)
        else:
            print(f"{report.pages} pages made, {report.seconds:.2f} s.", flush=True)

    return tell
