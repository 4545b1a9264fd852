"""How a page is cited by others: as a line of text, for BibTeX and for RIS, with its copies."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from generator.language import format as localize
from generator.model.source import Person, Source
from generator.render import citations

if TYPE_CHECKING:
    from generator.model.page import Page
    from generator.render.page_context import PageContext

SPECIAL = re.compile(r"[\\{}&%$#_~^]")  # to BibTeX
SPELLED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


class PageCopy(Struct, frozen=True):
    """A copy of the page that never changes: its day in words, its address."""

    date_text: str
    url: str


class PageCitation(Struct, frozen=True):
    """How a page may be cited; ``copies`` are those kept of it, the last one first."""

    html: Markup
    bibtex: str
    ris: str
    copies: Sequence[PageCopy]


def citation(
    page: Page, title: str, days: Sequence[datetime.date], context: PageContext, *, url: str
) -> PageCitation | None:
    """Return how a page is cited at the address ``url``; nothing for one without a day.

    ``days`` are those of its copies.
    """
    settings, modified = context.inputs.settings(), page.front.modified
    if modified is None:
        return None
    site = context.label(settings.title)
    author = context.label(settings.organisation) if settings.organisation else ""
    source = Source.model_validate(
        {
            "title": title,
            "author": [Person(literal=author)] if author else [],
            "container-title": site,
            "issued": modified.isoformat(),
            "URL": url,
        }
    )
    html = citations.html(source, page.locale)
    fields = {
        "author": f"{{{_spelled(author or site)}}}",
        "title": f"{{{_spelled(title)}}}",
        "howpublished": _spelled(site),
        "year": f"{modified.year}",
        "month": f"{modified.month}",
        "day": f"{modified.day}",
        "language": page.locale.tag,
        "url": url,
    }
    key = f"{page.id.replace('/', '-')}-{page.locale.code}-{modified.year}"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    ris = [
        "TY  - ELEC",
        f"AU  - {author or site}",
        f"TI  - {title}",
        f"T2  - {site}",
        f"PY  - {modified.year}",
        f"DA  - {modified:%Y/%m/%d}",
        f"LA  - {page.locale.tag}",
        f"UR  - {url}",
        "ER  - ",
    ]
    return PageCitation(
        html=Markup("{} {}").format(html, url),
        bibtex="\n".join([f"@misc{{{key},", *lines, "}"]),
        ris="\n".join(ris),
        copies=[
            PageCopy(localize.date(day, page.locale.tag), context.site.url(page.copy_path(day)))
            for day in sorted(days, reverse=True)
        ],
    )


def _spelled(text: str) -> str:
    """Return a text as BibTeX reads it."""
    return SPECIAL.sub(lambda match: SPELLED.get(match[0], f"\\{match[0]}"), text)
