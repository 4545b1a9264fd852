"""Summaries and explainers are as easy to read as the site's settings ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from generator import parse
from generator.diagnostics import Code, Diagnostic, Location
from generator.language import find, readability
from generator.model.content import Content
from generator.model.document import Document, Reading
from generator.model.page import Page
from generator.model.site import ReadabilityLimits, Site

CODES = (
    Code(
        "hard-to-read",
        means=(
            "A summary, or the text of an explainer, is harder to read than `readability` in "
            "`content/site.yaml` allows."
        ),
        mend="Split the longest sentences, and use shorter words.",
        example="readability:\n  en: {summary: 9, page: 8}",
    ),
)


class Measured(NamedTuple):
    """How hard a page, or its summary, is to read: ``limit`` is None where none is set."""

    page: Page
    part: Literal["summary", "page"]
    score: float
    limit: float | None
    reading: Reading

    @property
    def is_hard(self) -> bool:
        """Whether it is beyond the limit."""
        ease = find(self.page.tag).ease
        if ease is None or self.limit is None:
            return False
        # A score is compared as it is told, with one decimal.
        beyond = round(self.score, 1) - self.limit
        return beyond > 0 if ease.higher_is == "harder" else beyond < 0


def measured(site: Site, document: Document) -> Iterator[Measured]:
    """Walk what can be measured of a page: its summary, and the text of an explainer."""
    page = document.page
    tag = page.tag
    limits = site.settings.readability.get(page.locale.code, ReadabilityLimits())
    summary = parse.words(page.front.summary, tag, page.summary_at, ())[1].reading
    if summary and (score := readability.score(summary.counts, tag)) is not None:
        yield Measured(page, "summary", score, limits.summary, summary)
    text = document.reading
    if text and (score := readability.score(text.counts, tag)) is not None:
        yield Measured(page, "page", score, limits.page, text)


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report what is harder to read than the settings allow."""
    for document in documents:
        if document.page.locale.code in site.settings.readability:
            yield from (_fault(one) for one in measured(site, document) if one.is_hard)


def _fault(one: Measured) -> Diagnostic:
    reading, page = one.reading, one.page
    ease = find(page.tag).ease
    assert ease is not None, "what is measured has a formula"
    message = f"the {one.part} is hard to read: {one.score:.1f} by {ease.name}, limit {one.limit:g}"
    longest = f"split its longest sentence, of {reading.longest} words: '{reading.begins} …'"
    # The parts of a folded text have no lines of their own.
    place: Location = page.summary_at if one.part == "summary" else reading.at
    return Diagnostic(place, "warning", "hard-to-read", message, longest)
