"""``make bench``: whole builds in fresh processes on a seeded corpus; medians of one run."""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import corpus


def timed(command: list[str], prepare: Callable[[], object], runs: int) -> float:
    """Return the median of ``runs`` whole-process times, in seconds."""
    times = []
    for _ in range(runs):
        prepare()
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def measure(total: int, runs: int) -> tuple[float, float, float]:
    """Return the medians of a cold build, of one with nothing changed, of one with an edit."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        explainer = [sys.executable, "-m", "generator"]
        subprocess.run([*explainer, "new", "site", str(site)], check=True, capture_output=True)
        corpus.write(site / "content" / "en", total)
        build = [*explainer, "build", "--source", str(site)]
        edited = site / "content" / "en" / f"p{total // 2:05d}.md"
        number = iter(range(1000))

        def cold() -> None:
            for folder in ("public", ".explainer"):
                subprocess.run(["rm", "-rf", str(site / folder)], check=True)

        def edit() -> None:
            with edited.open("a", encoding="utf-8") as file:
                file.write(f"\nEdit {next(number)}.\n")

        return (
            timed(build, cold, runs),
            timed(build, lambda: None, runs),
            timed(build, edit, runs),
        )


def main() -> None:
    """Print a table of medians, a line for each size of corpus."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, median of {options.runs}, s")
    print("| pages | cold | nothing changed | one edit |\n|---:|---:|---:|---:|")
    for total in options.pages:
        figures = " | ".join(f"{seconds:.2f}" for seconds in measure(total, options.runs))
        print(f"| {total} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
