"""The commit that a site is built from, asked of git while other work goes on."""

from __future__ import annotations

import subprocess
from pathlib import Path


class Commit:
    """A question to git; ``name()`` waits for the answer."""

    def __init__(self, source: Path) -> None:
        # The second name is there only if the site is part of what git tracks.
        command = ["git", "-C", str(source), "rev-parse", "HEAD", "HEAD:./content/site.yaml"]
        self._answer: str | None = None
        self._asked: subprocess.Popen[str] | None = None
        try:
            self._asked = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        except OSError:
            return

    def name(self) -> str | None:
        """Return the commit's hash, or None where git knows none."""
        if self._asked is not None:
            told, _ = self._asked.communicate()
            if self._asked.returncode == 0:
                self._answer = told.split("\n")[0] or None
            self._asked = None
        return self._answer
