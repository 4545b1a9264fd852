"""``make bench``: our generator beside others, in one run, written to ``docs/bench.md``."""

from __future__ import annotations

import argparse
import datetime
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import (
    browser,
    builds,
    cards,
    chartsite,
    install,
    large,
    machine,
    ours,
    ownsite,
    report,
    served,
)
from bench.contender import Contender
from bench.figures import Figures
from bench.install import MissingError, reason
from bench.measure import CommandError
from bench.ours import OURS
from bench.peers import PEERS
from bench.peers.eleventy import PEER as ELEVENTY
from bench.peers.hugo import PEER as HUGO
from bench.site import Site

ROOT = Path(__file__).resolve().parent.parent
PARTS = {
    "cold": builds.COLD,
    "nothing": builds.SAME,
    "edit": builds.EDIT,
    "memory": builds.MEMORY,
    "served": served.SERVED,
    "browser": browser.SHOWN,
    "cards": cards.CARDS,
    "own": ownsite.KIND,
    "charts": chartsite.KIND,
    "large": large.ROWS_KIND,
}
WATCHED = (OURS, HUGO, ELEVENTY)  # whose pages a Chromium shows
COMPARED = (OURS, HUGO, ELEVENTY)  # which take part whatever the time: the marks name them


def main() -> None:
    """Measure what is asked for, and write the page."""
    # A program in use has its bytecode; one that may not write it is compiled at every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    options = _options()
    asked = {PARTS[part] for part in options.only}
    figures, started = Figures(), time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", flush=True)

    wanted = [OURS, *(peer for peer in PEERS if peer.name.lower() in options.peers)]
    figures.notes += [f"{peer.name}: not asked for" for peer in PEERS if peer not in wanted]
    programs: dict[str, Path] = {}
    for contender in wanted:
        say(f"Installing {contender.name}" if contender.package else contender.name)
        try:
            programs[contender.name] = install.program(contender, ROOT)
        except MissingError as error:
            if contender is OURS:
                raise SystemExit(f"{OURS.name}: {error}") from error
            figures.notes.append(f"{contender.name}: {error}")
    present = [contender for contender in wanted if contender.name in programs]

    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)

        def sites(contenders: Iterable[Contender], total: int, kind: str) -> dict[str, Site]:
            made = {}
            for contender in contenders:
                place = folder / f"{kind}-{total}-{contender.name}"
                made[contender.name] = Site(contender, programs[contender.name], place, total)
            return made

        if asked & {*builds.TIMED, builds.MEMORY}:
            for total in options.pages:
                able, slow = _patient(present, total, options.patience, figures)
                made = sites(able, total, "built")
                builds.rounds(made, total, options.runs, asked, figures, say, slow=slow)
        total = 1000 if 1000 in options.pages else options.pages[0]
        if served.SERVED in asked:
            made = sites(present, total, "served")
            served.measure(made, total, options.edits, figures, say)
        if browser.SHOWN in asked:
            made = sites((one for one in present if one in WATCHED), total, "shown")
            browser.measure(made, total, options.edits, figures, say)
        program, runs = programs[OURS.name], options.runs
        kinds: dict[str, Callable[[Path], None]] = {
            cards.CARDS: lambda place: cards.rounds(program, place, total, runs, figures, say),
            ownsite.KIND: lambda place: ownsite.measure(
                program, ROOT, place, runs, options.edits, figures, say
            ),
            chartsite.KIND: lambda place: chartsite.rounds(program, place, runs, figures, say),
            large.ROWS_KIND: lambda place: large.rounds(program, place, runs, figures, say),
        }
        for number, (kind, measure) in enumerate(kinds.items()):
            if kind in asked:
                try:
                    measure(folder / f"alone-{number}")
                except CommandError as error:
                    figures.notes.append(f"{kind}: {reason(str(error))}")

        versions = {one.name: one.package.version for one in present if one.package}
        versions[OURS.name] = ours.version(ROOT)
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        text = report.report(figures, wanted, versions, machine.name(), day)
        options.output.write_text(text, encoding="utf-8")
        say(f"Written to {options.output}")


def _patient(
    contenders: list[Contender], total: int, patience: float, figures: Figures
) -> tuple[list[Contender], list[str]]:
    """Return those whose build of the corpus will not take too long, and who is slow.

    A mark's contenders take part whatever their time. The slow, whose build takes more than half
    of the patience, are only built cold. Who is left out or slow is noted.
    """
    able, slow = [], []
    for contender in contenders:
        seconds = builds.predicted(figures, total, contender.name)
        about = f"as a build would take about {seconds:.0f} s (`--patience`)"
        if contender not in COMPARED and seconds > patience:
            figures.notes.append(f"{contender.name} at {total:,} pages: left out, {about}")
            continue
        able.append(contender)
        if contender not in (OURS, HUGO) and seconds > patience / 2:
            slow.append(contender.name)
            figures.notes.append(f"{contender.name} at {total:,} pages: only cold, {about}")
    return able, slow


def _options() -> argparse.Namespace:
    names = [peer.name.lower() for peer in PEERS]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pages", type=_sizes, default=[100, 1000, 10_000], metavar="N,N")
    parser.add_argument("--runs", type=int, default=3, help="rounds of builds (3)")
    parser.add_argument("--edits", type=int, default=20, help="edits of a served page (20)")
    parser.add_argument("--peers", type=_among(names), default=names, help=",".join(names))
    parser.add_argument("--only", type=_among(PARTS), default=list(PARTS), help=",".join(PARTS))
    parser.add_argument(
        "--patience",
        type=float,
        default=60,
        help="seconds: a peer whose build of a corpus will take more is left out; one "
        "that takes half of it, or that a mark names, is only built cold (60)",
    )
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "bench.md")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(size) for size in text.split(","))


def _among(names: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a reader of lists of these names."""
    known = list(names)

    def read(text: str) -> list[str]:
        asked = text.split(",")
        for name in asked:
            if name not in known:
                raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(known)}")
        return asked

    return read


if __name__ == "__main__":
    main()
