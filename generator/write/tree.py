"""The published folder: at every instant a whole site, the old one or the new one."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location
from generator.files.snapshot import FOLDERS, Signature
from generator.write import manifest
from generator.write.published import signature, survey

CODES = (
    Code(
        "unwritable",
        means=(
            "A file or a folder cannot be written: the disk is full, or permission is missing. "
            "What was there before is as it was."
        ),
        mend="Make room, or choose another folder with `--output`.",
    ),
    Code(
        "foreign-output",
        means=(
            "The output folder holds something that this program did not make, or the site's own "
            "sources. It is not replaced, so that nothing is lost."
        ),
        mend="Empty it yourself, or give another folder with `--output`.",
        example="explainer build --output public",
    ),
    Code(
        "foreign-file",
        means=(
            "Somebody put a file or a folder into the output folder. The next build would take it "
            "away, so it is not begun."
        ),
        mend=(
            "Move it away; or put it into `static/`, if it is part of the site; or list its name "
            "under `keep` in `content/site.yaml`, and every build leaves it where it is."
        ),
        example="keep: [CNAME, .git]",
    ),
)

ASIDE = ".old.tmp"  # ends the name of a tree that is set aside, for an instant


def check_output(output: Path, source: Path) -> None:
    """Make sure that the output folder is ours to replace, and there if it should be.

    Raises:
        DiagnosticError: it holds something that this program did not make, or holds the source.
    """
    place = Location(str(output))
    if output.is_symlink():
        message, hint = "the output folder is a link", "name the folder itself: --output DIR"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))
    resolved, root = output.resolve(), source.resolve()
    inputs = [root / name for name in FOLDERS]
    if root.is_relative_to(resolved) or any(resolved.is_relative_to(path) for path in inputs):
        message = "the output folder would replace the site's own sources"
        hint = "give another folder with --output"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))
    if not output.exists():
        _restore(output)
        return
    if not output.is_dir() or (not manifest.is_ours(output) and any(output.iterdir())):
        message = "this folder was not made by explainer and is not empty"
        hint = "empty it yourself, or give another folder with --output"
        raise DiagnosticError(Diagnostic(place, "error", "foreign-output", message, hint))


def check_foreign(output: Path, keep: Collection[str], published: Collection[str]) -> None:
    """Make sure that a new tree takes nothing away that somebody put into the output folder.

    ``keep`` are the names there that stay; ``published`` are all files of the new tree.

    Raises:
        DiagnosticError: there is a file that no build wrote, or a name to keep is published too.
    """
    for name in keep:
        if any(path == name or path.startswith(f"{name}/") for path in published):
            message = f"'{name}' is to be kept in the output folder, and is published too"
            place, hint = Location("content/site.yaml"), "take it out of 'keep'"
            raise DiagnosticError(Diagnostic(place, "error", "foreign-file", message, hint))
    foreign = sorted(survey(output, keep).keys() - manifest.listed(output))
    if foreign:
        tops = list(dict.fromkeys(name.partition("/")[0] for name in foreign))
        some = ", ".join(foreign[:5]) + (f" and {len(foreign) - 5} more" if foreign[5:] else "")
        message = f"somebody put into the output folder what a build would take away: {some}"
        hint = (
            "move it away, or list it in content/site.yaml to keep it: "
            f"keep: [{', '.join(tops[:5])}]"
        )
        place = Location(str(output))
        raise DiagnosticError(Diagnostic(place, "error", "foreign-file", message, hint))


class Tree:
    """A new tree beside the output folder, which replaces it in one step or is removed.

    Whatever goes wrong, the old tree stays as it was. Several processes may write into one tree.
    It may begin as a ``spare``, the tree before the last one: most of its files are still those
    of the last one, so that few have to be linked or written.
    """

    def __init__(
        self,
        output: Path,
        names: Collection[str],
        spare: Path | None = None,
        keep: Collection[str] = (),
    ) -> None:
        self._output, self._spare, self._keep = output, spare, keep
        output.parent.mkdir(parents=True, exist_ok=True)
        _clear(output)
        self._fresh = tempfile.mkdtemp(prefix=f".{output.name}.", suffix=".tmp", dir=output.parent)
        self._lock = _taken_over(spare, self._fresh) or _locked(self._fresh)
        self._made = {self._fresh}
        self._there = survey(Path(self._fresh))
        for name in self._there.keys() - names:
            _remove(self._fresh, name)

    def write(self, name: str, data: bytes) -> Signature:
        """Write a file into the tree, or hard-link the old tree's where the bytes are the same.

        Raises:
            DiagnosticError: it cannot be written.
        """
        before = os.path.join(self._output, name)
        with self._reporting():
            target = self._target(name)
            if not (_same(before, data) and _linked(before, target)):
                with open(target, "wb") as file:
                    file.write(data)
            return signature(os.stat(target))

    def keep(self, name: str, known: Signature) -> Signature:
        """Hard-link an unchanged file from the old tree.

        Raises:
            DiagnosticError: it is not there, or cannot be written.
        """
        if self._there.get(name) == known:
            return known  # one file in both trees
        before = os.path.join(self._output, name)
        with self._reporting():
            target = self._target(name)
            if not _linked(before, target):
                shutil.copy2(before, target)
            return signature(os.stat(target))

    def _target(self, name: str) -> str:
        """Return the path of a file that is to be made; what is there is never written into."""
        target = os.path.join(self._fresh, name)
        folder = target.rpartition("/")[0]
        if name in self._there:
            os.unlink(target)
        elif folder not in self._made:
            try:
                os.mkdir(folder)  # most have their parent already
            except OSError:
                os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        return target

    def put_in_place(self) -> None:
        """Exchange the new tree with the old one.

        Raises:
            DiagnosticError: the folder cannot be written.
        """
        with self._reporting():
            fresh = Path(self._fresh)
            fresh.chmod(0o755)
            for name in self._keep:
                _take_along(self._output / name, fresh / name)
            _put_in_place(fresh, self._output)

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(str(self._output), "the site", error) from error

    def clear(self) -> None:
        """Remove what is left: the old tree if the new one was put in place, else the new one."""
        try:
            if self._spare is None:
                raise OSError("none is wanted")
            self._spare.parent.mkdir(parents=True, exist_ok=True)
            os.rename(self._fresh, self._spare)
        except OSError:
            shutil.rmtree(self._fresh, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@contextlib.contextmanager
def tree(
    output: Path, names: Collection[str], spare: Path | None = None, keep: Collection[str] = ()
) -> Iterator[Tree]:
    """Open a new tree for files of these names; what stands under names of ``keep`` goes along.

    Raises:
        DiagnosticError: the disk is full, or the folder cannot be written.
    """
    try:
        made = Tree(output, names, spare, keep)
    except OSError as error:
        raise unwritable(str(output), "the site", error) from error
    try:
        yield made
    finally:
        made.clear()


def unwritable(place: str, what: str, error: OSError) -> DiagnosticError:
    """Return the fault of a file or a folder that cannot be written, with what mends it."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    hint = "make room on the disk" if full else "look at its permissions, or write elsewhere"
    message = f"{what} cannot be written: {error.strerror}"
    return DiagnosticError(Diagnostic(Location(place), "error", "unwritable", message, hint))


