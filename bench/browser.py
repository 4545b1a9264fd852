"""From the save of a page to the new text on the screen of a Chromium that has it open."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator

from bench.figures import Figures
from bench.install import reason
from bench.measure import CommandError
from bench.served import PATIENCE, pauses, serving
from bench.site import Site

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
# In every document: looks at each frame for the edit's number, and tells the time of the next
# frame, when the first with the new text has been drawn.
WATCH = """(() => {
  let last = "";
  const look = () => {
    const found = /Edit (\\d+)\\./.exec(document.body ? document.body.innerText : "");
    if (found && found[1] !== last) {
      last = found[1];
      const number = Number(last);
      requestAnimationFrame(() =>
        window.shown(number, (performance.timeOrigin + performance.now()) / 1000));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""


def measure(
    sites: dict[str, Site], total: int, edits: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Open the page that is edited, and see when each edit is there."""
    named = os.environ.get("CHROMIUM")
    program = named or next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        figures.notes.append(f"{SHOWN}: no Chromium is installed")
        return
    for name, site in sites.items():
        try:
            with serving(site) as port:
                for seconds in _edits(program, site, port, edits):
                    figures.add(total, SHOWN, name, seconds)
        except CommandError as error:
            figures.notes.append(f"{name}, {SHOWN}: {reason(str(error))}")
        if median := figures.median(total, SHOWN, name):
            say(f"{total:,} pages, {SHOWN}, {name}: {median * 1000:.0f} ms")


def _edits(program: str, site: Site, port: int, edits: int) -> Iterator[float]:
    """Edit the page again and again, and yield the seconds until it is shown."""
    from playwright.sync_api import sync_playwright

    shown: dict[int, float] = {}

    def note(number: int, seconds: float) -> None:
        shown[number] = seconds

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page()
        page.expose_function("shown", note)
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}{site.address}", wait_until="networkidle")
        page.wait_for_timeout(1000)  # until the page has told the server that it listens
        for number, pause in zip(range(1, edits + 1), pauses(), strict=False):
            started = time.time()
            site.edit(f"Edit {number}.")
            while number not in shown:
                if time.time() - started > PATIENCE:
                    raise CommandError("error: the edit is never shown")
                page.wait_for_timeout(5)
            yield shown[number] - started
            page.wait_for_timeout(pause * 1000)
        browser.close()
