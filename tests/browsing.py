"""What the browser tests share: sites served as GitHub Pages does, and a Chromium to read them.

A plugin of pytest, named in ``conftest.py``; folders of tests say by ``site`` what they read.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages_server import Pages, serving_pages
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)
from support import PATIENCE

BASE_PATH = "/some/path/"

# Quiet and self-contained: no sandbox in containers, no traffic of the browser's own. Letters are
# as wide as on a phone: without a window Chromium would fit them to the pixels of a coarse screen.
CHROMIUM_FLAGS = [
    "--font-render-hinting=none",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Everything but axe's experimental rules; "best-practice" is on purpose.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder, and the address by which the browser reaches it."""

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

    def file(self, url: str) -> Path:
        """The file that an address leads to."""
        path = self.folder / urlsplit(url).path.removeprefix(BASE_PATH)
        return path / "index.html" if path.is_dir() else path


def address(folder: Path) -> str:
    """The base URL of the site in a folder: by its name, since servers' ports are not known yet."""
    return f"http://{folder.name}.localhost{BASE_PATH}"


def build(source: Path, folder: Path, base_url: str = "") -> None:
    command = [sys.executable, "-m", "generator", "build", "--source", str(source)]
    options = ["--output", str(folder), "--base-url", base_url or address(folder)]
    done = subprocess.run([*command, *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def served(server: Pages, folder: Path) -> BuiltSite:
    """Serve the site in a folder at the address that it was built for."""
    site = BuiltSite(folder, address(folder))
    server.add(site.folder, site.base_url)
    return site


@pytest.fixture(scope="session")
def server() -> Iterator[Pages]:
    with serving_pages() as pages:
        yield pages


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str], server: Pages) -> Iterator[Browser]:
    path = tool("chromium")
    names = f"--host-resolver-rules=MAP *.localhost 127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_FLAGS, names])
        yield launched
        launched.close()


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens readers' windows, with the options of ``new_context``; closes them at the end."""
    opened: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        opened.append(browser.new_context(**options))
        opened[-1].set_default_timeout(PATIENCE * 1000)
        return opened[-1]

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def context(open_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A reader with a phone."""
    return open_context(viewport={"width": 390, "height": 844}, has_touch=True)


@dataclass
class Faults:
    """What went wrong in a browser's context while pages were read in it."""

    host: str
    seen: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.check_host(request.url))
        context.on("requestfailed", self.check_failure)
        context.on("response", lambda answer: self.check_status(answer.url, answer.status))
        context.on("console", self.check_console)
        context.on("weberror", lambda error: self.seen.append(f"script: {error.error}"))

    def check_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before its icon had come
            self.seen.append(f"{request.failure}: {request.url}")

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


def requests(page: Page) -> list[str]:
    """The addresses that a page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    return asked


def asked(page: Page, file: Path, question: str) -> Any:
    """What a JavaScript function of a document returns of a file, which is parsed and not shown."""
    whole = f"(text) => ({question})(new DOMParser().parseFromString(text, 'text/html'))"
    return page.evaluate(whole, file.read_text(encoding="utf-8"))


def fonts_ready(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => null)")


def give_axe(page: Page) -> None:
    """Give a page the accessibility rules; they stay until it is left."""
    page.evaluate(Axe().axe_script)
    page.evaluate("rules => axe.configure({rules})", SHOWN)


# What of an embedded chart does not fit its frame, and the sizes of its type.
FITS = """() => {
    const page = document.documentElement, sizes = [];
    for (const text of document.querySelectorAll("p:not([hidden]), h1, svg text")) {
        const svg = text.ownerSVGElement, box = text.getBoundingClientRect();
        if (!box.width || text.closest(".visually-hidden") || !text.textContent.trim()) continue;
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        sizes.push(parseFloat(getComputedStyle(text).fontSize) * scale);
    }
    return {
        down: page.scrollHeight - page.clientHeight,
        across: page.scrollWidth - page.clientWidth,
        blank: innerHeight - document.body.getBoundingClientRect().height,
        smallest: Math.min(...sizes), largest: Math.max(...sizes),
    };
}"""


# Marks one element of each look: what the rules of colour depend on is the colour and size of the
# words, the colour of those around them, and the grounds behind them. (A page has thousands of
# elements and some fifty looks; each element takes axe a millisecond.)
LOOKS = """() => {
    const grounds = new Map();
    const ground = (element) => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const style = getComputedStyle(element);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter];
            grounds.set(element, `${ground(element.parentElement)}/${own}`);
        }
        return grounds.get(element);
    };
    const looks = new Map();
    for (const element of document.body.querySelectorAll("*")) {
        const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (!words || !element.checkVisibility({visibilityProperty: true})) continue;
        const style = getComputedStyle(element);
        const around = getComputedStyle(element.parentElement);
        const look = [element.localName, style.color, style.fontSize, style.fontWeight,
            style.textShadow, style.textDecoration, around.color, around.fontWeight,
            ground(element)].join(";");
        if (!looks.has(look)) looks.set(look, element);
    }
    for (const element of document.querySelectorAll("[data-look]")) delete element.dataset.look;
    for (const element of looks.values()) element.dataset.look = "";
}"""
# What of a page each rule of colour is asked of: these elements, and what is in them.
SHOWN = [
    {"id": rule, "selector": ", ".join(f"{kind}[data-look], [data-look] {kind}" for kind in kinds)}
    for rule, kinds in zip(COLOUR_RULES, [["*"], ["a[href]", "[role=link]"]], strict=True)
]


def violations(page: Page) -> list[str]:
    """What axe finds in a page as it is now."""
    return _axe(page, TAGS)


def colour_faults(page: Page) -> list[str]:
    """What axe finds amiss with a page's colours, in the theme that it has now."""
    return _axe(page, COLOUR_RULES)


def _axe(page: Page, rules: list[str]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        give_axe(page)
    page.evaluate(LOOKS)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then((told) => told.violations)",
        {"runOnly": rules, "resultTypes": ["violations"]},
    )
    return [
        f"{page.url}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider
