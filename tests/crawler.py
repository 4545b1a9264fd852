"""Follows every address of a site, from its first page on, with a parser of the tests' own."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

# Attributes that hold an address; those that hold ids of the same page; metadata with an address.
ADDRESSES = ("href", "src", "poster", "action", "data-live", "data-runtime", "xlink:href")
IDS = ("for", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "list")
METADATA = ("og:url", "og:image", "twitter:image")
FRAMED = re.compile(r'<iframe src="([^"]+)"')  # in code to copy
IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?!data:)([^"')\s]+)""")
IN_XML = re.compile(r"<loc>([^<]+)</loc>|\b(?:href|url)=\"([^\"]+)\"")
IN_ROBOTS = re.compile(r"^Sitemap: (\S+)", re.MULTILINE)


class Answer(NamedTuple):
    """What stands at an address: 200 or what else, its kind, its bytes."""

    status: int
    kind: str
    body: bytes


Fetch = Callable[[str], Answer]


class Links(HTMLParser):
    """The addresses of a page and the ids in it, and the ids that it refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.wanted: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.addresses += [given[name] for name in ADDRESSES if name in given]
        self.addresses += [one.split()[0] for one in given.get("srcset", "").split(",") if one]
        for name in IDS:
            self.wanted += given.get(name, "").split()
        for value in given.values():
            self.wanted += re.findall(r"url\(#([^)]+)\)", value)
        if given.get("property", given.get("name")) in METADATA:
            self.addresses.append(given["content"])
        if given.get("http-equiv", "").lower() == "refresh":
            self.addresses.append(given["content"].partition("url=")[2])

    def handle_data(self, data: str) -> None:
        self.addresses += FRAMED.findall(data)


@dataclass
class Crawl:
    """What was found: addresses that answered, links followed, anchors met, and what is broken."""

    base: str
    fetch: Fetch
    found: dict[str, Answer] = field(default_factory=dict)
    links: int = 0
    anchors: int = 0
    outside: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def run(self, *starts: str) -> Crawl:
        """Follow all that can be reached from these addresses, below the base."""
        waiting = [(start, "the beginning") for start in starts]
        anchors: list[tuple[str, str, str]] = []
        while waiting:
            address, where = waiting.pop()
            url, anchor = urldefrag(address)
            if anchor:
                anchors.append((url, unquote(anchor), where))
            if url in self.found:
                continue
            answer = self.found[url] = self.fetch(url)
            if answer.status != 200:
                self.broken.append(f"{where}: {url} answers {answer.status}")
                continue
            links = self._links(url, answer)
            waiting += [(link, url) for link in links if self._is_inside(url, link)]
        for url, anchor, where in anchors:
            self.anchors += 1
            known = self._ids.get(url)
            if known is not None and anchor not in known:
                self.broken.append(f"{where}: nothing is called #{anchor} in {url}")
        return self

    def _is_inside(self, page: str, link: str) -> bool:
        self.links += 1
        if link.startswith(self.base) or urldefrag(link)[0] == self.base.rstrip("/"):
            return True
        same = urlsplit(link)[:2] == urlsplit(self.base)[:2]
        if same:
            self.broken.append(f"{page}: {link} is not below {self.base}")
        elif urlsplit(link).scheme in ("http", "https", "mailto"):
            self.outside.add(link)
        elif urlsplit(link).scheme != "data":
            self.broken.append(f"{page}: {link} is no address")
        return False

    def _links(self, url: str, answer: Answer) -> list[str]:
        text = answer.body.decode("utf-8", "replace")
        if answer.kind.startswith(("text/html", "image/svg")):
            page = Links(text)
            self._ids[url] = {*page.ids}
            self.anchors += len(page.wanted)
            lost = [id for id in page.wanted if id not in self._ids[url]]
            self.broken += [f"{url}: nothing is called {id} in this page" for id in lost]
            found = page.addresses
        elif answer.kind.startswith("text/css"):
            found = IN_CSS.findall(text)
        elif "xml" in answer.kind:
            found = [loc or href for loc, href in IN_XML.findall(text)]
        elif url.endswith("/robots.txt"):
            found = IN_ROBOTS.findall(text)
        else:
            found = []
        return [urljoin(url, link) for link in found]

    def __str__(self) -> str:
        pages = sum(answer.kind.startswith("text/html") for answer in self.found.values())
        return (
            f"{len(self.found):,} addresses ({pages:,} pages), {self.links:,} links, "
            f"{self.anchors:,} anchors, {len(self.outside):,} addresses outside, "
            f"{len(self.broken):,} broken"
        )


def over_http(port: int) -> Fetch:
    """Ask a server on this machine, whatever the host's name; redirects are not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def fetch(url: str) -> Answer:
        parts = urlsplit(url)
        headers = {"Host": parts.netloc, "Accept-Encoding": "gzip"}
        connection.request("GET", parts.path + (parts.query and f"?{parts.query}"), headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.getheader("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(answer.status, answer.getheader("Content-Type") or "", body)

    return fetch


def from_files(url: str) -> Answer:
    """Read an address as a browser reads a folder: no page is found by its folder's name."""
    path = Path(unquote(urlsplit(url).path))
    if not path.is_file():
        return Answer(404, "", b"")
    kinds = {".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml"}
    return Answer(200, kinds.get(path.suffix, ""), path.read_bytes())
