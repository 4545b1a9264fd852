"""The preview's web server: files from memory, and livereload's socket to every browser."""

from __future__ import annotations

import json
import mimetypes
import re
import socket
from collections.abc import Callable, Collection, Iterable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import web
from tornado.locks import Condition

from generator.commands.serve.screens import Screens
from generator.commands.serve.served_site import ServedSite, differ_in_style_alone, used_elsewhere

CLIENT = Path(__file__).with_name("client.js")
CLIENT_PATH = "/explainer-preview.js"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104, what a user may ask for
FINGERPRINTED = re.compile(r"^assets/.+\.[0-9a-f]{10}\.\w+$")

published = Condition()  # that there is a newer state of the site
screens = Screens()
Newest = Callable[[], ServedSite]


def allowed(host: str, asked: str, others: Collection[str] = ()) -> bool:
    """Say whether the ``Host`` header of a request (``asked``) names this server.

    ``others`` are names under which something before it forwards requests.

    This keeps a foreign page from reading the preview by pointing its own domain at this machine
    (DNS rebinding): the header still names the foreign domain.
    """
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    known = {"localhost", "127.0.0.1", "::1", host.lower(), *map(str.lower, others)}
    if name in known:
        return True
    own = socket.gethostname().lower()
    return host in EVERYWHERE and (name in {own, f"{own}.local"} or _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class _OwnHost(web.RequestHandler):
    """Refuses requests whose ``Host`` is not this server's."""

    def initialize(self, host: str, others: Collection[str], newest: Newest) -> None:
        self.host, self.others, self.newest = host, others, newest

    def prepare(self) -> None:
        if not allowed(self.host, self.request.host, self.others):
            raise web.HTTPError(403)

    def write_error(self, status_code: int, **kwargs: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        words = {
            403: (
                f"This preview is for {self.host} alone: open it by that name, or start it with "
                "--allow-host NAME, where NAME is the host's in the address.\n"
            )
        }
        self.finish(words.get(status_code, f"{status_code} {self._reason}\n"))


class _Files(_OwnHost):
    """Serves the files in memory, each page with the script that keeps it fresh."""

    async def get(self) -> None:
        site, path = self.newest(), self.request.path
        while site.lacks(path):
            await published.wait()
            site = self.newest()
        if folder := site.folder(path):
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(folder + query)
            return
        response = site.find(path)
        kind = mimetypes.guess_type(response.name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self.set_status(response.status)
        self.set_header("Content-Type", kind)
        # A fingerprint stands for its bytes, whatever happens to the site.
        kept = response.status == 200 and FINGERPRINTED.match(response.name)
        self.set_header("Cache-Control", "max-age=31536000, immutable" if kept else "no-store")
        page = response.name.endswith(".html")
        self.write(with_client(response.data, response.version) if page else response.data)

    async def head(self) -> None:
        await self.get()


def with_client(page: bytes, version: str) -> bytes:
    """Return a page with the preview's script, which is told what it is shown with."""
    tag = f'<script src="{CLIENT_PATH}" data-version="{version}" defer></script>'.encode()
    before, head_end, after = page.partition(b"</head>")
    return before + tag + head_end + after


class _Client(_OwnHost):
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")  # with the ETag that tornado adds
        self.write(CLIENT.read_bytes())

    def head(self) -> None:
        self.get()


class _Browser(_OwnHost, LiveReloadHandler):  # type: ignore[misc]
    """One browser's socket: the page that it shows, and in which version."""

    def initialize(self, host: str, others: Collection[str], newest: Newest) -> None:
        super().initialize(host, others, newest)
        self.path, self.version = "/", ""
        self.sheets: tuple[str, ...] = ()
        self.errors: list[dict[str, object]] | None = None  # not told anything yet

    def check_origin(self, origin: str) -> bool:
        """Refuse pages of other sites: the library lets everyone in."""
        try:
            return bool(urlsplit(origin).netloc == self.request.host)
        except ValueError:
            return False

    def on_message(self, message: str | bytes) -> None:
        """Do livereload's handshake; a browser that says what it shows is told what is newer."""
        try:
            said = json.loads(message)
            command = said["command"]
        except (ValueError, TypeError, KeyError):
            self.close()
            return
        super().on_message(message)
        if command == "shown":
            screens.add()
        if command == "info" and isinstance(said.get("url"), str):
            try:
                self.path = urlsplit(said["url"]).path
            except ValueError:
                self.path = "/"
            self.version = str(said.get("version", ""))
            self.tell(())

    def tell(self, changed: Iterable[str]) -> None:
        """Send the browser what changed since the version that it shows; nothing twice."""
        site = self.newest()
        # Where there never was a good page, the page itself lists the errors.
        errors = [fault.as_json() for fault in site.faults] if site.files else []
        if errors != self.errors:
            told = {"command": "errors", "diagnostics": errors}
            self.send_message(told if errors else {"command": "mended"})
            self.errors = errors
        response, paths = site.find(self.path), used_elsewhere(changed)
        before, self.sheets = self.sheets, response.sheets
        if response.version == self.version and not paths:
            return
        kind = "same"
        if response.version != self.version:
            restyled = differ_in_style_alone(response.version, self.version)
            kind = "restyled" if restyled else "new"
        message = {
            "command": "changed",
            "page": kind,
            "paths": paths,
            "sheets": [sheet for sheet in response.sheets if sheet not in before],
            "version": response.version,
        }
        self.version = response.version
        self.send_message(message)


def tell_browsers(changed: Iterable[str]) -> None:
    """Tell every connected browser, and who waits for a file, on the server's own thread."""
    published.notify_all()
    for browser in LiveReloadHandler.waiters.copy():
        browser.tell(changed)


def shown() -> list[str]:
    """Return the paths of the pages that browsers show."""
    return [browser.path for browser in LiveReloadHandler.waiters.copy()]


def application(host: str, newest: Newest, others: Collection[str] = ()) -> web.Application:
    """Return what answers requests with the newest state of the site.

    ``host`` is the name that it listens at, ``others`` are more names by which it may be asked.
    """
    rooms = {"host": host, "others": others, "newest": newest}
    handlers = [
        web.url("/livereload", _Browser, rooms),
        web.url(re.escape(CLIENT_PATH), _Client, rooms),
        web.url(".*", _Files, rooms),
    ]
    return web.Application([*handlers], log_function=lambda handler: None)
