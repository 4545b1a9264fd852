"""The preview's server, over the wire: addresses, who may ask, and what browsers are told."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from support import PATIENCE
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketClientConnection, websocket_connect

from generator.commands.serve.served_site import ServedSite, faults
from generator.commands.serve.server import allowed, application, tell_browsers
from generator.diagnostics import Diagnostic, Location

HTML = "<html><head>{sheet}</head><body>{words}</body></html>"


def page(words: str) -> bytes:
    sheet = '<link rel="stylesheet" href="/assets/css/site.css">'
    return HTML.format(sheet=sheet, words=words).encode()


FILES = {
    "index.html": page("front"),
    "en/deal/index.html": page("deal"),
    "en/déjà/index.html": page("again"),
    "404.html": page("lost"),
    "data/a.csv": b"a,b\n",
    "assets/css/site.css": b"p {}",
    "assets/fonts/text.0123456789.woff2": b"font",
}


@dataclass
class Served:
    """A server of its own, and the state that a test gives it."""

    number: int
    site: ServedSite = field(default_factory=lambda: ServedSite(FILES))

    def put(self, site: ServedSite) -> None:
        """Let something else be the newest, and tell."""
        news, self.site = site.changed(self.site), site
        tell_browsers(news)

    async def get(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        url = f"http://127.0.0.1:{self.number}{path}"
        request = HTTPRequest(url, method, headers, follow_redirects=False)
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def browser(self, path: str) -> Browser:
        connection = await websocket_connect(f"ws://127.0.0.1:{self.number}/livereload")
        opened = Browser(connection)
        await opened.say(command="hello", protocols=["http://livereload.com/protocols/official-7"])
        assert (await opened.hear())["command"] == "hello"
        url = f"http://127.0.0.1:{self.number}{path}"
        await opened.say(command="info", url=url, version=self.site.find(path).version)
        assert await opened.hear() == {"command": "mended"}
        return opened


@dataclass
class Browser:
    connection: WebSocketClientConnection

    async def say(self, **message: object) -> None:
        await self.connection.write_message(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self.connection.read_message(), PATIENCE)
        assert message is not None, "the socket was closed"
        told: dict[str, Any] = json.loads(message)
        return told

    async def silent(self) -> bool:
        """Whether nothing more was told: the answer to a greeting comes next."""
        await self.say(command="hello", protocols=[])
        told = await self.hear()
        return told == {**told, "command": "hello"}


@asynccontextmanager
async def serving(host: str = "127.0.0.1") -> AsyncIterator[Served]:
    sockets = bind_sockets(0, address="127.0.0.1")
    served = Served(sockets[0].getsockname()[1])
    server = HTTPServer(application(host, lambda: served.site))
    server.add_sockets(sockets)
    yield served
    server.stop()
    await server.close_all_connections()


def in_loop(test: Callable[[], Coroutine[None, None, None]]) -> Callable[[], None]:
    """Run a test in a thread: the main one may have a loop already, that of the browser tests."""

    def run() -> None:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, test()).result()

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


def test_hosts() -> None:
    forwarded = ["abc-8000.app.github.dev", "Example.org"]
    assert allowed("0.0.0.0", "abc-8000.app.github.dev", forwarded)
    assert allowed("127.0.0.1", "example.org:443", forwarded)
    assert not allowed("0.0.0.0", "abc-8000.app.github.dev")
    assert not allowed("0.0.0.0", "evil.example", forwarded)
    for odd in ("[", "http://[", "[::1", "", "]:80", "x:y"):
        assert not allowed("127.0.0.1", odd, forwarded)


@in_loop
async def test_odd_addresses_do_no_harm() -> None:
    async with serving() as served:
        for line in ("GET http://[ HTTP/1.1", "GET //[ HTTP/1.1", "GET /%00%ff HTTP/1.1"):
            reader, writer = await asyncio.open_connection("127.0.0.1", served.number)
            writer.write(f"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            answer = await reader.read()
            assert answer.startswith(b"HTTP/1.1 4"), (line, answer)
            writer.close()
        browser = await served.browser("/")
        await browser.say(command="info", url="http://[", version="x")
        assert (await browser.hear())["command"] == "changed"


@in_loop
async def test_addresses() -> None:
    async with serving() as served:
        front = await served.get("/")
        assert front.code == 200
        assert b'<script src="/explainer-preview.js"' in front.body
        assert front.headers["Cache-Control"] == "no-store"
        moved = await served.get("/en/deal?x=1")
        assert (moved.code, moved.headers["Location"]) == (302, "/en/deal/?x=1")
        elsewhere = await served.get("//en/deal")
        assert elsewhere.headers["Location"] == "/en/deal/", "never to a host of that name"
        assert (await served.get("/en/d%C3%A9j%C3%A0/")).code == 200
        assert (await served.get("/en/d%C3%A9j%C3%A0")).headers["Location"] == "/en/d%C3%A9j%C3%A0/"
        assert (await served.get("/data/a.csv")).body == FILES["data/a.csv"]
        lost = await served.get("/no/such/")
        assert (lost.code, b"lost" in lost.body) == (404, True)
        kept = await served.get("/assets/fonts/text.0123456789.woff2")
        assert "immutable" in kept.headers["Cache-Control"]
        head = await served.get("/", "HEAD")
        assert (head.code, head.body) == (200, b"")
        assert head.headers["Content-Length"] == str(len(front.body))


@in_loop
async def test_hosts_and_origins() -> None:
    async with serving() as served:
        for path in ("/", "/livereload", "/explainer-preview.js"):
            assert (await served.get(path, Host="evil.example")).code == 403
        url = f"ws://127.0.0.1:{served.number}/livereload"
        for origin in ("http://evil.example", "null", f"http://localhost:{served.number}"):
            with pytest.raises(HTTPClientError, match="403"):
                await websocket_connect(HTTPRequest(url, headers={"Origin": origin}))
        own = {"Origin": f"http://127.0.0.1:{served.number}"}
        (await websocket_connect(HTTPRequest(url, headers=own))).close()


@pytest.mark.parametrize(
    ("host", "asked", "answer"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "evil.example:8000", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "192.168.1.2", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[", False),
        ("Desk.lan", "desk.lan:8000", True),
        ("0.0.0.0", "192.168.1.2:8000", True),
        ("0.0.0.0", f"{socket.gethostname()}:8000", True),
        ("0.0.0.0", "evil.example", False),
    ],
)
def test_which_hosts_this_is(host: str, asked: str, answer: bool) -> None:
    assert allowed(host, asked) is answer


@in_loop
async def test_each_browser_is_told_what_is_new_to_it_and_once() -> None:
    async with serving() as served:
        front, deal = await served.browser("/"), await served.browser("/en/deal/")
        served.put(ServedSite({**FILES, "en/deal/index.html": page("better deal")}))
        told = await deal.hear()
        assert (told["command"], told["page"]) == ("changed", "new")
        tell_browsers(())
        served.put(ServedSite(dict(served.site.files)))
        assert await deal.silent()
        assert await front.silent()


@in_loop
async def test_a_page_out_of_date_is_told_so_when_it_connects() -> None:
    async with serving() as served:
        browser = await served.browser("/")
        served.site = ServedSite({**FILES, "index.html": page("new front")})
        await browser.say(
            command="info", url="http://x/", version=ServedSite(FILES).find("/").version
        )
        assert (await browser.hear())["page"] == "new"


@in_loop
async def test_style_alone() -> None:
    async with serving() as served:
        browser = await served.browser("/en/deal/")
        served.put(ServedSite({**FILES, "assets/css/site.css": b"p { margin: 0 }"}))
        told = await browser.hear()
        assert told["page"] == "restyled"
        (sheet,) = told["sheets"]
        assert re.fullmatch(r"/assets/css/site\.css\?[0-9a-f]{10}", sheet)
        assert told["paths"] == []


@in_loop
async def test_what_pages_ask_for_later_is_named() -> None:
    async with serving() as served:
        browser = await served.browser("/")
        served.put(ServedSite({**FILES, "data/a.csv": b"a,c\n"}))
        told = await browser.hear()
        assert (told["page"], told["paths"]) == ("same", ["data/a.csv"])


@in_loop
async def test_errors_and_their_mending() -> None:
    place = Location("content/en/deal.md", 3, 2)
    found = [Diagnostic(place, "error", "broken", "it broke", "mend it")]
    async with serving() as served:
        browser = await served.browser("/")
        served.put(ServedSite(FILES, faults(found, Path("nowhere"))))
        told = await browser.hear()
        assert told["command"] == "errors"
        assert told["diagnostics"] == [{**found[0].as_json(), "excerpt": ""}]
        served.put(ServedSite(FILES))
        assert await browser.hear() == {"command": "mended"}
        assert await browser.silent()


@in_loop
async def test_before_the_first_good_make() -> None:
    found = [Diagnostic(Location("a.md", 3, 2), "error", "broken", "<it> broke", "mend it")]
    async with serving() as served:
        served.site = ServedSite({}, faults(found, Path("nowhere")))
        answer = await served.get("/en/")
        assert answer.code == 503
        assert b"a.md:3:2 error[broken] &lt;it&gt; broke, mend it" in answer.body
        browser = await served.browser("/en/deal/")
        served.put(ServedSite(FILES))
        assert (await browser.hear())["page"] == "new"


@in_loop
async def test_nonsense_closes_the_socket_and_nothing_else() -> None:
    async with serving() as served:
        connection = await websocket_connect(f"ws://127.0.0.1:{served.number}/livereload")
        await connection.write_message("[]")
        assert await asyncio.wait_for(connection.read_message(), PATIENCE) is None
        assert (await served.get("/")).code == 200


@in_loop
async def test_a_file_that_is_still_to_be_made_is_waited_for() -> None:
    async with serving() as served:
        served.site = ServedSite(FILES, is_complete=False)
        asked = asyncio.ensure_future(served.get("/charts/a.png"))
        assert (await served.get("/")).code == 200
        assert (await served.get("/en/deal")).code == 302, "a folder is there"
        served.put(ServedSite({**FILES, "data/b.csv": b"b"}, is_complete=False))
        assert (await served.get("/data/b.csv")).body == b"b"
        assert not asked.done()
        served.put(ServedSite({**FILES, "charts/a.png": b"PNG"}, is_complete=False))
        assert (await asked).body == b"PNG"
        asked = asyncio.ensure_future(served.get("/charts/none.png"))
        await served.get("/")
        served.put(ServedSite(FILES))
        assert (await asked).code == 404
