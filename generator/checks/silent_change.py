"""No number that readers have seen changes without a word: its page has a correction that says so.

The numbers are those that a page computes: in its own words, and in those of the charts, rules,
terms and events that it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from msgspec import Struct

from generator.components import named_beside
from generator.components.stat import printed
from generator.diagnostics import Code, Diagnostic, Location
from generator.model.content import Content
from generator.model.document import Document
from generator.model.page import Reference
from generator.model.site import Locale, Site

CODES = (
    Code(
        "silent-change",
        means=(
            "A page prints another number than it was published with (`content/published.yaml`), "
            "and has no new entry under `changes` that would tell its readers. A number that is "
            "new on the page, or that left it, is no change. It is a warning where the correction "
            "is there and the new number is not yet written down."
        ),
        mend=(
            "Look at what changed in the data. If the new number is right, add an entry to "
            "`changes` in the page's front matter, dated after the others, in every language; "
            "once that is published, run `explainer agree --numbers`. If the old number was never "
            "published, run `explainer agree --numbers --unpublished`."
        ),
        example=(
            "changes:\n"
            "  - date: 2026-11-26\n"
            "    text: The highest water was 4.2 metres; it was given as 4.3."
        ),
    ),
)


class Changed(Struct, frozen=True):
    """A page that prints other numbers than it was published with.

    ``numbers`` are those, by id: the place where each is used, the old words and the new; ``told``
    is whether a correction was added.
    """

    document: Document
    numbers: dict[str, tuple[Location, str, str]]
    told: bool


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report the numbers that have changed since they were published, if any were."""
    for page in changed(content, documents):
        for id, (place, before, now) in page.numbers.items():
            message = f"'{id}' was published as {before} and is now {now}"
            if page.told:
                hint = "once the correction is published, run: explainer agree --numbers"
                yield Diagnostic(place, "warning", "silent-change", message, hint)
            else:
                hint = (
                    "add an entry to 'changes' in the page's front matter; or, if the old number "
                    "was never published, run: explainer agree --numbers --unpublished"
                )
                yield Diagnostic(place, "error", "silent-change", message, hint)


def changed(content: Content, documents: Collection[Document]) -> Iterator[Changed]:
    """Walk the pages whose numbers have changed since they were published."""
    if content.published is None:
        return
    for page, numbers in printed_numbers(content, documents):
        id, code = page.page.id, page.page.locale.code
        published = content.published.numbers.get(id, {})
        other = {
            stat: (place, before, now)
            for stat, (place, now) in numbers.items()
            if (before := published.get(stat, {}).get(code, now)) != now
        }
        if other:
            days = content.published.changes.get(id, {}).get(code, [])
            new = Counter(change.date for change in page.page.front.changes) - Counter(days)
            told = bool(new) and max(new) >= max(days, default=max(new))
            yield Changed(page, other, told)


def printed_numbers(
    content: Content, documents: Collection[Document]
) -> Iterator[tuple[Document, dict[str, tuple[Location, str]]]]:
    """Walk the pages, each with the stats it prints: where it first does so, and in which words."""

    @cache
    def beside(kind: str, id: str, code: str) -> list[tuple[str, str]]:
        """Return what the words of a chart, a rules file or the like refer to."""
        return [(one.kind, one.name) for one in named_beside(content, kind, id, code)]

    known = content.by_kind()
    for document in documents:
        locale = document.page.locale
        places: dict[tuple[str, str], Location] = {}
        waiting = [(r.kind, r.name, r.location) for r in _references(document)]
        while waiting:
            kind, id, place = waiting.pop(0)
            if (kind, id) not in places and id in known.get(kind, ()):
                places[kind, id] = place
                if kind in ("chart", "rulebook", "term", "event", "tag"):
                    waiting += [(*use, place) for use in beside(kind, id, locale.code)]
        yield (
            document,
            {
                id: (place, words)
                for (kind, id), place in places.items()
                if kind == "stat" and (words := _words(id, content, locale))
            },
        )


def _references(document: Document) -> Iterator[Reference]:
    yield from document.title.references
    yield from document.references


def _words(id: str, content: Content, locale: Locale) -> str:
    """Return a stat as it is printed, with plain spaces; nothing where a word for it is missing."""
    stat = content.stats[id]
    dataset = content.datasets[stat.definition.dataset]
    try:
        words = printed(stat, dataset, locale, lambda key: content.strings[key][locale.code])
    except KeyError:
        return ""  # the missing string is told elsewhere
    return " ".join(words.split())
