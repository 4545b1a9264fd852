"""Outside addresses, asked of real servers on this machine."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support import PATIENCE

from generator import cli
from generator.build import incremental
from generator.build.report import Options
from generator.commands.check import external_links
from generator.commands.check.external_links import Link, Manners
from generator.diagnostics import Diagnostic, Location
from generator.files.cache import Cache

QUICK = Manners(timeout=PATIENCE, pause=0)
PLACE = Location("content/sources.yaml", 3, 8)


class Server(ThreadingHTTPServer):
    """Answers by path, and writes down what it was asked: method, path, User-Agent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.let_go = threading.Event()
        self.other = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer()

    do_GET = do_HEAD  # noqa: N815

    def _answer(self) -> None:
        server, path = self.server, self.path.partition("?")[0]
        with server.lock:
            server.asked.append((self.command, path))
            server.agents.add(self.headers["User-Agent"])
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        if path == "/slow":
            server.let_go.wait(PATIENCE)
        head = self.command == "HEAD"
        answers: dict[str, tuple[int, str]] = {
            "/caf%C3%A9": (200, ""),
            "/moved": (301, "/fine"),
            "/for-now": (302, "/fine"),
            "/moved-then-gone": (308, "/gone"),
            "/away": (301, f"{server.other}/fine"),
            "/round": (302, "/round"),
            "/to-a-file": (302, "file:///etc/hostname"),
            "/no-head": (405 if head else 200, ""),
            "/no-robots": (403, ""),
            "/hangs-up": (0 if head else 200, ""),
            "/broken": (500, ""),
        }
        fine = path.startswith("/fine")
        status, target = answers.get(path, (200 if fine else 404, ""))
        with server.lock:
            server.at_once -= 1
        if status:
            with contextlib.suppress(OSError):
                self.send_response(status)
                if target:
                    self.send_header("Location", target)
                self.end_headers()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        return


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


def ask(folder: Path, *urls: str, manners: Manners = QUICK) -> list[Diagnostic]:
    return external_links.check([Link(url, PLACE) for url in urls], Cache(folder), manners)


@pytest.mark.parametrize("path", ["/fine", "/fine#part", "/for-now", "/café", "/caf%C3%A9", ""])
def test_well(server: Server, tmp_path: Path, path: str) -> None:
    if path == "":
        path = "/fine?q=1"
    assert ask(tmp_path, server.url + path) == []
    assert server.asked[0][0] == "HEAD"
    assert server.agents == {external_links.USER_AGENT}
    assert external_links.USER_AGENT.startswith("explainer/")


def test_refused_head_is_asked_again(server: Server, tmp_path: Path) -> None:
    assert ask(tmp_path, server.url + "/no-head", server.url + "/hangs-up") == []
    assert [method for method, _ in server.asked] == ["HEAD", "GET", "HEAD", "GET"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "answers 404 Not Found"),
        ("/broken", "answers 500 Internal Server Error"),
        ("/no-robots", "answers 403 Forbidden"),
        ("/moved-then-gone", "answers 404 Not Found (at 'http"),
        ("/round", "redirects more than 10 times"),
        ("/to-a-file", "leads to 'file:"),
    ],
)
def test_dead(server: Server, tmp_path: Path, path: str, words: str) -> None:
    (found,) = ask(tmp_path, server.url + path)
    assert (found.severity, found.code, found.location) == ("warning", "dead-link", PLACE)
    assert words in found.message


def test_a_slow_answer_is_none(server: Server, tmp_path: Path) -> None:
    (found,) = ask(tmp_path, server.url + "/slow", manners=Manners(timeout=0.2, pause=0))
    assert found.message.endswith("does not answer in 0.2 s")


def test_nobody_there(tmp_path: Path) -> None:
    with serving() as server:
        url = server.url
    (found,) = ask(tmp_path, url + "/fine")
    assert "cannot be reached" in found.message


@pytest.mark.parametrize("url", ["http://[x/", "http://a..b.ééé/", "http://x:port/", "http://"])
def test_no_address_at_all(tmp_path: Path, url: str) -> None:
    (found,) = ask(tmp_path, url)
    assert found.code == "dead-link"


def test_moved_for_good(server: Server, tmp_path: Path) -> None:
    for _ in range(2):  # the second time from the cache
        (found,) = ask(tmp_path, server.url + "/moved")
        assert (found.severity, found.code) == ("warning", "moved-link")
        assert found.hint == f"write '{server.url}/fine'"
    assert len(server.asked) == 2


