"""The design's tokens: the colours that ``static/css/tokens.css`` names, in light and in dark.

A page's style sheet gives ``var(--ink)`` its colour. A picture that stands alone (a chart's file, a
card, an icon) has no style sheet: there the name is replaced by the light theme's colour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from generator.diagnostics import Code

CODES = (
    Code(
        "missing-token",
        means="A chart, or a picture, names a colour that `static/css/tokens.css` does not have.",
        mend="Correct the name in `var(--name)`, or add the colour, in light and in dark.",
        example="--accent: #b3261e;",
    ),
)
SHEET = "css/tokens.css"  # below static/
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOT = re.compile(r"(?:@media([^{]*)\{\s*)?:root\s*\{([^}]*)\}")
DECLARATION = re.compile(r"--([\w-]+)\s*:\s*([^;]+);")
ATTRIBUTE = re.compile(r'="var\(--([\w-]+)(?:,\s*([^()"]+))?\)"')

Tokens = dict[str, dict[str, str]]


def parse(sheet: str) -> Tokens:
    """Return the tokens' values by theme, ``light`` and ``dark``, then by name without hyphens.

    The light theme's stand in ``:root``, those that differ in the dark one in a ``:root`` within
    ``@media (prefers-color-scheme: dark)``; what is said for other media is passed over.
    """
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for media, body in ROOT.findall(COMMENT.sub("", sheet)):
        found = dict(DECLARATION.findall(body))
        if not media:
            light |= found
        elif "prefers-color-scheme: dark" in media:
            dark |= found
    return {"light": light, "dark": light | dark}


def resolve(svg: str, find: Callable[[str], str | None]) -> str:
    """Return an SVG with values for tokens: ``fill="var(--ink)"`` becomes ``fill="#1b1d1f"``.

    ``find`` returns a token's value or None; then the fallback holds: ``var(--ink, #000)``.

    Raises:
        LookupError: there is neither.
    """

    def replace(match: re.Match[str]) -> str:
        value = find(match[1]) or match[2]
        return f'="{value or missing(match[1])}"'

    return ATTRIBUTE.sub(replace, svg)


def missing(name: str) -> NoReturn:
    """Raise the LookupError of a token that is not there."""
    raise LookupError(f"there is no '--{name}' in static/{SHEET}")
