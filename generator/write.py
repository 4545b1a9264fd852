"""The published folder: at every instant a whole site, the old one or the new one."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, DiagnosticError, Location

MANIFEST = "build.json"
NAME = "explainer"


@dataclass(frozen=True)
class Written:
    """How many of the files were written anew, and how many were already there."""

    written: int
    reused: int


def check_output(output: Path, source: Path) -> None:
    """Make sure that the output folder is ours to replace.

    Raises:
        DiagnosticError: it holds something that this program did not make, or holds the source.
    """
    place = Location(str(output))
    if output.is_symlink():
        message = "the output folder is a link"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message))
    resolved, root = output.resolve(), source.resolve()
    inputs = [root / name for name in ("content", "templates", "static")]
    if root.is_relative_to(resolved) or any(resolved.is_relative_to(path) for path in inputs):
        message = "the output folder would replace the site's own sources"
        hint = "give another folder with --output"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))
    if not output.exists():
        return
    ours = False
    with contextlib.suppress(OSError, ValueError, AttributeError):
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        ours = str(manifest.get("generator", "")).startswith(f"{NAME} ")
    if not output.is_dir() or (not ours and any(output.iterdir())):
        message = "this folder was not made by explainer and is not empty"
        hint = "empty it yourself, or give another folder with --output"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))


def publish(files: Mapping[str, bytes], output: Path) -> Written:
    """Put a whole new tree in the place of the old one, in one step.

    Files that have not changed are linked from the old tree. Whatever goes wrong, the old tree
    stays as it was.

    Raises:
        DiagnosticError: the disk is full, or the folder cannot be written.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    for left in output.parent.glob(f".{output.name}.*.tmp"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}.", suffix=".tmp", dir=output.parent))
    try:
        counts = _fill(files, fresh, output)
        fresh.chmod(0o755)
        _put_in_place(fresh, output)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        message = f"the site cannot be written: {error.strerror}"
        hint = "the folder is as it was before"
        raise DiagnosticError(
            Diagnostic(Location(str(output)), "error", "unwritable", message, hint)
        ) from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(fresh, ignore_errors=True)
    return counts


def _fill(files: Mapping[str, bytes], fresh: Path, old: Path) -> Written:
    written = reused = 0
    made: set[Path] = set()
    for name, data in files.items():
        target, before = fresh / name, old / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if _same(before, data) and _linked(before, target):
            reused += 1
        else:
            target.write_bytes(data)
            written += 1
    return Written(written, reused)


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _linked(path: Path, target: Path) -> bool:
    try:
        os.link(path, target)
    except OSError:
        return False
    return True


def _put_in_place(fresh: Path, output: Path) -> None:
    if not output.exists():
        fresh.rename(output)
    elif not _exchange(fresh, output):
        # Where the system cannot exchange two folders, there is an instant between two renames.
        aside = fresh.with_name(fresh.name + ".old")
        output.rename(aside)
        fresh.rename(output)
        aside.rename(fresh)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, by renameat2(2) on Linux and renamex_np(2) on macOS."""
    one, two = os.fsencode(first), os.fsencode(second)
    at_cwd, exchange = -100, 2
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(at_cwd, one, at_cwd, two, exchange) == 0)
        return bool(library.renamex_np(one, two, exchange) == 0)
    except (OSError, AttributeError, TypeError):
        return False
