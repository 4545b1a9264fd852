"""``/sitemap.xml`` with each page's languages, ``/robots.txt`` and ``/.nojekyll``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from generator.model.content import SECTIONS
from generator.render.renderer import Output

if TYPE_CHECKING:
    from generator.render.outputs import Work
    from generator.trace import Reads

escape_text = partial(escape, quote=False)  # xml.sax would load half of the web, to do the same
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def outputs(work: Work) -> Iterator[Output]:
    """Return the three files that machines read."""
    site = work.site

    def robots(reads: Reads) -> bytes:
        reads("settings")
        address = site.absolute_url("sitemap.xml")
        return f"User-agent: *\nAllow: /\n\nSitemap: {address}\n".encode()

    yield Output("sitemap.xml", lambda reads: _sitemap(work, reads))
    yield Output("robots.txt", robots)
    yield Output(".nojekyll", lambda reads: b"")


def _sitemap(work: Work, reads: Reads) -> bytes:
    """Return the sitemap (sitemaps.org 0.9, with the alternates that search engines read)."""
    site = work.site
    reads("settings")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        f"<url><loc>{escape_text(site.absolute_url(''))}</loc></url>",
    ]
    for locale in site.locales:
        listed = [("link", id) for id in reads("page_ids", locale.code)]
        for section in SECTIONS:
            listed += [(f"section_link:{section}", id) for id in ("", *reads("section", section))]
        for kind, id in listed:
            own = _path(kind, locale.code, id, reads)
            if own is None:
                continue
            lines.append(f"<url><loc>{escape_text(site.absolute_url(own))}</loc>")
            for other in site.locales:
                path = _path(kind, other.code, id, reads)
                if path is not None:
                    href = escape_text(site.absolute_url(path))
                    lines.append(
                        f'<xhtml:link rel="alternate" hreflang="{other.tag}" href="{href}"/>'
                    )
            lines.append("</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()


def _path(kind: str, code: str, id: str, reads: Reads) -> str | None:
    """Return a page's path; ``kind`` is ``link``, or ``section_link:`` and the section."""
    provider, _, section = kind.partition(":")
    path: str | None = reads(provider, ":".join(filter(None, (section, code))) + f":{id}")
    return path
