"""The commit that a site is built from; git is asked in a process beside the build."""

from __future__ import annotations

import subprocess
from functools import cached_property
from pathlib import Path


class Commit:
    """Asks git for the commit when it is made; ``name`` waits for the answer."""

    def __init__(self, source: Path) -> None:
        self._source, self._head = source, _head(source)
        self._asked: subprocess.Popen[str] | None = None
        # The second name is there only if the site is part of what git tracks.
        command = ["git", "-C", str(source), "rev-parse", "HEAD", "HEAD:./content/site.yaml"]
        try:
            self._asked = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        except OSError:
            return

    def now(self) -> Commit:
        """Return this object if HEAD is still what it was, else a new one."""
        same = self._head == _head(self._source) != ()
        return self if same else Commit(self._source)

    @cached_property
    def name(self) -> str | None:
        """The commit's hash, or None where git knows none."""
        if self._asked is None:
            return None
        told, _ = self._asked.communicate()
        return told.split("\n")[0] if self._asked.returncode == 0 else None


def _head(source: Path) -> tuple[str, ...]:
    """Return the text of HEAD and of the branch that it names; empty if one cannot be read."""
    whole = source.resolve()
    try:
        found = next(path / ".git" for path in (whole, *whole.parents) if (path / ".git").exists())
        head = (found / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return (head,)
        return head, (found / head.removeprefix("ref: ")).read_text(encoding="utf-8")
    except StopIteration:
        return ("no repository",)
    except (OSError, UnicodeDecodeError):
        return ()
