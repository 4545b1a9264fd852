"""What the tests stand on: a server that answers as Pages does, a crawler that sees faults."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawler import Crawl, from_files, over_http
from pages_server import Pages, serving_pages

BASE = "http://owner.example/repo/"
FILES = {
    "index.html": '<link rel="stylesheet" href="/repo/a.css"><a href="deal/#x">x</a><p id="top">',
    "404.html": "<h1>Nothing here</h1>",
    "deal/index.html": '<h2 id="x">X</h2><a href="/repo/#top">up</a><label for="x">',
    "plain.html": "plain",
    "both.html": "page",
    "both/index.html": "folder",
    "empty/a.txt": "a",
    "a.css": "p { background: url(dot.svg) }",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="g"/><use href="#g"/></svg>',
    "été/index.html": "été",
    ".well-known/security.txt": "Contact: a@example.org",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving_pages() as pages:
        folder = written(tmp_path_factory.mktemp("pages"), FILES)
        (folder.parent / "secret.txt").write_text("secret")
        pages.add(folder, BASE)
        pages.add(folder, "http://domain.example/")
        yield pages


def ask(
    server: Pages, path: str, host: str = "owner.example", **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request("GET", path, headers={"Host": host, **headers})
    return connection.getresponse()


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/repo/", 200, FILES["index.html"]),
        ("/repo/?a=1", 200, FILES["index.html"]),
        ("/repo/deal/", 200, FILES["deal/index.html"]),
        ("/repo/deal/index.html", 200, FILES["deal/index.html"]),
        ("/repo/plain", 200, "plain"),
        ("/repo/plain/", 404, FILES["404.html"]),
        ("/repo/both", 200, "page"),
        ("/repo/both/", 200, "folder"),
        ("/repo/empty/", 404, FILES["404.html"]),
        ("/repo/a/b/c", 404, FILES["404.html"]),
        ("/repo/%C3%A9t%C3%A9/", 200, "été"),
        ("/repo/.well-known/security.txt", 200, FILES[".well-known/security.txt"]),
        ("/repo/../secret.txt", 404, FILES["404.html"]),
        ("/other/", 404, "There isn't a GitHub Pages site here."),
        ("/", 404, "There isn't a GitHub Pages site here."),
    ],
)
def test_answers(server: Pages, path: str, status: int, body: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.read().decode()) == (status, body)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/repo", "/repo/"),
        ("/repo/deal", "/repo/deal/"),
        ("/repo/deal?a=1", "/repo/deal/?a=1"),
        ("/repo/%C3%A9t%C3%A9", "/repo/%C3%A9t%C3%A9/"),
    ],
)
def test_folders_redirect(server: Pages, path: str, to: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.getheader("Location")) == (301, to)


def test_a_domain_has_no_base_path(server: Pages) -> None:
    assert ask(server, "/deal/", "domain.example").status == 200
    assert ask(server, "/deal/", "nobody.example").status == 404


def test_texts_are_compressed_for_whoever_takes_it(server: Pages) -> None:
    answer = ask(server, "/repo/deal/", **{"Accept-Encoding": "br, gzip"})
    assert answer.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(answer.read()).decode() == FILES["deal/index.html"]
    assert ask(server, "/repo/deal/").getheader("Content-Encoding") is None


def test_the_crawler_follows_all_of_a_sound_site(server: Pages) -> None:
    found = Crawl(BASE, over_http(server.server_port)).run(BASE)
    assert found.broken == []
    paths = {url.removeprefix(BASE) for url in found.found}
    assert paths == {"", "deal/", "a.css", "dot.svg"}
    assert (found.links, found.anchors) == (5, 4)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"index.html": "<a href=gone/>"}, "gone/ answers 404"),
        ({"index.html": "<a href=deal>", "deal/index.html": ""}, "deal answers 301"),
        ({"index.html": "<a href='#gone'>"}, "nothing is called #gone in "),
        ({"index.html": "<a href=a.html#b>", "a.html": "<p id=a>"}, "nothing is called #b in "),
        ({"index.html": "<a href='/en/'>"}, "http://owner.example/en/ is not below "),
        ({"index.html": "<img src=a.png>"}, "a.png answers 404"),
        ({"index.html": "<img srcset='a.png 1x, b.png 2x'>", "a.png": ""}, "b.png answers 404"),
        ({"index.html": "<link href=a.css>", "a.css": "@import 'b.css';"}, "b.css answers 404"),
        ({"index.html": "<link href=a.css>", "a.css": "p{src:url(b.woff2)}"}, "b.woff2 answers"),
        ({"index.html": "<button popovertarget=n>"}, "nothing is called n in this page"),
        ({"index.html": "<meta property=og:image content=card.png>"}, "card.png answers 404"),
        (
            {"index.html": "<meta http-equiv=refresh content='0; url=new/'>"},
            "new/ answers 404",
        ),
        ({"index.html": '<code>&lt;iframe src="e/"></code>'}, "e/ answers 404"),
        ({"index.html": "<a href='javascript:x()'>"}, "javascript:x() is no address"),
        (
            {"index.html": "<a href=s.xml>", "s.xml": f"<loc>{BASE}gone/</loc>"},
            "gone/ answers 404",
        ),
    ],
)
def test_the_crawler_sees_what_is_broken(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    with serving_pages() as pages:
        pages.add(written(tmp_path, files), BASE)
        found = Crawl(BASE, over_http(pages.server_port)).run(BASE)
    (told,) = found.broken
    assert fault in told


def test_files_have_no_server(tmp_path: Path) -> None:
    written(tmp_path, {"index.html": "<a href='a/'>", "a/index.html": ""})
    base = f"{tmp_path.as_uri()}/"
    assert Crawl(base, from_files).run(f"{base}index.html").broken
    written(tmp_path, {"index.html": "<a href='a/index.html#x'>", "a/index.html": "<i id=x>"})
    assert not Crawl(base, from_files).run(f"{base}index.html").broken
