"""``/sitemap.xml`` with each page's languages, ``/robots.txt`` and ``/.nojekyll``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from generator.render import Output

if TYPE_CHECKING:
    from generator.outputs import Work
    from generator.trace import Reads


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
        f"<url><loc>{escape(site.absolute_url(''))}</loc></url>",
    ]
    for locale in site.locales:
        listed = [("link", id) for id in reads("page_ids", locale.code)]
        listed += [("data_link", id) for id in ("", *reads("dataset_ids"))]
        for kind, id in listed:
            own = reads(kind, f"{locale.code}:{id}")
            if own is None:
                continue
            lines.append(f"<url><loc>{escape(site.absolute_url(own))}</loc>")
            for other in site.locales:
                path = reads(kind, f"{other.code}:{id}")
                if path is not None:
                    href = quoteattr(site.absolute_url(path))
                    tag = quoteattr(other.tag)
                    lines.append(f'<xhtml:link rel="alternate" hreflang={tag} href={href}/>')
            lines.append("</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()
