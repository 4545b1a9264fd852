"""The design that comes with the program: templates and static files for a new site."""

from __future__ import annotations

from pathlib import Path

DESIGN = ("templates", "static")
SKELETON = Path(__file__).parents[1] / "skeleton"


def design() -> Path:
    """Return the folder that holds those of ``DESIGN``.

    An installed copy carries them in its skeleton; a checkout has them beside the program.
    """
    return SKELETON if (SKELETON / "templates").is_dir() else Path(__file__).parents[2]
