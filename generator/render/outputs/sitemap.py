"""``/sitemap.xml``: every page, with its addresses in all languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from generator.model.content import SEARCH, SECTIONS
from generator.render.output import Output

if TYPE_CHECKING:
    import datetime

    from generator.model.site import Site
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work
    from generator.render.shell import PathIn

escape_text = partial(escape, quote=False)  # xml.sax would load half of the web, to do the same
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def outputs(work: Work) -> Iterator[Output]:
    """Return the sitemap (sitemaps.org 0.9, with the alternates that search engines read)."""
    yield Output("sitemap.xml", partial(_sitemap, work.site))


def _sitemap(site: Site, inputs: Inputs) -> bytes:
    inputs.settings()  # the published address is among them
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    if inputs.page_path(site.default_locale.code, "index") != "":
        lines.append(f"<url><loc>{escape_text(site.absolute_url(''))}</loc></url>")
    for locale in site.locales:
        for path_in, modified in _pages(locale.code, inputs):
            own = path_in(locale.code)
            if own is None:
                continue
            lines.append(f"<url><loc>{escape_text(site.absolute_url(own))}</loc>")
            if modified:
                lines.append(f"<lastmod>{modified}</lastmod>")
            for other in site.locales:
                path = path_in(other.code)
                if path is not None:
                    href = escape_text(site.absolute_url(path))
                    lines.append(
                        f'<xhtml:link rel="alternate" hreflang="{other.tag}" href="{href}"/>'
                    )
            lines.append("</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()


def _pages(code: str, inputs: Inputs) -> Iterator[tuple[PathIn, datetime.date | None]]:
    """Walk a language's pages and then its sections': paths by language, and the last review."""
    for id in inputs.page_ids(code):
        yield partial(inputs.page_path, id=id), inputs.modified(code, id)
    for section in SECTIONS:
        for id in ("", *inputs.section_ids(section)):
            yield partial(inputs.section_path, section, id=id), None
    yield partial(inputs.section_path, SEARCH), None
