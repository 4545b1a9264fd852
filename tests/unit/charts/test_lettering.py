"""Words as outlines: they look as the words do, and what is not known here stays words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import vl_convert
from PIL import Image, ImageChops
from support import ROOT

from generator.charts.lettering import outlined

FONTS = ROOT / "templates" / "fonts"
SANS = 'font-family="Public Sans, sans-serif"'
SERIF = "font-family=\"'Explainer Serif', serif\""


def svg(inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120" font-size="20">'
        f'<rect width="400" height="120" fill="#fff"/>{inside}</svg>'
    )


def pixels(picture: str) -> Image.Image:
    vl_convert.register_font_directory(str(FONTS))
    return Image.open(io.BytesIO(vl_convert.svg_to_png(picture, scale=2))).convert("L")


def differing(one: Image.Image, other: Image.Image) -> int:
    """Count the pixels that clearly differ."""
    return sum(ImageChops.difference(one, other).histogram()[80:])


OUTLINED = {
    "plain": f'<text x="9" y="50" {SANS}>Who crossed, and when?</text>',
    "accents and kerning": f'<text x="9" y="50" {SANS}>« AVATAR » où, À Tôt, 5,5 %</text>',
    "middle": f'<text x="200" y="50" text-anchor="middle" {SANS}>Québec</text>',
    "end": f'<g text-anchor="end"><text x="390" y="50" {SANS}>2,875</text></g>',
    "bold, of weights 400 and 600": f'<text y="50" font-weight="bold" {SANS}>Day</text>',
    "a weight between": f'<text y="50" font-weight="500" {SANS}>Nights</text>',
    "the other family": f'<text y="50" font-size="40px" {SERIF}>The deal</text>',
    "lines": (
        f'<text transform="translate(9,40)" {SANS}><tspan>One line,</tspan>'
        '<tspan x="0" dy="22">another one</tspan><tspan x="0" dy="22"/></text>'
    ),
    "turned and coloured": (
        f'<g {SANS} fill="#b00"><text transform="translate(50,110) rotate(-60)" '
        'opacity="0.7">upwards</text></g>'
    ),
    "over several lines of source": f'<text x="9" y="50" {SANS}>\n  Two  \n words </text>',
}

LEFT = {
    "a font of the system": '<text y="50" font-family="serif">words</text>',
    "no family": '<text y="50">words</text>',
    "a letter that the font lacks": f'<text y="50" {SANS}>日本</text>',
    "right to left": f'<text y="50" {SANS}>אב</text>',
    "spaced": f'<text y="50" letter-spacing="2" {SANS}>words</text>',
    "spaced from above": f'<g letter-spacing="2"><text {SANS}>words</text></g>',
    "with a stroke": f'<g stroke="#000"><text y="50" {SANS}>words</text></g>',
    "inline style": f'<text y="50" style="font-size:9px" {SANS}>words</text>',
    "a size in other units": f'<text y="50" font-size="2em" {SANS}>words</text>',
    "words in words": f'<text y="50" {SANS}>a <tspan font-weight="600">b</tspan></text>',
    "each letter placed": f'<text x="1 9 20" y="50" {SANS}>abc</text>',
    "a weight by comparison": f'<text y="50" font-weight="bolder" {SANS}>a</text>',
    "what something is cut out by": (
        f'<clipPath id="c"><text y="50" {SANS}>words</text></clipPath>'
    ),
}


@pytest.mark.parametrize("inside", OUTLINED.values(), ids=OUTLINED)
def test_outlines_look_as_the_words_do(inside: str) -> None:
    as_words, made = svg(inside), outlined(svg(inside), FONTS)
    drawn = pixels(as_words)
    assert "<text" not in made
    assert differing(drawn, pixels(svg(""))) > 100, "the words are seen"
    assert differing(drawn, pixels(made)) < 20


@pytest.mark.parametrize("inside", LEFT.values(), ids=LEFT)
def test_what_is_not_known_stays_words(inside: str) -> None:
    assert "<text" in outlined(svg(inside), FONTS)


def test_another_font_under_the_same_name_is_seen(tmp_path: Path) -> None:
    words = svg('<text y="50" font-family="Public Sans">words</text>')
    (tmp_path / "a.ttf").write_bytes((FONTS / "sans-400.ttf").read_bytes())
    thin = outlined(words, tmp_path)
    (tmp_path / "a.ttf").write_bytes((FONTS / "sans-600.ttf").read_bytes())
    assert outlined(words, tmp_path) != thin
