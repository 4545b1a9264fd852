"""How much room a chart takes in somebody else's page, so that nothing of it is cut or scrolled.

What is not known before a browser lays the page out, how its words are broken into lines, is
reckoned on the safe side; the sizes are those of ``static/css/components/chart.css``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

# From which width of the frame each drawing is shown, and how much it may grow, in CSS pixels.
FROM = {"narrow": 320, "medium": 480, "wide": 660}
GROWS = 1.2
EM, TITLE, SMALL = 0.53, 18, 14.4  # a letter's width in its size; sizes of type
LEADING = 1.4
AROUND = 60  # the frame's line, and the space between its parts


class Size(NamedTuple):
    """A drawing's own size in pixels."""

    width: float
    height: float


def heights(title: str, texts: Iterable[str], drawings: Mapping[str, Size]) -> dict[str, int]:
    """Return the height that a frame needs, by the drawing it shows: a key of ``FROM``.

    ``texts`` are the small ones around the drawing.
    """
    small = list(texts)
    ends = [*(end for _, end in pairwise(FROM.values())), math.inf]
    made = {}
    for (name, start), end in zip(FROM.items(), ends, strict=True):
        drawn = drawings[name]
        words = _height(title, TITLE, start) + sum(_height(one, SMALL, start) for one in small)
        made[name] = math.ceil(AROUND + words + drawn.height * min(GROWS, end / drawn.width))
    return made


def _height(text: str, size: float, width: float) -> float:
    lines = math.ceil(len(text) * size * EM / width)
    return lines * size * LEADING
