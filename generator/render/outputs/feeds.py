"""``/en/feed.xml`` and ``/en/feed.json``: each language's new pages and dated corrections.

The forms are Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from msgspec import Struct

from generator import parse
from generator.diagnostics import Location
from generator.render.output import Output
from generator.render.shell import FEEDS, feed_path

if TYPE_CHECKING:
    from generator.model.site import Locale, Site
    from generator.render.inputs import Inputs
    from generator.render.lists import News
    from generator.render.outputs import Work
    from generator.render.page_context import PageContext
    from generator.render.shell import Shell

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


class FeedEntry(Struct, frozen=True):
    """One thing that a feed tells: ``id`` stays the same when the page's address changes."""

    id: str
    url: str
    title: str
    text: str
    date: str


class FeedHead(Struct, frozen=True):
    """What a feed says of itself; ``home`` and ``url`` are whole addresses."""

    title: str
    description: str
    author: str
    home: str
    url: str
    tag: str


def outputs(work: Work) -> Iterator[Output]:
    """Return both feeds of each language that has something to tell."""
    for locale in work.site.locales:
        pages = (page.front for page in work.content.pages if page.locale == locale)
        if any(front.published or front.changes for front in pages):
            for suffix, make in (("xml", _atom), ("json", _json)):
                yield Output(
                    feed_path(work.site, locale, suffix), partial(make, work.shell, locale)
                )


def _atom(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    head, entries = _feed(shell, locale, "xml", inputs)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{locale.tag}">',
        f"<id>{_text(head.url)}</id>",
        f"<title>{_text(head.title)}</title>",
        f"<subtitle>{_text(head.description)}</subtitle>",
        f"<updated>{entries[0].date}</updated>",
        f"<author><name>{_text(head.author)}</name></author>",
        f'<link rel="self" type="{FEEDS["xml"]}" href="{escape(head.url)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(head.home)}"/>',
    ]
    for entry in entries:
        lines += [
            "<entry>",
            f"<id>{_text(entry.id)}</id>",
            f"<title>{_text(entry.title)}</title>",
            f"<published>{entry.date}</published>",
            f"<updated>{entry.date}</updated>",
            f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>',
            f"<summary>{_text(entry.text)}</summary>",
            "</entry>",
        ]
    lines.append("</feed>")
    return ("\n".join(lines) + "\n").encode()


def _json(shell: Shell, locale: Locale, inputs: Inputs) -> bytes:
    head, entries = _feed(shell, locale, "json", inputs)
    feed = {
        "version": JSON_FEED,
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": head.url,
        "description": head.description,
        "language": locale.tag,
        "authors": [{"name": head.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": entry.date,
            }
            for entry in entries
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _text(words: str) -> str:
    return escape(words, quote=False)


def _feed(
    shell: Shell, locale: Locale, suffix: str, inputs: Inputs
) -> tuple[FeedHead, list[FeedEntry]]:
    site, settings = shell.site, inputs.settings()
    context = shell.context(locale, "index", inputs)
    title = context.label(settings.title)
    home = inputs.page_path(locale.code, "index")
    head = FeedHead(
        title=title,
        description=context.label(settings.description),
        author=context.label(settings.organisation) if settings.organisation else title,
        home=site.absolute_url(home or ""),
        url=site.absolute_url(feed_path(site, locale, suffix)),
        tag=locale.tag,
    )
    return head, [_entry(one, site, context) for one in inputs.news(locale.code)]


def _entry(news: News, site: Site, context: PageContext) -> FeedEntry:
    code, base = context.locale.code, urlsplit(site.base_url)
    url = site.absolute_url(news.path)
    # A tag (RFC 4151): made once, of the page's file and not of its address.
    id = f"tag:{base.hostname},{news.date}:{base.path}{quote(f'{code}/{news.page_id}')}"
    if news.words:
        words, _ = parse.words(news.words, context.locale.tag, Location(""))
        title = context.string("feed_change").format(title=news.title)
        text, url, id = context.plain(words), f"{url}#changes", f"{id}#change-{news.number}"
    else:
        title, text = news.title, context.plain(context.inputs.summary(code, news.page_id).words)
    # At noon in Greenwich it is that day nearly everywhere.
    return FeedEntry(id, url, title, text or title, f"{news.date}T12:00:00Z")
