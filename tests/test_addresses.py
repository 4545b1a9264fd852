"""Every link, anchor and file of a site, wherever it stands: found by a crawler, none broken."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import build
from crawler import Crawl, from_files, over_http
from pages_server import serving_pages
from support import BORDER, ROOT, copy

# Files that nothing leads to: what machines ask for by name, style sheets that another one holds.
UNLINKED = ("build.json", "embed.js", "llms.txt", ".nojekyll", "assets/")
INDEX = "/index.json"  # what the search page's script asks for
Built = Callable[[str], Path]


@pytest.fixture(scope="module")
def built(with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds a small site in the published design, for an address."""
    source = with_drawings(copy(BORDER, tmp_path_factory.mktemp("addresses") / "site", ROOT))

    def make(base_url: str) -> Path:
        folder = tmp_path_factory.mktemp("built") / "public"
        build(source, folder, base_url)
        return folder

    return make


def unreached(folder: Path, base: str, crawl: Crawl) -> list[str]:
    urls = {f"{url}index.html" if url.endswith("/") else url for url in crawl.found}
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return [name for name in files if base + quote(name) not in urls and name not in urls]


@pytest.mark.parametrize(
    "base",
    [
        "http://owner.github.example/repo/",
        "http://www.border.example/",
    ],
    ids=["project", "domain"],
)
def test_on_pages_nothing_is_broken(built: Built, base: str) -> None:
    folder = built(base)
    with serving_pages() as server:
        server.add(folder, base)
        crawl = Crawl(base, over_http(server.server_port))
        crawl.run(base, f"{base}sitemap.xml", f"{base}robots.txt", f"{base}404.html")
    assert crawl.broken == []
    assert crawl.links > 500 and crawl.anchors > 100, str(crawl)
    left = unreached(folder, base, crawl)
    assert [n for n in left if not (n.startswith(UNLINKED) or n.endswith(INDEX))] == []


def test_what_is_not_found_leads_back_from_any_depth(built: Built) -> None:
    base = "http://owner.github.example/repo/"
    lost = f"{base}a/b/c/d"
    with serving_pages() as server:
        server.add(built(base), base)
        fetch = over_http(server.server_port)
        page = fetch(lost)
        assert page.status == 404
        crawl = Crawl(base, lambda url: page._replace(status=200) if url == lost else fetch(url))
        crawl.run(lost)
    assert crawl.broken == []
    assert f"{base}en/" in crawl.found


def test_relative_links_work_as_files_and_on_any_host(built: Built) -> None:
    folder = built("relative")
    base = f"{folder.as_uri()}/"
    crawl = Crawl(base, from_files).run(f"{base}index.html", f"{base}404.html")
    assert crawl.broken == []
    assert crawl.links > 500 and crawl.anchors > 100, str(crawl)
    pages = [path for path in folder.rglob("*.html") if "embed" not in path.parts]
    assert len(pages) == sum(url.endswith(".html") for url in crawl.found)
    for path in folder.rglob("*.*"):
        if path.is_file():
            assert "\ufdd0".encode() not in path.read_bytes(), path
    with serving_pages() as server:
        for base in ("http://any.example/", "http://other.example/deep/below/"):
            server.add(folder, base)
            crawl = Crawl(base, over_http(server.server_port)).run(base)
            assert crawl.broken == []
            assert crawl.links > 500


def test_pages_differ_by_nothing_but_their_links(built: Built) -> None:
    """The words, numbers and files are the same; and so is the tree, once links are left out."""
    link = re.compile(rb'((?:href|src|content|data-(?:live|runtime|script|index|to))=")[^"]*')
    one, other = built("https://example.org/repo/"), built("relative")
    names = {path.relative_to(one) for path in one.rglob("*")}
    assert names == {path.relative_to(other) for path in other.rglob("*")}
    for name in names:
        if name.suffix == ".html":
            ours, theirs = (link.sub(rb"\1", (f / name).read_bytes()) for f in (one, other))
            assert ours.replace(b"https://example.org/repo", b"http://localhost:8000") == theirs