def test_moved_to_another_host(server: Server, tmp_path: Path) -> None:
    with serving() as other:
        server.other = other.url
        (found,) = ask(tmp_path, server.url + "/away")
        assert found.hint == f"write '{other.url}/fine'"
        assert other.asked == [("HEAD", "/fine")]


def test_one_at_a_time_and_once_each(server: Server, tmp_path: Path) -> None:
    urls = [f"{server.url}/fine{n}" for n in range(12)]
    assert ask(tmp_path, *urls, *urls) == []
    assert server.most_at_once == 1
    assert len(server.asked) == 12


def test_the_pause_is_kept(server: Server, tmp_path: Path) -> None:
    started = time.monotonic()
    ask(tmp_path, server.url + "/fine1", server.url + "/fine2", manners=Manners(PATIENCE, 0.1))
    assert time.monotonic() - started >= 0.1


def test_what_is_well_is_kept_and_what_failed_is_not(server: Server, tmp_path: Path) -> None:
    urls = (server.url + "/fine", server.url + "/gone")
    ask(tmp_path, *urls)
    assert len(ask(tmp_path, *urls)) == 1
    assert [path for _, path in server.asked] == ["/fine", "/gone", "/gone"]
    cache = Cache(tmp_path)
    known = json.loads(cache.get(external_links.STORE) or b"")
    known[urls[0]]["checked"] -= external_links.WEEK + 60
    cache.put(external_links.STORE, json.dumps(known).encode())
    ask(tmp_path, urls[0])
    assert server.asked[-1] == ("HEAD", "/fine")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', '{"x": {"checked": "y"}}', "\x00"])
def test_a_damaged_cache_is_passed_over(server: Server, tmp_path: Path, text: str) -> None:
    cache = Cache(tmp_path)
    cache.put(external_links.STORE, text.encode())
    assert ask(tmp_path, server.url + "/fine") == []
    kept = cache.get(external_links.STORE)
    assert kept is not None
    assert json.loads(kept).keys() == {server.url + "/fine"}


def test_places_in_the_site(tides: Path) -> None:
    page = tides / "content" / "en" / "how-high.md"
    text = page.read_text() + "\nTwo [words](https://one.example/a)\nand [more](//two.example/b).\n"
    page.write_text(text)
    with (tides / "content" / "sources.yaml").open("a") as file:
        file.write("addressed:\n  title: Here\n  URL: https://three.example/c\n")
    with (tides / "content" / "glossary.yaml").open("a") as file:
        file.write("ebb:\n  term: {en: ebb, fr: jusant}\n  definition:\n    fr: L'eau baisse\n")
        file.write("    en: '[Falling water](https://four.example/d)'\n")
    report = incremental.check(Options(tides, Path()))
    assert report.made is not None
    found = {
        link.url: link.place for link in external_links.links(report.made.site, report.made.content)
    }
    lines = text.splitlines()
    for url in ("https://one.example/a", "//two.example/b"):
        place = found[url]
        assert place.file == "content/en/how-high.md"
        assert lines[place.line - 1][place.column - 1 :].startswith(url)
    assert found["https://four.example/d"].file == "content/glossary.yaml"
    place = found["https://three.example/c"]
    source = (tides / place.file).read_text().splitlines()[place.line - 1]
    assert source[place.column - 1 :] == "https://three.example/c"


def test_nothing_is_asked_without_the_flag(
    tides: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tides / "content" / "en" / "how-high.md"
    page.write_text(page.read_text() + f"\n[words]({server.url}/gone)\n")
    assert cli.main(["check", "--source", str(tides)]) == 0
    assert server.asked == []
    sources = tides / "content" / "sources.yaml"
    kept = [line for line in sources.read_text().splitlines() if "URL:" not in line]
    sources.write_text("\n".join(kept) + "\n")
    for path in (tides / "content" / "data").glob("*.yaml"):
        lines = path.read_text().splitlines()
        path.write_text("\n".join(line for line in lines if "http" not in line) + "\n")
    capsys.readouterr()
    assert cli.main(["check", "--external", "--source", str(tides), "--format", "json"]) == 0
    assert server.asked == [("HEAD", "/gone")]
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    dead = [one for one in told if one["code"] == "dead-link"]
    assert [one["file"] for one in dead] == ["content/en/how-high.md"]
