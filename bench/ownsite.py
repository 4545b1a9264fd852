"""This project's own site: built, and edited while a Chromium shows it; ours alone."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import alone, browser
from bench.figures import Figures
from bench.install import reason
from bench.measure import CommandError
from bench.ours import NAME, OURS
from bench.served import PATIENCE, serving

KIND, SIZE = "own site", 1
FIRST, PAUSE = 5.0, 0.5  # seconds of silence: after the start, after a change
PARTS = ("content", "templates", "static")
PAGE = "/en/deal/"
CHARTED = "/en/crossings/"
AGREED = "content/agreed.yaml"
END = r"\Z"
OUTLINE = '() => getComputedStyle(document.querySelector("main")).outlineColor'
# The number of a day in the table of a chart that draws it; the row is looked for once, as to look
# in each frame takes a processor's time.
CELL = r"""() => (window.row ??= [...document.querySelectorAll("main figure tr")]
  .find((row) => /March\s28, 2023/.test(row.textContent)))?.querySelector("td").textContent"""


@dataclass(frozen=True)
class Change:
    """A change that is made again and again to a file, each time another.

    ``new`` takes the place of the first match of ``old``, a regular expression; ``shown`` is what
    the ``probe`` then finds on the ``page``. In both, ``{words}`` are two letters and ``{number}``
    a number. ``limit`` is the mark, in seconds.
    """

    what: str
    limit: float
    page: str
    path: str
    old: str
    new: str
    probe: str = browser.WORDS
    shown: str = "{words}"

    def made(self, text: str, number: int) -> str:
        """Return a file's text with the change.

        Raises:
            CommandError: it has no longer what is to be changed.
        """
        new = self._told(self.new, number)
        changed, times = re.subn(self.old, lambda _: new, text, count=1)
        if not times:
            raise CommandError(f"error: {Path(self.path).name} has no longer what is changed in it")
        return changed

    def found(self, number: int) -> str:
        """Return what is found when the change is shown."""
        return self._told(self.shown, number)

    def _told(self, text: str, number: int) -> str:
        # Letters, for a number in a page's words would need a source.
        words = chr(ord("a") + number // 26) + chr(ord("a") + number % 26)
        return text.replace("{words}", words).replace("{number}", str(number))


EDIT = Change("text", 0.120, PAGE, "content/en/deal.md", END, "\n\nEdit {words}.\n")
CHANGES = (
    EDIT,
    Change(
        "style sheet",
        0.100,
        PAGE,
        "static/css/base.css",
        END,
        "\nmain { outline-color: rgb(1, 2, {number}); }\n",
        OUTLINE,
        "rgb(1, 2, {number})",
    ),
    Change(
        "template",
        0.400,
        PAGE,
        "templates/page.html",
        "</main>",
        "<p>Edit {words}.</p></main>",
    ),
    Change(
        "datum",
        0.500,
        CHARTED,
        "content/data/closing-days.csv",
        r"(?<=\n2023-03-28,)\d+",
        "1{number}",
        CELL,
        "1{number}",
    ),
    Change(
        "chart module",
        1.000,
        CHARTED,
        "content/charts/interceptions-by-month.py",
        "title=None",
        'title="Edit {words}."',
    ),
)


def measure(
    program: Path,
    root: Path,
    folder: Path,
    runs: int,
    times: int,
    figures: Figures,
    say: Callable[[str], None],
) -> None:
    """Build a copy of the site in rounds, then make each of the changes while it is served.

    Raises:
        CommandError: it cannot be built or served.
    """
    _rounds(program, root, folder, runs, figures, say)
    _changes(program, folder, times, figures, say)


def _rounds(
    program: Path,
    root: Path,
    folder: Path,
    runs: int,
    figures: Figures,
    say: Callable[[str], None],
) -> None:
    """Build a copy of the site cold, with nothing changed and with an edit of a page's text.

    The copy has not the list of what was read in every language: with it, a build refuses an edit
    until the page's other languages have been read too.
    """
    for part in PARTS:
        shutil.copytree(root / part, folder / part)
    (folder / AGREED).unlink(missing_ok=True)
    edited = folder / EDIT.path
    text = edited.read_text(encoding="utf-8")

    def change(number: int) -> None:
        edited.write_text(EDIT.made(text, number), encoding="utf-8")

    alone.rounds(program, folder, runs, KIND, SIZE, figures, say, change=change)
    edited.write_text(text, encoding="utf-8")


def _changes(
    program: Path, folder: Path, times: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Make each of the changes as often as asked, and see when it is on the screen."""
    chromium = browser.program()
    if chromium is None:
        figures.notes.append(f"{KIND}, {browser.SHOWN}: no Chromium is installed")
        return

    def server(port: int) -> list[str]:
        return alone.command(program, folder, OURS.serve, port)

    log = folder.with_suffix(".log")
    with serving(server, folder, PAGE) as port:
        _quiet(log, FIRST)
        for change in CHANGES:
            what, address = f"{KIND}, {change.what}", f"http://127.0.0.1:{port}{change.page}"
            try:
                with browser.screen(chromium, address, change.probe) as screen:
                    for seconds in _edits(change, folder / change.path, log, screen, times):
                        figures.add(SIZE, what, NAME, seconds)
            except CommandError as error:
                figures.notes.append(f"{what}: {reason(str(error))}")
            if median := figures.median(SIZE, what, NAME):
                say(f"{what}, {browser.SHOWN}: {median * 1000:.0f} ms")


def _edits(
    change: Change, path: Path, log: Path, screen: browser.Screen, times: int
) -> Iterator[float]:
    """Make a change again and again, and yield the seconds until it is shown.

    The next one waits until the server has said that all pages are made, and nothing more.
    """
    text = path.read_text(encoding="utf-8")
    try:
        for number in range(1, times + 1):
            changed, said = change.made(text, number), log.stat().st_size
            started = time.time()
            path.write_text(changed, encoding="utf-8")
            yield screen.until(change.found(number)) - started
            _told(log, said)
    finally:
        said = log.stat().st_size
        path.write_text(text, encoding="utf-8")
        _told(log, said)


def _told(log: Path, said: int) -> None:
    """Wait until a log is longer than it was, and then until it is quiet."""
    stop = time.monotonic() + PATIENCE
    while log.stat().st_size == said and time.monotonic() < stop:
        time.sleep(0.05)
    _quiet(log, PAUSE)


def _quiet(log: Path, seconds: float) -> None:
    """Wait until a log has not grown for some seconds."""
    size = -1
    while size != (size := log.stat().st_size):
        time.sleep(seconds)
