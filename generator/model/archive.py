"""What ``explainer archive`` writes down: the copies of pages that are kept for citation."""

from __future__ import annotations

import datetime

from pydantic import Field

from generator.model.written import Written


class ArchiveRecord(Written):
    """``content/archive.yaml``: which copies there are, and the fingerprints of their files."""

    copies: dict[str, dict[str, list[datetime.date]]] = Field(
        default={},
        strict=False,
        description="By page and language: the days of which a copy is kept, the first one first.",
    )
    files: dict[str, str] = Field(
        default={},
        description="By path below `static/root/`: the fingerprint of each file of the copies.",
    )
