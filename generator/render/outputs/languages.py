"""``/index.html``, where a reader chooses a language, and ``/404.html``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.render.renderer import Output

if TYPE_CHECKING:
    from generator.render.outputs import Work
    from generator.trace import Reads


def outputs(work: Work) -> Iterator[Output]:
    """Return the front page and the page for addresses that lead nowhere."""
    site, renderer = work.site, work.renderer

    def values(reads: Reads) -> dict[str, Any]:
        shown = renderer.shell(renderer.context(site.default_locale, "index", reads), "")
        contexts = [renderer.context(locale, "index", reads) for locale in site.locales]
        settings = site.settings
        shown["locales"] = [
            {
                "code": locale.code,
                "tag": locale.tag,
                "direction": locale.direction,
                "name": locale.name,
                "url": link["url"],
                "title": context.label(settings.title),
                "description": context.label(settings.description),
                "t": renderer.strings(context),
            }
            for locale, link, context in zip(
                site.locales, shown["translations"], contexts, strict=True
            )
        ]
        return shown

    def languages(reads: Reads) -> bytes:
        return renderer.templates.render("languages.html", reads, values(reads)).encode()

    def not_found(reads: Reads) -> bytes:
        return renderer.templates.render("not-found.html", reads, values(reads)).encode()

    yield Output("index.html", languages)
    yield Output("404.html", not_found)
