"""From the save of a file to what it changed on the screen of a Chromium that has the page open."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.figures import Figures
from bench.install import reason
from bench.measure import CommandError
from bench.served import PATIENCE, pauses, serving
from bench.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN = "save to screen"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What an edit's words are found by in a page; a probe returns them, or nothing.
WORDS = '() => /Edit (\\w+)\\./.exec(document.querySelector("main")?.textContent)?.[1]'
# In every document: after each change of it, looks in the next frame for what the probe finds, and
# tells the time of the frame after the first with something new. To look in every frame would take
# the processor that the server builds with.
WATCH = """(() => {
  const probe = PROBE;
  let last, waits = false;
  const look = () => {
    waits = false;
    const found = document.body ? probe() : undefined;
    if (found === undefined || found === last) return;
    last = found;
    requestAnimationFrame(() =>
      window.shown(found, (performance.timeOrigin + performance.now()) / 1000));
  };
  const wait = () => {
    if (!waits) requestAnimationFrame(look);
    waits = true;
  };
  const every = { attributes: true, characterData: true, childList: true, subtree: true };
  new MutationObserver(wait).observe(document, every);
  addEventListener("load", wait, true);
})()"""


@dataclass
class Screen:
    """A page that a Chromium shows, and the time at which each thing that was found was there."""

    page: Page
    shown: dict[str, float] = field(default_factory=dict)

    def note(self, found: str, seconds: float) -> None:
        """Write down when something was found for the first time."""
        self.shown.setdefault(found, seconds)

    def until(self, found: str) -> float:
        """Wait until something is found, and return the time at which it was.

        Raises:
            CommandError: it is never shown.
        """
        started = time.time()
        while found not in self.shown:
            if time.time() - started > PATIENCE:
                raise CommandError("error: the edit is never shown")
            self.page.wait_for_timeout(5)
        return self.shown[found]


def program() -> str | None:
    """Return the Chromium that is installed, if one is."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextlib.contextmanager
def screen(program: str, address: str, probe: str = WORDS) -> Iterator[Screen]:
    """Open an address in a Chromium until the block ends, and yield its screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        found = Screen(browser.new_page())
        found.page.expose_function("shown", found.note)
        found.page.add_init_script(WATCH.replace("PROBE", probe))
        found.page.goto(address, wait_until="networkidle")
        found.page.wait_for_timeout(1000)  # until the page has told the server that it listens
        yield found
        browser.close()


def measure(
    sites: dict[str, Site], total: int, edits: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Open the page that is edited, and see when each edit is there."""
    chromium = program()
    if chromium is None:
        figures.notes.append(f"{SHOWN}: no Chromium is installed")
        return
    for name, site in sites.items():
        try:
            with serving(site.server, site.folder, site.address) as port:
                for seconds in _edits(chromium, site, port, edits):
                    figures.add(total, SHOWN, name, seconds)
        except CommandError as error:
            figures.notes.append(f"{name}, {SHOWN}: {reason(str(error))}")
        if median := figures.median(total, SHOWN, name):
            say(f"{total:,} pages, {SHOWN}, {name}: {median * 1000:.0f} ms")


def _edits(program: str, site: Site, port: int, edits: int) -> Iterator[float]:
    """Edit the page again and again, and yield the seconds until it is shown.

    Edits are more than a second apart: a server whose answers carry a time in whole seconds tells
    the browser that a page has not changed when it has twice within one (Hugo does).
    """
    with screen(program, f"http://127.0.0.1:{port}{site.address}") as there:
        for number, pause in zip(range(1, edits + 1), pauses(), strict=False):
            started = time.time()
            site.edit(f"Edit {number}.")
            yield there.until(str(number)) - started
            there.page.wait_for_timeout(1000 + pause * 1000)
