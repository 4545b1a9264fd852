"""``explainer check --external``: whether the outside addresses that the site names still answer.

One request at a time goes to a host, with a pause between two; what answered well is not asked
again for a week. An address that failed is asked at every run.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from msgspec import Struct, field

from generator import NAME, __version__, parse
from generator.diagnostics import Code, Diagnostic, Location
from generator.files.cache import Cache
from generator.files.places import Places
from generator.load import front_matter as pages

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.model.content import Content
    from generator.model.page import Page
    from generator.model.site import Site

CODES = (
    Code(
        "dead-link",
        means="An outside address does not answer, or answers with an error.",
        mend="Open it in a browser. If it is gone, name another, or an archived copy.",
    ),
    Code(
        "moved-link",
        means="An outside address says that it has moved for good.",
        mend="Write the new address, which the message gives.",
    ),
)

USER_AGENT = f"{NAME}/{__version__} (link check, one request at a time)"
STORE = "links.json"
WEEK = 7 * 24 * 3600
HOSTS = 4
HOPS = 10
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
ASK_AGAIN = (403, 405, 501)


class Link(Struct, frozen=True):
    """An outside address, where the site names it."""

    url: str
    place: Location


class Visit(Struct, frozen=True):
    """What an address said: ``fault`` is empty when it is well, ``moved`` its new address."""

    fault: str = ""
    moved: str = ""


class Manners(Struct, frozen=True):
    """How long to wait: for an answer, between two requests to a host; in seconds."""

    timeout: float = 15
    pause: float = 1
    keep: float = WEEK


USUAL = Manners()


def links(site: Site, content: Content) -> Iterator[Link]:
    """Walk the outside addresses of sources, datasets, the words beside pages, and pages."""
    for id, source in content.sources.items():
        document = content.documents["source"]
        for name, addresses in (("URL", source.URL), ("archived", source.archived)):
            if isinstance(addresses, dict):
                for code, url in addresses.items():
                    yield Link(url, document.locate((id, name, code)))
            elif addresses:
                yield Link(addresses, document.locate((id, name)))
    for id, dataset in content.datasets.items():
        document = content.documents[f"dataset:{id}"]
        if dataset.descriptor.homepage:
            yield Link(dataset.descriptor.homepage, document.locate(("homepage",)))
        for position, licence in enumerate(dataset.descriptor.licenses):
            if licence.path:
                yield Link(licence.path, document.locate(("licenses", position, "path")))
    for placed in content.texts():
        for locale in site.locales if placed.text.markdown else ():
            place = placed.at(locale.code)
            inline, _ = parse.words(placed.text.words[locale.code], locale.tag, place)
            yield from (Link(url, place) for t in inline.tokens for url in _hrefs(t.children))
    for page in content.pages:
        yield from _in_page(pages.again(site, page))


def _in_page(page: Page) -> Iterator[Link]:
    document = parse.parse(page)
    places = Places(page.file, page.body, page.body_line)
    for token in _inlines(document.tokens):
        line = token.map[0] if token.map else 0
        for url in _hrefs(token.children):
            yield Link(url, places.find(url, line))
    fields = [(document.title, page.title_at), (document.summary, page.summary_at)]
    fields += [(change, page.summary_at) for change in document.changes]
    for inline, place in fields:
        for token in inline.tokens:
            yield from (Link(url, place) for url in _hrefs(token.children))


def _inlines(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            yield token
        elif token.type == "directive":
            yield from _inlines(token.meta["use"].tokens)


def _hrefs(children: list[Token] | None) -> Iterator[str]:
    for child in children or []:
        href = str(child.attrGet("href") or "") if child.type == "link_open" else ""
        if href.lower().startswith(("http://", "https://", "//")):
            yield href


def check(
    found: Iterable[Link],
    cache: Cache,
    manners: Manners = USUAL,
    tell: Callable[[int, int], None] = lambda done, count: None,
) -> list[Diagnostic]:
    """Ask every address once, and report those that fail or have moved, at each of their places.

    ``tell`` is given how many addresses are done, and of how many.
    """
    listed = list(found)
    kept = _kept(cache, manners.keep)
    asked = dict.fromkeys(_whole(link.url) for link in listed)
    wanted = [url for url in asked if url not in kept]
    answers = {url: Visit(moved=str(entry["moved"])) for url, entry in kept.items()}
    visitor = _Visitor(manners)
    hosts: dict[str, list[str]] = {}
    for url in wanted:
        hosts.setdefault(_host(url), []).append(url)
    pool = ThreadPoolExecutor(max_workers=HOSTS)
    lock = threading.Lock()

    def visit(urls: list[str]) -> None:
        for url in urls:
            if visitor.stopped:
                return
            answer = visitor.ask(url)
            with lock:
                answers[url] = answer
                if not answer.fault:
                    kept[url] = {"checked": time.time(), "moved": answer.moved}
                tell(sum(one in answers for one in wanted), len(wanted))

    try:
        for task in [pool.submit(visit, urls) for urls in hosts.values()]:
            task.result()
    finally:
        visitor.stopped = True
        pool.shutdown(cancel_futures=True)
        cache.put(STORE, json.dumps(kept, indent=1).encode())
    return [one for link in listed for one in _told(link, answers[_whole(link.url)])]


def _told(link: Link, answer: Visit) -> Iterator[Diagnostic]:
    if answer.fault:
        message = f"'{link.url}' {answer.fault}"
        hint = "open it by hand; a page that is gone may be in an archive"
        yield Diagnostic(link.place, "warning", "dead-link", message, hint)
    elif answer.moved:
        message = f"'{link.url}' has moved for good"
        yield Diagnostic(link.place, "warning", "moved-link", message, f"write '{answer.moved}'")


def _kept(cache: Cache, keep: float) -> dict[str, dict[str, float | str]]:
    """Return what is known of addresses from the last days; a damaged cache knows nothing."""
    try:
        known = json.loads(cache.get(STORE) or b"{}")
        now = time.time()
        return {
            str(url): {"checked": float(entry["checked"]), "moved": str(entry["moved"])}
            for url, entry in known.items()
            if 0 <= now - float(entry["checked"]) < keep
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _whole(url: str) -> str:
    """Return an address as it is asked for: in ASCII, without its fragment."""
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        host = parts.netloc
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        return url
    safe = "%/:=&?~+!$,;'@()*[]"
    path, query = quote(parts.path or "/", safe), quote(parts.query, safe)
    return urlunsplit((parts.scheme.lower(), host.lower(), path, query, ""))


def _host(url: str) -> str:
    return url.split("/")[2] if url.count("/") > 1 else url


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to whoever asked, who counts them and keeps to each host's pause."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class _Host(Struct):
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0


class _Visitor:
    """Asks addresses, one at a time for each host."""

    def __init__(self, manners: Manners) -> None:
        self.stopped = False
        self._manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._opener = urllib.request.build_opener(_NoRedirects)

    def ask(self, url: str) -> Visit:
        """Ask an address and follow where it leads."""
        moved, permanent, current = "", True, url
        for _ in range(HOPS):
            try:
                status, target = self._status(current)
                following = _whole(urljoin(current, target))
            except (OSError, http.client.HTTPException, ValueError) as error:
                return Visit(self._words(error))
            if status not in REDIRECTS or not target:
                if status >= 300:
                    where = "" if current == url else f" (at '{current}')"
                    return Visit(f"answers {_status_words(status)}{where}")
                return Visit(moved=moved)
            current = following
            if not current.startswith(("http://", "https://")):
                return Visit(f"leads to '{current}'")
            permanent = permanent and status in PERMANENT
            moved = current if permanent else moved
        return Visit(f"redirects more than {HOPS} times")

    def _status(self, url: str) -> tuple[int, str]:
        """Return an address's status and where it redirects; GET where HEAD is refused."""
        try:
            status, target = self._request(url, "HEAD")
        except (http.client.HTTPException, ConnectionError):
            status, target = ASK_AGAIN[0], ""
        if status in ASK_AGAIN:
            return self._request(url, "GET")
        return status, target

    def _request(self, url: str, method: str) -> tuple[int, str]:
        with self._lock:
            host = self._hosts.setdefault(_host(url), _Host())
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*"}
        request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310 (http)
        with host.lock:
            time.sleep(max(0, host.free_at - time.monotonic()))
            try:
                with self._opener.open(request, timeout=self._manners.timeout) as response:
                    return response.status, ""
            except urllib.error.HTTPError as error:
                with error:
                    return error.code, error.headers.get("Location") or ""
            except urllib.error.URLError as error:
                if isinstance(error.reason, Exception):
                    raise error.reason from error
                raise
            finally:
                host.free_at = time.monotonic() + self._manners.pause

    def _words(self, error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"does not answer in {self._manners.timeout:g} s"
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return f"cannot be reached: {reason}"


def _status_words(status: int) -> str:
    return f"{status} {http.client.responses.get(status, '')}".strip()