def _restore(output: Path) -> None:
    """Put back the tree that a build set aside, and was killed before the new one had its place."""
    for aside in output.parent.glob(f".{output.name}.*{ASIDE}"):
        lock = _locked(str(aside))
        if lock is not None:
            with contextlib.suppress(OSError):
                os.rename(aside, output)
            os.close(lock)
            return


def _clear(output: Path) -> None:
    """Take away the trees that killed builds left, but none that a build is still filling."""
    for left in output.parent.glob(f".{output.name}.*.tmp"):
        lock = _locked(str(left))
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _taken_over(spare: Path | None, fresh: str) -> int | None:
    """Put a spare tree in the place of an empty folder, and return the hold on it, if there is one.

    Another build may have taken it, or it may lie on another disk.
    """
    lock = _locked(str(spare)) if spare is not None else None
    if spare is None or lock is None:
        return None
    try:
        os.rename(spare, fresh)
    except OSError:
        os.close(lock)
        return None
    return lock


def _take_along(before: Path, after: Path) -> None:
    """Put a file or a folder of the old tree into the new one, without copying what it holds.

    Whatever happens then, one of the two trees has all of it.
    """
    if after.is_dir() and not after.is_symlink():
        shutil.rmtree(after)  # of an older tree: what it links stays in the old one
    else:
        after.unlink(missing_ok=True)
    if before.is_symlink() or before.is_file():
        if not _linked(str(before), str(after)):
            shutil.copy2(before, after, follow_symlinks=False)
    elif before.is_dir():
        shutil.copytree(before, after, symlinks=True, copy_function=_linked_or_copied)


def _linked_or_copied(before: str, after: str) -> None:
    if not _linked(before, after):
        shutil.copy2(before, after)


def _remove(folder: str, name: str) -> None:
    """Take away a file, and the folders that it leaves empty."""
    os.unlink(os.path.join(folder, name))
    above = name.rpartition("/")[0]
    with contextlib.suppress(OSError):
        while above:
            os.rmdir(os.path.join(folder, above))
            above = above.rpartition("/")[0]


def _locked(folder: str) -> int | None:
    """Return a hold on a folder that ends with this process; None where another has it."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _same(path: str, data: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(data):
            return False
        with open(path, "rb", buffering=0) as file:
            return file.read() == data
    except OSError:
        return False


def _linked(path: str, target: str) -> bool:
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
        aside, lock = fresh.with_suffix(ASIDE), _locked(str(output))
        output.rename(aside)
        try:
            fresh.rename(output)
        except OSError:
            aside.rename(output)
            raise
        finally:
            if lock is not None:
                os.close(lock)
        try:
            aside.rename(fresh)
        except OSError:
            shutil.rmtree(aside, ignore_errors=True)


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
