"""The benchmark measures what it says: its pages are published where it looks for them."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import builds
from bench.figures import Figures
from bench.ours import OURS
from bench.site import Site


def test_our_own_pages_and_their_edits_are_found(tmp_path: Path) -> None:
    program = tmp_path / "explainer"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    program.chmod(0o755)
    site, figures = Site(OURS, program, tmp_path / "site", total=3), Figures()
    builds.rounds({"explainer": site}, 3, 1, set(builds.TIMED), figures, lambda line: None)
    assert figures.notes == []
    assert all(figures.all(3, what, "explainer") for what in builds.TIMED)
