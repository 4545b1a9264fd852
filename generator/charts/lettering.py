"""A picture's words as outlines, in the site's own fonts.

The library that makes PNGs opens a font's file four times for each letter: a chart whose words are
paths takes it half the time, 30 ms for 60, and to outline them takes 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import uharfbuzz
from msgspec import Struct

from generator.charts.points import GROUP, SVG

TEXT, TSPAN, PATH = f"{{{SVG}}}text", f"{{{SVG}}}tspan", f"{{{SVG}}}path"
# What the words of an element are set in, handed down from those that it stands in.
START: dict[str, str] = {"font-size": "16", "font-weight": "400", "text-anchor": "start"}
HANDED_DOWN = {*START, "font-family", "font-style"}
# What changes words, and is left to the library.
HINDERING = {
    *("class", "direction", "dominant-baseline", "font", "font-stretch", "font-variant", "stroke"),
    *("letter-spacing", "style", "text-decoration", "word-spacing", "writing-mode"),
    "{http://www.w3.org/XML/1998/namespace}space",
}
CLOSED = {f"{{{SVG}}}clipPath"}  # may hold no groups
# What a group or a path may have as well as a text.
KEPT = {"transform", "fill", "fill-opacity", "opacity", "id", "clip-path"}
WEIGHTS = {"normal": 400, "bold": 700}
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
SIZE = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
SPACE = re.compile(r"[ \t\n]+")


class Font(Struct, frozen=True):
    """A font's file: what it is asked for by, and what it is drawn with."""

    family: str
    weight: float
    slanted: bool
    drawn: uharfbuzz.Font


class Glyph(Struct, frozen=True):
    """A letter's outline in the units of its font: where it begins, and the path from there on."""

    x: float
    y: float
    path: str


class _UnknownError(Exception):
    """Raised at words that are set in a way, or in a font, that is not known here."""


def outlined(svg: str, folder: Path) -> str:
    """Return an SVG whose words are paths, where they are set in a font of this folder.

    Others stay words: those in letters that the font does not have, that run from right to left,
    have a stroke, or are spaced, turned or laid along a path by SVG's rarer attributes.

    Raises:
        ElementTree.ParseError: it is no sound SVG.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 (made by the site's own templates)
    ElementTree.register_namespace("", SVG)
    _walk(root, START, [_font(path.read_bytes()) for path in sorted(folder.glob("*.ttf"))])
    return ElementTree.tostring(root, encoding="unicode")


def _walk(element: ElementTree.Element, above: Mapping[str, str], fonts: list[Font]) -> None:
    """Outline all words below an element, unless it hands down what is not known here."""
    if element.tag in CLOSED or not element.attrib.keys().isdisjoint(HINDERING):
        return
    look = _look(element, above)
    for child in element:
        if child.tag == TEXT:
            with suppress(_UnknownError):
                _outline(child, look, fonts)
        else:
            _walk(child, look, fonts)


def _look(element: ElementTree.Element, above: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the words of an element are set in."""
    return {**above, **{name: value for name, value in element.items() if name in HANDED_DOWN}}


def _outline(text: ElementTree.Element, above: Mapping[str, str], fonts: list[Font]) -> None:
    """Make a text a group of a path for each line of it.

    Raises:
        _UnknownError: it stays as it is.
    """
    look = _look(text, above)
    if (
        not text.attrib.keys() <= HANDED_DOWN | KEPT | {"x", "y"}
        or look["text-anchor"] not in ANCHORS
    ):
        raise _UnknownError
    size = SIZE.fullmatch(look["font-size"])
    font = _chosen(look, fonts)
    if not size or not font:
        raise _UnknownError
    scale = float(size[1]) / font.drawn.face.upem
    paths = []
    for x, y, line in _lines(text):
        path, width = _path(font, line)
        left = x - ANCHORS[look["text-anchor"]] * width * scale
        place = f"translate({left:.3f} {y:.3f}) scale({scale:.6f} {-scale:.6f})"
        paths.append(ElementTree.Element(PATH, {"transform": place, "d": path}))
    kept = {name: value for name, value in text.items() if name in KEPT}
    tail = text.tail
    text.clear()
    text.tag, text.tail = GROUP, tail
    text.attrib.update(kept)
    text.extend(paths)


