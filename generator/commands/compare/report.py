"""A difference in words: lines for a terminal, Markdown for a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.commands.compare.difference import Difference, PageDifference
from generator.commands.summary import plural
from generator.diagnostics import Diagnostic, DiagnosticError, Location

MOST = 6  # numbers and links of a page
MOST_PAGES = 200  # in Markdown, which GitHub cuts at a megabyte


def lines(difference: Difference) -> Iterator[str]:
    """Walk the lines that tell what differs: every page with its weight, then counts."""
    if difference.is_nothing:
        yield "Nothing differs."
        return
    yield f"{_counts(difference)}."
    groups = (("+", difference.added), ("~", difference.changed), ("-", difference.removed))
    width = max((len(page.path) for _, group in groups for page in group), default=0)
    for sign, group in groups:
        for page in group:
            yield f"  {sign} {page.path:<{width}}  {_weight(page.now - page.before):>9}"
            yield from (f"      {line}" for line in (*_numbers(page), *_links(page)))
    yield from (f"  {line}" for line in _rest(difference))


def markdown(difference: Difference, heading: str) -> str:
    """Return the same as Markdown under a heading."""
    said = [f"## {heading}", ""]
    if difference.is_nothing:
        return "\n".join([*said, "Nothing differs.", ""])
    said += [f"{_counts(difference)}.", ""]
    rows = [
        (word, page)
        for word, group in (
            ("added", difference.added),
            ("changed", difference.changed),
            ("removed", difference.removed),
        )
        for page in group
    ]
    if rows:
        said += ["| page | | weight | numbers | links |", "|---|---|---:|---|---|"]
    for word, page in rows[:MOST_PAGES]:
        numbers, links = "<br>".join(_numbers(page)), "<br>".join(_links(page))
        cells = (page.path, word, _weight(page.now - page.before), numbers, links)
        said.append("| " + " | ".join(map(_cell, cells)) + " |")
    if rows[MOST_PAGES:]:
        said += ["", f"And {plural(len(rows) - MOST_PAGES, 'page')} more."]
    said += ["", *(f"- {line}" for line in _rest(difference)), ""]
    return "\n".join(said)


def append(file: Path, text: str) -> None:
    """Add Markdown to the end of a file, as a job's summary is written.

    Raises:
        DiagnosticError: the file cannot be written.
    """
    try:
        with file.open("a", encoding="utf-8") as summary:
            summary.write(f"{text}\n")
    except OSError as error:
        message, hint = f"cannot be written: {error.strerror}", "give another file with --summary"
        fault = Diagnostic(Location(str(file)), "error", "unwritable", message, hint)
        raise DiagnosticError(fault) from error


def _counts(difference: Difference) -> str:
    counts = (
        (len(difference.added), "added"),
        (len(difference.changed), "changed"),
        (len(difference.removed), "removed"),
    )
    told = [f"{plural(count, 'page')} {word}" for count, word in counts if count]
    return ", ".join(told) or "No page is added or removed, and none says anything else"


def _rest(difference: Difference) -> Iterator[str]:
    if difference.framed:
        count = plural(len(difference.framed), "page")
        yield f"{count} with the same words and links in another frame"
    counts = zip(difference.others, ("added", "changed", "removed"), strict=True)
    if told := [f"{count:,} {word}" for count, word in counts if count]:
        yield f"other files: {', '.join(told)}"
    before, now = difference.before, difference.now
    yield f"weight: {_bytes(before)} before, {_bytes(now)} now ({_weight(now - before)})"


def _numbers(page: PageDifference) -> Sequence[str]:
    told = [
        (f"{before} → {now}" if before and now else f"+ {now}" if now else f"− {before}")
        + (f" ({count} times)" if count > 1 else "")
        for (before, now), count in Counter(page.numbers).items()
    ]
    return _some(told)


def _links(page: PageDifference) -> Sequence[str]:
    told = [f"+ {link}" for link in page.links_added]
    return _some(told + [f"− {link}" for link in page.links_removed])


def _some(told: Sequence[str]) -> Sequence[str]:
    more = len(told) - MOST
    return [*told[:MOST], f"and {more} more"] if more > 0 else told


def _weight(size: int) -> str:
    return f"{'+' if size > 0 else '−' if size < 0 else '±'}{_bytes(abs(size))}"


def _bytes(size: int) -> str:
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e6:,.2f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} KB"


def _cell(text: str) -> str:
    """Return a table's cell whose text is no markup; only our own line breaks are."""
    plain = re.sub(r"([\\`*_\[\]|~])", r"\\\1", text.replace("&", "&amp;"))
    return plain.replace("<", "&lt;").replace("&lt;br>", "<br>")
