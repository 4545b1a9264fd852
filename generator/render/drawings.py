"""Inputs that are drawn from charts, and the function that turns an SVG into a PNG.

Each drawing is made once for the same module, data, words and theme, and kept in the cache.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from generator import charts, files
from generator.charts import View, drawing, theme
from generator.charts.drawing import Drawing
from generator.charts.frames import Mark
from generator.charts.module import Specification, fitted, specification
from generator.files import yaml as yamlfile
from generator.files.cache import Cache
from generator.files.yaml import YamlDocument
from generator.language import format as localize
from generator.language import typography
from generator.model.content import Content
from generator.model.site import Locale, Site
from generator.trace import Input, Later, Provider

Rasterize = Callable[[str, float], bytes]
FRAMED = "framed "  # begins the digest of a frame


class LendingView(View):
    """The view for an unfinished language: words not given in it are those of another one.

    ``lenders`` are the site's languages in their order.
    """

    lenders: tuple[str, ...] = ()

    def words(self, **by_locale: str) -> str:
        """Return the words in the language, else in the first one that they are given in."""
        there = [code for code in (self.locale, *self.lenders) if code in by_locale]
        return by_locale[there[0]] if there else super().words(**by_locale)


class Drawings(Struct, dict=True):
    """Draws charts, or finds them in the cache; the drawing libraries load only to draw.

    With ``drawn``, only those charts are drawn: in the place of others stands a frame.
    """

    site: Site
    content: Content
    cache: Cache
    drawn: Collection[str] | None = None
    _specifications: dict[str, Specification] = field(default_factory=dict)
    _drawings: dict[str, Drawing] = field(default_factory=dict)

    def providers(self) -> tuple[Provider, ...]:
        """Return the providers, one for each kind of drawing."""
        return (self.drawing, self.live, self.runtime, self.runtime_name, self.rasterize)

    def drawing(self, name: str) -> Input[str] | Later[str]:
        """A chart's SVG for a page, by ``id:locale:width``."""
        made = self._made(name, "svg", lambda one: one.svg)
        id, code, width = name.split(":")
        waits = self.drawn is not None and id not in self.drawn
        if waits and self.cache.get(f"{made.digest}.svg") is None:
            return Input(drawing.frame(View.of(code, width).size), f"{FRAMED}{made.digest}")
        return made

    def live(self, name: str) -> Later[str]:
        """What the browser draws a chart from and answers (JSON), by ``id:locale:width``."""
        return self._made(name, "json", lambda one: one.live)

    def runtime(self, _: str) -> Later[str]:
        """The script that draws live charts; it is kept for all sites of a user."""
        key = self.runtime_name("").value
        kept = Cache(files.user_cache())
        return Later(lambda: kept.text(f"{key}.js", drawing.runtime), key)

    def runtime_name(self, _: str) -> Input[str]:
        """The script's fingerprint: the same libraries give the same script."""
        text = repr((drawing.RUNTIME, charts.versions(charts.CONVERTER)))
        return Input.of(files.digest(text.encode())[:10])

    def rasterize(self, _: str) -> Input[Rasterize]:
        """A function from an SVG and a scale to a PNG."""

        def picture(svg: str, scale: float) -> bytes:
            key = files.digest(repr((svg, scale, self._look)).encode())
            return self.cache.bytes(
                f"{key}.png", lambda: drawing.picture(svg, scale, self.site.source)
            )

        return Input(picture, files.digest(self._look.encode()))

    def _made(self, name: str, kind: str, part: Callable[[Drawing], str]) -> Later[str]:
        id, code, width = name.split(":")
        chart, locale, view = self.content.charts[id], self.site.locale(code), View.of(code, width)
        if locale.unfinished:
            lenders = tuple(one.code for one in self.site.locales)
            view = LendingView(code, view.size, view.narrow, lenders=lenders)
        data = {name: self.content.datasets[name] for name in chart.words.datasets}
        marks = {name: self._mark(name, locale) for name in chart.words.events}
        parts: list[object] = [
            id,
            chart.digest,
            locale,
            replace(view, size=0, measured=False),
            self._theme,
            marks,
        ]
        parts += [self._look, *(one.fingerprint for one in data.values())]
        every = files.digest(repr(parts).encode())
        key = files.digest(repr([*parts, view.size]).encode())

        def specified() -> Specification:
            """Return what was made for this width or, where that is the same, for another one."""
            for one in (every, key):
                if one in self._specifications:
                    return self._specifications[one]
            if self._theme_file is not None:
                theme.check(self._theme_file)  # only now: what was drawn before had a sound one
            made = specification(chart, data, marks, view, self._theme)
            self._specifications[key if view.measured else every] = made
            return made

        def drawn() -> str:
            if key not in self._drawings:
                columns = {c.name: c for one in data.values() for c in one.descriptor.table.fields}
                spec = fitted(specified(), view)
                font, source = str(self._theme.get("font", "")), self.site.source
                self._drawings[key] = Drawing.of(chart, locale, columns, spec, width, font, source)
            return part(self._drawings[key])

        @cache
        def made() -> str:
            return self.cache.text(f"{key}.{kind}", drawn)

        return Later(made, key)

    def _mark(self, name: str, locale: Locale) -> Mark:
        """Return an event as a chart shows it."""
        event = self.content.events[name]
        assert event.label is not None, "a chart's events are checked when it is read"
        first = datetime.date.fromisoformat(f"{event.date}-01-01"[: len("2023-03-25")])
        words = typography.plain(event.label[locale.code], locale.tag)
        return Mark(first, words, localize.date(event.date, locale.tag))

    @cached_property
    def _look(self) -> str:
        """What draws, and the fonts it draws with: a drawing changes when any of them does."""
        folder = charts.fonts_path(self.site.source)
        fonts = [
            files.digest(files.read_bytes(self.site.source, path))
            for path in sorted(folder.glob("*.ttf"))
        ]
        return repr((charts.versions(), charts.code(), fonts))

    @cached_property
    def _theme(self) -> dict[str, object]:
        return theme.fields(self._theme_file) if self._theme_file else {}

    @cached_property
    def _theme_file(self) -> YamlDocument | None:
        path = charts.theme_path(self.site.source)
        if not path.is_file():
            return None
        return yamlfile.parse(files.read_text(self.site.source, path))


def framed(digests: Mapping[str, str], reads: Iterable[Iterable[str]]) -> set[str]:
    """Return the charts that outputs show frames of, from what they read and its digests."""
    keys = {key for read in reads for key in read if key.startswith("drawing:")}
    return {key.split(":")[1] for key in keys if digests[key].startswith(FRAMED)}
