"""Quotation marks hold the words of a source: those that a sentence quotes stand in what it cites.

Explainers are held to it, and the words beside pages whose sources name passages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher

from generator import parse
from generator.diagnostics import Code, Diagnostic
from generator.language.figures import CITED, OTHER, QUOTATION, STAT
from generator.model.content import Content
from generator.model.document import Document, Quoted
from generator.model.site import Site
from generator.model.written import Lent, said

CODES = (
    Code(
        "misquoted",
        means=(
            "Words stand between quotation marks, and none of the passages that are cited with "
            "them has these words, in any language; nor has its place, or its source's title."
        ),
        mend=(
            "Write the words as the source has them. `[…]` stands for what is left out, and "
            "`[words]` for what is put in or changed. What you have translated stands in the "
            "passage's `translation`. Words of your own need no quotation marks, or stand in a "
            "sentence without a citation."
        ),
        example="The almanac calls it “the highest […] of the century”. {cite}`almanac#highest`",
    ),
)

WORD = re.compile(r"\w+")
# What is left out, put in or changed; a role shows what the text does not say.
GAP = re.compile(rf"\[[^\]]*\]|…|\.\.\.|[{CITED}{OTHER}{STAT}]")


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report what explainers quote otherwise than the passages that they cite."""
    for document in documents:
        for quoted in document.quoted:
            yield from _faults(site, content, quoted, document.page.locale.code)


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report the same of the words beside pages."""
    for placed in content.texts():
        for locale in site.locales:
            words = placed.text.words[locale.code]
            if isinstance(words, Lent) or not QUOTATION.search(words):
                continue
            place, sources = placed.at(locale.code), tuple(placed.text.sources)
            for quoted in parse.found_in(words, locale.tag, place, sources).quoted:
                if all("#" in name for name in quoted.cited):
                    yield from _faults(site, content, quoted, locale.code)


def _faults(site: Site, content: Content, quoted: Quoted, code: str) -> Iterator[Diagnostic]:
    """Report a quotation that none of the passages that are cited has; ``code`` is its page's."""
    texts: list[tuple[str, str]] = []
    known: set[str] = set()  # the languages that there are words in
    for name in quoted.cited:
        id, _, passage = name.partition("#")
        source = content.sources.get(id)
        if source is None or (passage and passage not in source.passages):
            return  # that is told first
        texts.append((name, source.titled(code)))
        if passage:
            one = source.passages[passage]
            quotes = one.quotes(source.language or site.default_locale.code)
            known |= {*quotes, *one.translation}
            words = (*quotes.values(), one.translation.get(code, ""))
            texts += [(name, text) for text in (*words, said(one.locator, code))]
    parts = [part for part in (_words(text) for text in GAP.split(quoted.words)) if part]
    if any(_has(_words(text), parts) for _, text in texts):
        return
    shown = " ".join(GAP.sub("…", quoted.words).split())
    if bare := [name for name in quoted.cited if "#" not in name]:
        message = f"nothing proves “{shown}”: no passage is cited of {', '.join(bare)}"
        hint = "cite the passage that says it, or take the quotation marks away"
        yield Diagnostic(quoted.location, "error", "unproven", message, hint)
        return
    name, nearest = _nearest(" ".join(parts).split(), texts)
    hint = "write it as the source does, with […] for what is left out"
    if nearest:
        hint += f"; {name} says “{nearest}”"
    elif code not in known:
        hint = f"if you have translated them, add them to the passage: translation: {{{code}: …}}"
    message = f"none of the words cited has “{shown}”"
    yield Diagnostic(quoted.location, "error", "misquoted", message, hint)


def _words(text: str) -> str:
    """Return a text's words without what stands between them, in small letters."""
    return " ".join(WORD.findall(text.casefold()))


def _has(said: str, parts: Iterable[str]) -> bool:
    """Whether a text has these words, one part after the other."""
    rest = f" {said} "
    for part in parts:
        _, found, after = rest.partition(f" {part} ")
        if not found:
            return False
        rest = f" {after}"
    return True


def _nearest(words: list[str], texts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return the words of a text that are most like these, with its name; none if most differ."""
    best, found, wanted = 0.4, ("", ""), set(words)
    for name, text in texts:
        spans = [match.span() for match in WORD.finditer(text)]
        said = [text[start:end].casefold() for start, end in spans]
        for first in range(max(1, len(said) - len(words) + 1)):
            window = said[first : first + len(words)]
            if len(wanted.intersection(window)) < best * len(wanted):
                continue
            like = SequenceMatcher(None, words, window, autojunk=False).ratio()
            like += 0.01 * sum(one == other for one, other in zip(words, window, strict=False))
            if like > best:
                last = first + len(window) - 1
                best, found = like, (name, text[spans[first][0] : spans[last][1]])
    return found