def _lines(text: ElementTree.Element) -> Iterator[tuple[float, float, str]]:
    """Return the lines of a text: where each begins, and its words."""
    x, y = _number(text, "x"), _number(text, "y")
    if text.text and text.text.strip():
        if len(text):
            raise _UnknownError
        yield x, y, _words(text)
    for number, line in enumerate(text):
        known = line.tag == TSPAN and line.attrib.keys() <= {"x", "y", "dy"} and not len(line)
        if not known or (number and "x" not in line.attrib) or (line.tail or "").strip():
            raise _UnknownError
        x, y = _number(line, "x", x), _number(line, "y", y) + _number(line, "dy")
        if line.text:
            yield x, y, _words(line)


def _words(element: ElementTree.Element) -> str:
    return SPACE.sub(" ", element.text or "").strip(" ")


def _number(element: ElementTree.Element, name: str, default: float = 0) -> float:
    try:
        return float(element.get(name, default))
    except ValueError as error:
        raise _UnknownError from error


@lru_cache(maxsize=16)
def _font(data: bytes) -> Font:
    """Return the font that a file of these bytes holds."""
    face = uharfbuzz.Face(data)
    font = uharfbuzz.Font(face)
    family = face.get_name(16) or face.get_name(1) or ""  # of all its styles, else of up to four
    weight = font.get_style_value(uharfbuzz.StyleTag.WEIGHT)
    slanted = bool(font.get_style_value(uharfbuzz.StyleTag.ITALIC))
    return Font(family, weight, slanted, font)


def _chosen(look: Mapping[str, str], fonts: list[Font]) -> Font | None:
    """Return the font that a browser would choose, by the rules of CSS Fonts 4, section 5.2."""
    family = look.get("font-family", "").split(",")[0].strip(" '\"")
    weight = WEIGHTS.get(look["font-weight"]) or _number_of(look["font-weight"])
    slanted = look.get("font-style", "normal") != "normal"

    def far(font: Font) -> tuple[bool, bool, float]:
        heavier = font.weight > weight if weight <= 500 else font.weight < weight
        if 400 <= weight <= 500 and font.weight <= 500:
            heavier = False
        return font.slanted != slanted, heavier, abs(font.weight - weight)

    return min((font for font in fonts if font.family == family), key=far, default=None)


def _number_of(weight: str) -> int:
    if not weight.isdecimal():
        raise _UnknownError
    return int(weight)


@lru_cache(maxsize=1000)
def _glyph(font: Font, number: int) -> Glyph:
    """Return a letter's outline."""
    pen = _Pen()
    font.drawn.draw_glyph(number, _strokes(), pen)
    return Glyph(*pen.first, "".join(pen.path))


class _Pen:
    """Writes an outline down as a path whose places are told from the one before."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.first, self._begun, self._at = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        if self.path:
            self.draw("m", x, y)
        else:
            self.first = self._at = (x, y)
        self._begun = self._at

    def draw(self, letter: str, *to: float) -> None:
        """Add a line or a curve through these places, each an x and a y."""
        x, y = self._at
        told = (f"{one - (y if odd % 2 else x):g}" for odd, one in enumerate(to))
        self.path.append(letter + " ".join(told))
        self._at = (to[-2], to[-1])

    def close(self) -> None:
        self.path.append("z")
        self._at = self._begun


@lru_cache(maxsize=1)
def _strokes() -> uharfbuzz.DrawFuncs:
    strokes = uharfbuzz.DrawFuncs()
    strokes.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    strokes.set_line_to_func(lambda x, y, pen: pen.draw("l", x, y))
    strokes.set_quadratic_to_func(lambda a, b, x, y, pen: pen.draw("q", a, b, x, y))
    strokes.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.draw("c", a, b, c, d, x, y))
    strokes.set_close_path_func(lambda pen: pen.close())
    return strokes


@lru_cache(maxsize=1000)
def _path(font: Font, words: str) -> tuple[str, float]:
    """Return a line's outline from (0, 0), and its width, in the units of its font."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.drawn, buffer)
    if buffer.direction != "ltr":
        raise _UnknownError
    parts, x = [], 0
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if not info.codepoint:
            raise _UnknownError  # the font has no such letter
        glyph = _glyph(font, info.codepoint)
        if glyph.path:
            parts.append(f"M{x + at.x_offset + glyph.x:g} {at.y_offset + glyph.y:g}{glyph.path}")
        x += at.x_advance
    return "".join(parts), x
