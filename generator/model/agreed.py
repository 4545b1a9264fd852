"""What ``explainer agree`` writes down: what was read together, and what the site has said."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from generator.model.written import Written

Fingerprint = Annotated[str, Field(pattern=r"^[a-z2-7]{16}$")]


class Agreed(Written):
    """``content/agreed.yaml``: the prose of each page when its translations agreed."""

    pages: dict[str, dict[str, dict[str, Fingerprint]]] = Field(
        default={},
        description=(
            "By page, by section and by language: the fingerprint of what the section said when "
            "an editor last read it in every language and found that they say the same."
        ),
    )


class PublishedRecord(Written):
    """``content/published.yaml``: what the site has said to its readers."""

    addresses: dict[str, dict[str, list[str]]] = Field(
        default={},
        description="By page and language: the addresses it has been published at, newest last.",
    )
    numbers: dict[str, dict[str, dict[str, str]]] = Field(
        default={},
        description="By page, by stat and by language: the number as it was printed.",
    )
    changes: dict[str, dict[str, list[datetime.date]]] = Field(
        default={},
        strict=False,
        description=(
            "By page and language: the days of the `changes` that the page had when its numbers "
            "were written down."
        ),
    )
