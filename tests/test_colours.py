"""The design's colours: enough contrast on their ground, and apart for every kind of eye."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from generator.files import tokens

Colour = tuple[float, float, float]

# Full dichromacy, in linear RGB: G. Machado, M. Oliveira, L. Fernandes, "A Physiologically-based
# Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), table for severity 1.0.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Which colours stand side by side in a chart.
TOGETHER = ("series-1", "series-2", "series-3", "series-4", "accent")
HEX = re.compile(r"#[0-9a-f]{6}")


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest, repo: Path) -> dict[str, Colour]:
    """The tokens that are colours, in linear RGB, in one theme."""
    sheet = (repo / "static" / tokens.SHEET).read_text(encoding="utf-8")
    theme = tokens.parse(sheet)[request.param]
    return {name: linear(value[1:]) for name, value in theme.items() if HEX.fullmatch(value)}


def test_each_colour_stands_in_one_place(repo: Path) -> None:
    """Charts, cards, icons and pages ask the tokens; nothing else that is published says one."""
    folders = ("static", "templates", "content/charts")
    files = [p for folder in folders for p in (repo / folder).rglob("*")]
    written = {
        f"{path.relative_to(repo)}: {colour}"
        for path in files
        if path.suffix in (".css", ".svg", ".html", ".js", ".yaml", ".py")
        and path.name not in ("tokens.css", "fact-sheet.html")
        for colour in re.findall(
            r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b|(?:rgb|hsl|oklch)a?\(", path.read_text("utf-8")
        )
    }
    assert not written
    light = tokens.parse((repo / "static" / tokens.SHEET).read_text("utf-8"))["light"].values()
    colours = [value for value in light if HEX.fullmatch(value)]
    assert len(colours) == len(set(colours)) > 9


def linear(value: str) -> Colour:
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return tuple(
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    )  # type: ignore[return-value]


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(colour: Colour, eye: str) -> tuple[float, float, float]:
    """A colour as an eye sees it, in CIE L*a*b* (D65)."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True))))
        for row in EYES[eye]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_words_can_be_read(colours: dict[str, Colour]) -> None:
    for name in ("ink", "muted", "accent", "link", "series-1", "series-2", "series-3"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name


def test_marks_can_be_seen(colours: dict[str, Colour]) -> None:
    for name in TOGETHER:
        assert contrast(colours[name], colours["paper"]) >= 3, name


@pytest.mark.parametrize("eye", EYES)
def test_series_are_apart(colours: dict[str, Colour], eye: str) -> None:
    """A difference of 10 in L*a*b* is seen at a glance; labels and places tell them apart too."""
    near = {}
    for one, other in itertools.combinations(TOGETHER, 2):
        a, b = seen(colours[one], eye), seen(colours[other], eye)
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        if distance < 10:
            near[one, other] = round(distance, 1)
    assert not near


def test_themes_differ_in_colours_alone(repo: Path) -> None:
    """So that a page's accessibility need be looked at whole in one theme, its colours in both."""
    sheets = {p: p.read_text("utf-8") for p in (repo / "static").rglob("*.css")}
    assert [p.name for p, text in sheets.items() if "prefers-color-scheme" in text] == [
        tokens.SHEET.rpartition("/")[2]
    ]
    theme = tokens.parse((repo / "static" / tokens.SHEET).read_text(encoding="utf-8"))
    changed = [name for name, value in theme["dark"].items() if theme["light"].get(name) != value]
    assert changed and all(HEX.fullmatch(theme["dark"][name]) for name in changed)
